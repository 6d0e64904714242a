import { beforeEach, describe, expect, test } from 'vitest'
import { Host, NotDone } from './host'

const ours = 'https://draw.test'
const site = 'https://site.test'
const nonce = 'N'.repeat(24)

type Posted = { readonly message: Record<string, unknown>; readonly origin: string }

/** A frame in a page, and what is posted to that page. */
class FakeFrame {
  readonly origin = ours
  readonly parent = {}
  posted: Posted[] = []
  #hear: (event: MessageEvent) => void = () => {}

  addEventListener(_type: string, listener: unknown): void {
    this.#hear = listener as (event: MessageEvent) => void
  }

  says(data: unknown, { origin = site, source = this.parent as unknown } = {}): void {
    this.#hear({ data, origin, source } as MessageEvent)
  }
}

let frame: FakeFrame
let host: Host
let done: string[]

const hello = (by = nonce) => ({ drawingroom: 1, nonce: by, type: 'hello' })
const follow = (id: number, by = nonce) => ({ drawingroom: 1, nonce: by, type: 'follow', id, who: '' })
const ready = { type: 'ready', board: 'b', title: 't', role: 'viewer', seq: 1, replay: false } as const
const settled = () => new Promise((resolve) => setTimeout(resolve))

beforeEach(() => {
  frame = new FakeFrame()
  done = []
  host = new Host(frame as unknown as ConstructorParameters<typeof Host>[0], [site], (message, origin) =>
    frame.posted.push({ message: message as Posted['message'], origin }),
  )
})

const open = () =>
  host.settle(ready, async (asked) => {
    done.push(asked.type)
    if (asked.type === 'export') throw new NotDone('no_picture')
    return {}
  })

describe('the page around a frame', () => {
  test('hears that the board is there, whichever comes first, by its own nonce and at its origin alone', () => {
    frame.says(hello())
    expect(frame.posted).toEqual([])
    open()
    expect(frame.posted).toEqual([{ message: { drawingroom: 1, nonce, ...ready }, origin: site }])
    frame.says(hello('M'.repeat(24)))
    expect(frame.posted[1]!.message.nonce).toBe('M'.repeat(24))
  })

  test('is answered what it asks for', async () => {
    open()
    frame.says(hello())
    frame.posted = []
    frame.says(follow(7))
    frame.says({ drawingroom: 1, nonce, type: 'export', id: 8, kind: 'png', scale: 1, of: 'all' })
    await settled()
    expect(frame.posted.map(({ message }) => message)).toEqual([
      { drawingroom: 1, nonce, type: 'done', id: 7 },
      { drawingroom: 1, nonce, type: 'failed', id: 8, code: 'no_picture' },
    ])
    expect(done).toEqual(['follow', 'export'])
  })

  test('is told what is wrong with what cannot be done, also before the board is there, and never by another nonce', async () => {
    frame.says(hello())
    frame.posted = []
    frame.says({ drawingroom: 1, nonce, type: 'goTo', id: 2, to: { elements: ['x'] } })
    frame.says({ drawingroom: 1, nonce: 'X'.repeat(24), type: 'goTo', id: 3, to: { elements: ['x'] } })
    await settled()
    const message = expect.stringContaining('elements[0] is no id')
    expect(frame.posted).toEqual([
      { origin: site, message: { drawingroom: 1, nonce, type: 'failed', id: 2, code: 'bad_request', message } },
    ])
    expect(done).toEqual([])
  })

  test('is told nothing before it has said hello, and asks in vain before the board is there', async () => {
    host.tell({ type: 'changed', seq: 2 })
    frame.says(hello())
    frame.says(follow(1))
    await settled()
    expect(frame.posted.map(({ message }) => message.code)).toEqual(['not_ready'])
  })

  const others: readonly (readonly [string, () => void])[] = [
    ['another origin', () => frame.says(hello(), { origin: 'https://site.test.evil.test' })],
    ['the same name by another scheme', () => frame.says(hello(), { origin: 'http://site.test' })],
    ['another port', () => frame.says(hello(), { origin: 'https://site.test:8443' })],
    ['an origin that is none', () => frame.says(hello(), { origin: 'null' })],
    ['no origin', () => frame.says(hello(), { origin: '' })],
    ['another window', () => frame.says(hello(), { source: {} })],
    ['no window', () => frame.says(hello(), { source: null })],
    ['itself', () => frame.says(hello(), { source: frame })],
    ['a hello without a nonce', () => frame.says({ drawingroom: 1, type: 'hello' })],
  ]
  test.each(others)('is not %s', async (_, says) => {
    open()
    says()
    frame.says(follow(1))
    await settled()
    expect(frame.posted).toEqual([])
    expect(done).toEqual([])
  })

  test('asks for nothing with another nonce, or from another origin than it said hello from', async () => {
    open()
    frame.says(hello())
    frame.posted = []
    frame.says(follow(1, 'X'.repeat(24)))
    frame.says(follow(2), { origin: ours })
    frame.says({ ...follow(3), nonce: undefined })
    await settled()
    expect(frame.posted).toEqual([])
    expect(done).toEqual([])
  })

  test('cannot have it do too much at once', async () => {
    let go = () => {}
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    host.settle(ready, async () => {
      await gate
      return {}
    })
    frame.says(hello())
    frame.posted = []
    for (let id = 1; id <= 20; id++) frame.says(follow(id))
    await settled()
    expect(frame.posted.map(({ message }) => [message.id, message.code])).toEqual([
      [17, 'busy'],
      [18, 'busy'],
      [19, 'busy'],
      [20, 'busy'],
    ])
    go()
    await settled()
    expect(frame.posted.filter(({ message }) => message.type === 'done').length).toBe(16)
  })

  test('that is framed by nobody is its own parent, and says nothing to itself', () => {
    const alone = new FakeFrame()
    Object.assign(alone, { parent: alone })
    const single = new Host(alone as unknown as ConstructorParameters<typeof Host>[0], [site], (message, origin) =>
      alone.posted.push({ message: message as Posted['message'], origin }),
    )
    single.settle(ready, null)
    alone.says(hello(), { source: alone, origin: ours })
    expect(alone.posted).toEqual([])
  })
})
