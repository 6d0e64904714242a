import { beforeEach, describe, expect, test } from 'vitest'
import { type Build, Kept, under } from './kept'
import { buildOf, cacheOf, outdatedPath } from './names'

/** The device's caches, as far as they are used here. */
class FakeCaches {
  readonly all = new Map<string, Map<string, Response>>()

  async open(name: string) {
    const cache = this.all.get(name) ?? new Map<string, Response>()
    this.all.set(name, cache)
    return {
      match: async (path: string) => cache.get(path)?.clone(),
      put: async (path: string, response: Response) => void cache.set(path, response),
    }
  }

  async match(path: string, { cacheName }: { cacheName?: string } = {}) {
    for (const [name, cache] of this.all)
      if ((cacheName === undefined || name === cacheName) && cache.has(path)) return cache.get(path)!.clone()
    return undefined
  }

  keys = async () => [...this.all.keys()]
  delete = async (name: string) => this.all.delete(name)
}

const letters = '/assets/letters-cyrillic.woff2'
const A: Build = {
  name: 'aaaa',
  base: '',
  first: ['/favicon.svg', '/assets/same.js', '/assets/old.js'],
  rest: [letters],
}
const B: Build = {
  name: 'bbbb',
  base: '',
  first: ['/favicon.svg', '/assets/same.js', '/assets/new.js'],
  rest: [letters],
}

let caches: FakeCaches
/** The server: the build it gives, what it does not, and what it was asked for. */
let serves: Build
let missing: Set<string>
let asked: string[]

beforeEach(() => {
  caches = new FakeCaches()
  serves = A
  missing = new Set()
  asked = []
})

const server: typeof fetch = async (input) => {
  const path = typeof input === 'string' ? input : new URL((input as Request).url).pathname
  asked.push(path)
  if (path === `${serves.base}/`) return new Response(`<meta name="build" content="${serves.name}" />`)
  const there = [...serves.first, ...serves.rest].includes(path) && !missing.has(path)
  return new Response(`${serves.name} ${path}`, { status: there ? 200 : 404 })
}
const kept = (build: Build) => new Kept(build, caches as unknown as CacheStorage, server)
const file = async (build: Build, path: string) =>
  (await kept(build).file(new Request(`https://draw.test${path}`))).text()
const held = (build: Build) => [...(caches.all.get(cacheOf(build.name, build.base))?.keys() ?? [])].sort()

describe('a build that is kept', () => {
  test('has all that any board needs, and the page last', async () => {
    await kept(A).fill()
    expect(held(A)).toEqual(['/', ...A.first].sort())
    expect(asked.at(-1)).toBe('/')
    expect(asked.length).toBe(4)
  })

  test('is not there by halves: what cannot be had fails the whole, and is all that is asked for the next time', async () => {
    missing.add('/assets/old.js')
    await expect(kept(A).fill()).rejects.toThrow('/assets/old.js: 404')
    expect(await kept(A).page()).toBeUndefined()
    missing.clear()
    asked.length = 0
    await kept(A).fill()
    expect(asked).toEqual(['/assets/old.js', '/'])
  })

  test('never has the page of another build', async () => {
    const mixed: typeof fetch = async (input, init) =>
      input === '/' ? new Response('<meta content="bbbb">') : server(input, init)
    await expect(new Kept(A, caches as unknown as CacheStorage, mixed).fill()).rejects.toThrow('another build')
    expect(await kept(A).page()).toBeUndefined()
  })

  test('does not take in the page of a proxy that wants somebody to sign in', async () => {
    const away: typeof fetch = async () => Object.defineProperty(new Response('Sign in'), 'redirected', { value: true })
    await expect(new Kept(A, caches as unknown as CacheStorage, away).fill()).rejects.toThrow('200')
    expect(held(A)).toEqual([])
  })

  test('takes from the one before what is the same in both, and asks for nothing else twice', async () => {
    await kept(A).fill()
    serves = B
    asked.length = 0
    await kept(B).fill()
    expect(asked.sort()).toEqual(['/', '/assets/new.js', '/favicon.svg'])
    expect(await (await kept(B).page())!.text()).toContain('bbbb')
  })
})

describe('a file', () => {
  test('is that of the build; one of an older build is there for its pages', async () => {
    await kept(A).fill()
    serves = B
    await kept(B).fill()
    asked.length = 0
    expect(await file(B, '/assets/new.js')).toBe('bbbb /assets/new.js')
    expect(await file(B, '/assets/old.js')).toBe('aaaa /assets/old.js')
    expect(await file(B, '/favicon.svg')).toBe('bbbb /favicon.svg')
    expect(asked).toEqual([])
  })

  test('that few need is kept once it was used, and by the next build, too', async () => {
    await kept(A).fill()
    expect(await file(A, letters)).toBe(`aaaa ${letters}`)
    serves = B
    await kept(B).fill()
    await kept(B).forgetAllBut(new Set())
    asked.length = 0
    expect(await file(B, letters)).toBe(`aaaa ${letters}`)
    expect(asked).toEqual([])
  })

  test('that a page has used before is kept; what it says of others counts for nothing', async () => {
    await kept(A).fill()
    await kept(A).used([letters, '/assets/elsewhere.js', '/api/v1/boards'])
    expect(held(A)).toContain(letters)
    expect(held(A).length).toBe(5)
  })

  test('of a build that is not known comes from the network, and is not kept', async () => {
    await kept(A).fill()
    serves = B
    expect(await file(A, '/assets/new.js')).toBe('bbbb /assets/new.js')
    expect(held(A)).not.toContain('/assets/new.js')
  })
})

describe('older builds', () => {
  test('are forgotten but for those that are open; other caches are not ours', async () => {
    await kept(A).fill()
    serves = B
    await kept(B).fill()
    await caches.open('somebody else')
    await kept(B).forgetAllBut(new Set(['aaaa']))
    expect((await caches.keys()).length).toBe(3)
    await kept(B).forgetAllBut(new Set(['bbbb']))
    expect(await caches.keys()).toEqual([cacheOf('bbbb', ''), 'somebody else'])
    await kept(B).forget()
    expect(await caches.keys()).toEqual(['somebody else'])
    // Asking leaves nothing behind.
    await kept(B).page()
    await kept(B).outdated()
    await file(B, '/assets/new.js')
    expect(await caches.keys()).toEqual(['somebody else'])
  })

  test('are outdated when a page of theirs has said so', async () => {
    await kept(A).fill()
    expect(await kept(A).outdated()).toBe(false)
    await (await caches.open(cacheOf('aaaa', ''))).put(outdatedPath, new Response(''))
    expect(await kept(A).outdated()).toBe(true)
    expect(await kept(B).outdated()).toBe(false)
  })
})

describe('a server under a path of the origin', () => {
  const below = under('/draw', A)

  test('keeps its page and its files where they lie', async () => {
    serves = below
    await kept(below).fill()
    expect(held(below)).toEqual(['/draw/', ...A.first.map((path) => `/draw${path}`)].sort())
    expect(await file(below, `/draw${letters}`)).toBe(`aaaa /draw${letters}`)
    expect(held(below)).toContain(`/draw${letters}`)
  })

  test('has nothing to do with what another one of the origin keeps, of whatever build', async () => {
    await kept(A).fill()
    serves = under('/draw', B)
    await kept(serves).fill()
    expect(await kept(A).others()).toEqual([])
    await kept(serves).forgetAllBut(new Set())
    expect((await caches.keys()).sort()).toEqual([cacheOf('aaaa', ''), cacheOf('bbbb', '/draw')].sort())
    await kept(A).forget()
    expect(await caches.keys()).toEqual([cacheOf('bbbb', '/draw')])
  })
})

test('a lock that is no build is not counted as one', () => {
  expect(buildOf(cacheOf('aaaa', '/draw'), '/draw')).toBe('aaaa')
  for (const name of [
    'drawingroom uAAAA bAAAA client',
    'drawingroom.me',
    cacheOf('aaaa', '/other'),
    cacheOf('aaaa', ''),
  ])
    expect(buildOf(name, '/draw'), name).toBe('')
  expect(buildOf('drawingroom bAAAA client', '')).toBe('')
})
