import { afterEach, describe, expect, it, vi } from 'vitest'
import { FakeClock, settled } from '../test/fake-clock'
import { Visit } from './visit'

const MINUTE = 60_000

/** A server that takes host tokens until each has run out, and gives sessions of 15 minutes at most. */
function serverAt(clock: FakeClock, ends: { readonly [token: string]: number }) {
  const asked: string[] = []
  vi.stubGlobal('location', { origin: 'http://draw.test', pathname: '/b/board', href: 'http://draw.test/b/board' })
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    expect(path).toMatch(/\/api\/v1\/session$/)
    expect(init.credentials).toBe('omit')
    expect(JSON.parse(init.body as string)).toEqual({ board: 'board' })
    const token = new Headers(init.headers).get('Authorization')!.replace('Bearer ', '')
    asked.push(token)
    const lives = Math.min((ends[token] ?? 0) - clock.now(), 15 * MINUTE)
    if (lives <= 0) return Response.json({ error: { code: 'bad_token', message: 'No.' } }, { status: 401 })
    const user = { id: token === 'eve' ? 'hEve' : 'hAda', name: 'Ada', colour: 'teal', guest: false }
    return Response.json({ token: `ours-${asked.length}`, lives, user, host: 'Acme' })
  })
  return asked
}

afterEach(() => vi.unstubAllGlobals())

describe('a visit by the token of a host application', () => {
  it('is exchanged, asks for nothing newer while it lasts, and tells requests its token', async () => {
    const clock = new FakeClock()
    const asked = serverAt(clock, { one: clock.now() + 60 * MINUTE })
    const want = vi.fn(async () => null)
    const visit = new Visit('board', 'one', clock, want)
    expect((await visit.session()).user.id).toBe('hAda')
    expect(await visit.token()).toBe('ours-1')
    clock.advance(14 * MINUTE)
    expect(await visit.token()).toBe('ours-1')
    clock.advance(MINUTE)
    expect(await visit.token()).toBe('ours-2')
    expect(asked).toEqual(['one', 'one'])
    expect(want).not.toHaveBeenCalled()
  })

  it('goes on with a newer token that it asks for before the end', async () => {
    const clock = new FakeClock()
    const asked = serverAt(clock, { one: clock.now() + 16 * MINUTE, two: clock.now() + 60 * MINUTE })
    const want = vi.fn(async () => 'two')
    const visit = new Visit('board', 'one', clock, want)
    await visit.session()
    clock.advance(14.5 * MINUTE)
    expect((await visit.session()).token.lives).toBe(15 * MINUTE)
    expect(want).toHaveBeenCalledOnce()
    expect(asked).toEqual(['one', 'one', 'two'])
  })

  it.each([
    ['none comes', async () => null],
    ['the same comes', async () => 'one'],
    ['nobody answers', () => Promise.reject(new Error('gone'))],
  ])('stays to the end and is over then, where %s', async (_, want) => {
    const clock = new FakeClock()
    serverAt(clock, { one: clock.now() + 16 * MINUTE })
    const visit = new Visit('board', 'one', clock, want)
    await visit.session()
    clock.advance(15 * MINUTE)
    let end: unknown = null
    visit.session().catch((error: unknown) => {
      end = error
    })
    await settled()
    expect(end).toBeNull()
    expect(await visit.token()).toBe('ours-2')
    clock.advance(MINUTE)
    await settled()
    expect(end).toMatchObject({ code: 'visit_over', message: 'Acme' })
  })

  it('goes on by a newer token that comes before the end, asked for or not, and by no other', async () => {
    const clock = new FakeClock()
    const asked = serverAt(clock, { one: clock.now() + 16 * MINUTE, two: clock.now() + 60 * MINUTE })
    const want = vi.fn(async () => null)
    const visit = new Visit('board', 'one', clock, want)
    await visit.session()
    clock.advance(15 * MINUTE)
    const next = visit.session()
    await settled()
    expect(want).toHaveBeenCalledWith(MINUTE)
    await expect(visit.renew('forged')).rejects.toMatchObject({ code: 'bad_token' })
    await visit.renew('two')
    expect((await next).token.lives).toBe(15 * MINUTE)
    expect(asked).toEqual(['one', 'one', 'forged', 'two', 'two'])
  })

  it('stays with its person: a token of another one is not taken', async () => {
    const clock = new FakeClock()
    serverAt(clock, { one: clock.now() + 60 * MINUTE, eve: clock.now() + 60 * MINUTE })
    const visit = new Visit('board', 'one', clock, async () => null)
    await visit.session()
    await expect(visit.renew('eve')).rejects.toMatchObject({ code: 'bad_token' })
    expect((await visit.session()).user.id).toBe('hAda')
    expect(await visit.token()).toBe('ours-3')
  })

  it('is none where the first token is not taken, and is tried again where the server is away', async () => {
    const clock = new FakeClock()
    serverAt(clock, { one: clock.now() + MINUTE })
    const late = new Visit('board', 'other', clock, async () => null)
    await expect(late.session()).rejects.toMatchObject({ code: 'no_visit' })
    const short = new Visit('board', 'one', clock, async () => null)
    expect((await short.session()).token.lives).toBe(MINUTE)
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
    await expect(short.session()).rejects.toMatchObject({ code: 'unreachable' })
  })
})
