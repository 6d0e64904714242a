import { describe, expect, it } from 'vitest'
import { FakeClock } from '../test/fake-clock'
import type { OpenTransport, TransportEvents } from './transport'
import { inTurns, LOYAL, late, MUTE } from './transport-choice'

/** A way whose connections the test answers for. */
class Way {
  readonly connections: TransportEvents[] = []
  closed = 0
  readonly open: OpenTransport = (_board, _token, events) => {
    this.connections.push(events)
    return { buffered: 0, send: () => {}, close: () => this.closed++ }
  }
}

/** Whoever keeps a connection, as `connection.ts` does: it opens one, and another after the end. */
function kept() {
  const clock = new FakeClock(() => 0)
  const [sockets, streams, polls] = [new Way(), new Way(), new Way()]
  const ends: number[] = []
  const soon = (way: Way) => late(() => Promise.resolve(way.open))
  const way = inTurns(clock, sockets.open, soon(streams), soon(polls))
  const open = () => way('board', 'token', { opened: () => {}, frame: () => {}, closed: (code) => ends.push(code) })
  return { clock, sockets, streams, polls, ends, open }
}

const loaded = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('C26: which transport is taken', () => {
  it('takes the stream after a socket that was refused, and keeps it once it is heard', async () => {
    const { sockets, streams, ends, open } = kept()
    open()
    sockets.connections[0]!.closed(1006, '')
    open()
    await loaded()
    streams.connections[0]!.opened()
    streams.connections[0]!.frame('[]')
    streams.connections[0]!.closed(1012, '')
    open()
    await loaded()
    expect([sockets.connections.length, streams.connections.length, ends]).toEqual([1, 2, [1006, 1012]])
  })

  it('gives up a socket that is open and carries nothing', async () => {
    const { clock, sockets, streams, ends, open } = kept()
    open()
    sockets.connections[0]!.opened()
    clock.advance(MUTE - 1)
    expect(ends).toEqual([])
    clock.advance(1)
    expect([ends, sockets.closed]).toEqual([[1006], 1])
    open()
    await loaded()
    expect(streams.connections.length).toBe(1)
  })

  it('is patient with a socket that has been heard in this visit', () => {
    const { clock, sockets, ends, open } = kept()
    open()
    sockets.connections[0]!.frame('[]')
    sockets.connections[0]!.closed(1006, '')
    open()
    clock.advance(20 * MUTE)
    expect([sockets.connections.length, ends]).toEqual([2, [1006]])
  })

  it('goes on in turns while none is heard, and waits longer each time round', async () => {
    const { clock, sockets, streams, polls, ends, open } = kept()
    for (const patience of [MUTE, MUTE, MUTE, 2 * MUTE, 2 * MUTE, 2 * MUTE, 4 * MUTE]) {
      open()
      await loaded()
      clock.advance(patience - 1)
      const before = ends.length
      clock.advance(1)
      expect(ends.length).toBe(before + 1)
    }
    expect([sockets, streams, polls].map((way) => way.connections.length)).toEqual([3, 2, 2])
  })

  it('takes the poll where sockets are swallowed and streams held back, and keeps it', async () => {
    const { clock, sockets, streams, polls, ends, open } = kept()
    for (const way of [sockets, streams]) {
      open()
      await loaded()
      way.connections[0]!.opened()
      clock.advance(MUTE)
    }
    for (let i = 0; i < 2; i++) {
      open()
      await loaded()
      polls.connections[i]!.frame('[]')
      polls.connections[i]!.closed(1006, '')
    }
    expect([sockets, streams, polls].map((way) => way.connections.length)).toEqual([1, 1, 2])
    expect(ends).toEqual([1006, 1006, 1006, 1006])
  })

  it('does not leave a way that was heard because the server is away, and does if that lasts', async () => {
    const { sockets, streams, open } = kept()
    open()
    sockets.connections[0]!.frame('[]')
    sockets.connections[0]!.closed(1006, '')
    for (let i = 1; i <= LOYAL; i++) {
      open()
      await loaded()
      expect(sockets.connections.length).toBe(1 + i)
      sockets.connections[i]!.closed(1006, '')
    }
    open()
    await loaded()
    expect([sockets.connections.length, streams.connections.length]).toEqual([1 + LOYAL, 1])
  })

  it('leaves a way that was heard where it opens and carries nothing now: the network is another', async () => {
    const { sockets, streams, open } = kept()
    open()
    sockets.connections[0]!.frame('[]')
    sockets.connections[0]!.closed(1006, '')
    const second = open()
    sockets.connections[1]!.opened()
    second.close() // by the law of silence
    open()
    await loaded()
    expect([sockets.connections.length, streams.connections.length]).toEqual([2, 1])
  })

  it('C33: a socket that the server itself closes, being busy, was heard', async () => {
    const { sockets, streams, ends, open } = kept()
    for (let i = 0; i < 5; i++) {
      open()
      sockets.connections[i]!.opened()
      sockets.connections[i]!.closed(1013, 'try_later in=4000')
    }
    await loaded()
    expect([sockets.connections.length, streams.connections.length, ends.length]).toEqual([5, 0, 5])
  })

  it('tells an end once, and nothing after it was closed', async () => {
    const { clock, sockets, streams, ends, open } = kept()
    open()
    sockets.connections[0]!.closed(1006, '')
    sockets.connections[0]!.closed(1006, '')
    open().close()
    await loaded()
    clock.advance(20 * MUTE)
    expect([ends, streams.connections.length]).toEqual([[1006], 0])
  })
})
