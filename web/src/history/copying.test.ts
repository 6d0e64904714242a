import { describe, expect, it } from 'vitest'
import { Board } from '../board/board'
import { encodedLength } from '../board/change'
import { judge } from '../board/judge'
import { settingsID } from '../board/names'
import { freshSeed, Random } from '../board/test/random'
import type { Element, Op, Value } from '../board/types'
import { ApiError } from '../sync/api'
import { FakeClient, FakeRoom } from '../test/fake-client'
import { fill, portionsOf } from './copying'

/** The server of a new board that answers when the test says so. */
class SlowClient extends FakeClient {
  readonly waits: Op[][] = []
  most = 0

  constructor() {
    const room = new FakeRoom()
    room.apply(0, [{ op: 'put', id: settingsID, props: new Map<string, Value>([['kind', 'board']]) }])
    super(room, 1, 'owner')
  }

  override commit(ops: readonly Op[], step: string): void {
    expect(judge({ ops, step })).toBeUndefined()
    this.waits.push([...ops])
    this.most = Math.max(this.most, this.waits.length)
    this.stands()
  }

  /** So many changes are taken. */
  takes(count: number): void {
    for (const ops of this.waits.splice(0, count)) super.commit(ops, 'step')
    this.stands()
  }

  becomes(state: FakeClient['state']): void {
    this.state = state
    this.tell((l) => l.state?.())
  }

  private stands(): void {
    const changes = this.waits.length
    this.becomes(changes === 0 ? { kind: 'saved' } : { kind: 'waiting', changes, here: true })
  }
}

/** A board of so many strokes and notes, with settings that were changed. */
function boardOf(count: number, random: Random): Board {
  const board = new Board()
  const put = (id: string, ...props: (readonly [string, Value])[]): Op => ({ op: 'put', id, props: new Map(props) })
  board.apply({ seq: 1, author: 0 }, [
    put(settingsID, ['kind', 'board'], ['title', 'Old'], ['paper', 'lines'], ['moments/m1', [1, 'Named']]),
  ])
  for (let i = 0; i < count; i++) {
    const points = Array.from({ length: 4 * random.below(500) }, () => random.below(100))
    board.apply({ seq: i + 2, author: 1 + random.below(3) }, [
      random.below(2) === 0
        ? put(`element-${i}`, ['kind', 'stroke'], ['at', [0, 0]], ['points', points])
        : put(`element-${i}`, ['kind', 'note'], ['at', [i, i]], ['size', [100, 100]], ['parent', `element-${i + 1}`]),
    ])
  }
  return board
}

const seen = (board: Board) => new Map([...board.elements()].map(({ id, props }) => [id, new Map([...props].sort())]))

function copying(client: FakeClient, elements: readonly Element[], signal = new AbortController().signal) {
  const shares: number[] = []
  const done = fill({
    client,
    elements,
    title: 'Old, then',
    step: 'step-copy',
    turn: async () => {},
    told: (share) => shares.push(share),
    signal,
  })
  return { done, shares }
}

const turns = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

describe('a board made of a moment', () => {
  it('has all that the other had, under a title of its own, and none of its names; few changes wait at a time', async () => {
    const seed = freshSeed('copying')
    const random = new Random(seed)
    const board = boardOf(1200, random)
    const client = new SlowClient()
    const { done, shares } = copying(client, [...board.elements()])
    let over = false
    void done.then(() => {
      over = true
    })
    while (!over) {
      client.takes(1 + random.below(3))
      await turns()
    }
    expect(client.most).toBeLessThanOrEqual(6)
    expect(client.committed.length).toBeGreaterThan(8)
    const wanted = seen(board)
    const settings = wanted.get(settingsID)!
    settings.set('title', 'Old, then')
    settings.delete('moments/m1')
    expect(seen(client.view), `seed ${seed}`).toEqual(wanted)
    // The title is the last: until then it is called what it was called.
    expect(client.committed.findIndex(({ ops }) => ops.some((op) => op.op === 'set' && op.props.has('title')))).toBe(
      client.committed.length - 1,
    )
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    console.log(`copying, seed ${seed}: ${client.committed.length} changes, ${client.most} waited at most`)
  })

  it('comes in changes that are soon made, however large things are', () => {
    const board = boardOf(600, new Random(freshSeed('portions')))
    const portions = [...portionsOf(board.elements())]
    expect(portions.flat().length).toBe(601)
    expect(portions.length).toBeGreaterThan(3)
    for (const ops of portions) {
      expect(ops.length).toBeLessThanOrEqual(250)
      if (ops.length > 1) expect(encodedLength({ ops: [...ops] })).toBeLessThan(70_000)
    }
  })

  it('waits while there is no connection, and goes on', async () => {
    const board = boardOf(1500, new Random(7))
    const client = new SlowClient()
    const { done, shares } = copying(client, [...board.elements()])
    await turns()
    client.becomes({ kind: 'offline', changes: client.waits.length, here: true })
    const before = shares.length
    await turns()
    expect(shares.length).toBe(before)
    for (let i = 0; i < 200; i++) {
      client.takes(2)
      await turns()
    }
    await done
    expect(client.view.size).toBe(board.size)
  })

  it('ends where something is refused, where nobody is let in any more, and where it is stopped', async () => {
    const elements = [...boardOf(1500, new Random(9)).elements()]
    const refused = new SlowClient()
    const one = copying(refused, elements)
    await turns()
    refused.tell((l) => l.refused?.({ n: 1, code: 'full', why: 'The board is full.', ops: [] }))
    await expect(one.done).rejects.toEqual(new ApiError('full', 0, 'The board is full.'))

    const gone = new SlowClient()
    const two = copying(gone, elements)
    await turns()
    gone.becomes({ kind: 'stopped', code: 'sign_in', why: 'Nobody is signed in.', changes: 3, here: true })
    await expect(two.done).rejects.toMatchObject({ code: 'sign_in' })

    const stopped = new AbortController()
    const client = new SlowClient()
    const three = copying(client, elements, stopped.signal)
    await turns()
    stopped.abort()
    await expect(three.done).rejects.toMatchObject({ name: 'AbortError' })
    const count = client.committed.length + client.waits.length
    client.takes(100)
    await turns()
    expect(client.committed.length).toBe(count)
  })

  it('has nothing to do for a bare board but to give it its title', async () => {
    const client = new SlowClient()
    const { done } = copying(client, [...new Board().elements()])
    client.takes(1)
    await done
    expect(client.view.title).toBe('Old, then')
  })
})
