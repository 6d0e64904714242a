import { describe, expect, it } from 'vitest'
import type { Past, PastShelf } from '../sync/past'
import { FakeRoom } from '../test/fake-client'
import { Hands } from '../test/hands'
import { bounded, PAUSE, PastKeeper } from './past'

/** A device's shelf: it gives what lies on it when it is told to. */
class Shelf implements PastShelf {
  kept: Past | null
  saves = 0
  give: () => void = () => {}

  constructor(kept: Past | null = null) {
    this.kept = kept
  }

  load(): Promise<Past | null> {
    return new Promise((resolve) => {
      this.give = () => resolve(this.kept)
    })
  }

  save(past: Past): void {
    this.saves++
    // As a database keeps it: a copy.
    this.kept = structuredClone(past)
  }
}

/** Hands whose history is kept on a shelf. */
async function keeping(shelf: Shelf, room = new FakeRoom(), author = 1): Promise<{ hands: Hands; keeper: PastKeeper }> {
  const hands = new Hands(room, author)
  const keeper = new PastKeeper(hands.editor.history, hands.client, shelf, (ms, run) => hands.later(ms, run))
  shelf.give()
  await Promise.resolve()
  await Promise.resolve()
  return { hands, keeper }
}

const ids = (hands: Hands) => hands.elements.map(({ id }) => id)

describe('a history that is kept', () => {
  it('is kept at once, and then not with every stroke of a quick hand', async () => {
    const shelf = new Shelf()
    const { hands } = await keeping(shelf)
    hands.key('r').drag(0, 0, 50, 50).wait(0)
    expect([shelf.saves, shelf.kept?.undos.length]).toEqual([1, 1])
    hands
      .key('r')
      .drag(100, 0, 150, 50)
      .key('r')
      .drag(200, 0, 250, 50)
      .wait(PAUSE / 2)
    expect(shelf.saves).toBe(1)
    hands.wait(PAUSE)
    expect([shelf.saves, shelf.kept?.undos.length]).toEqual([2, 3])
  })

  it('is kept when the hand rests, and when the page is left', async () => {
    const shelf = new Shelf()
    const { hands, keeper } = await keeping(shelf)
    hands.key('r').drag(0, 0, 50, 50).key('r').drag(100, 0, 150, 50)
    expect(shelf.saves).toBe(0)
    hands.wait(PAUSE)
    expect([shelf.saves, shelf.kept?.undos.length]).toEqual([1, 2])
    keeper.now()
    expect(shelf.saves).toBe(1)
    hands.key('mod+z')
    keeper.now()
    expect([shelf.kept?.undos.length, shelf.kept?.redos.length]).toEqual([1, 1])
  })

  it('C73: goes on after the page was loaded again: undo and redo as if nothing had been', async () => {
    const shelf = new Shelf()
    const before = await keeping(shelf)
    const { room } = before.hands
    before.hands.key('r').drag(0, 0, 50, 50).key('o').drag(100, 0, 150, 50).key('p').drag(200, 0, 250, 50)
    const all = ids(before.hands)
    before.hands.key('mod+z')
    before.keeper.close()
    const after = (await keeping(shelf, room)).hands
    expect([after.editor.state.canUndo, after.editor.state.canRedo]).toEqual([true, true])
    after.key('mod+z')
    expect(ids(after)).toEqual(all.slice(0, 1))
    after.key('mod+shift+z').key('mod+shift+z')
    expect(ids(after)).toEqual(all)
    after.key('mod+z').key('mod+z').key('mod+z')
    expect(ids(after)).toEqual([])
    expect(after.editor.state.canUndo).toBe(false)
  })

  it('C73: leaves alone what another has done since', async () => {
    const shelf = new Shelf()
    const before = await keeping(shelf)
    const { room } = before.hands
    before.hands.key('r').drag(0, 0, 50, 50).key('r').drag(100, 0, 150, 50)
    const [first, second] = ids(before.hands)
    before.keeper.close()
    room.apply(2, [{ op: 'set', id: second!, props: new Map([['colour', 'red']]) }])
    const after = (await keeping(shelf, room)).hands
    after.key('mod+z').key('mod+z')
    expect(ids(after)).toEqual([second])
    expect(room.board.element(first!)).toBeUndefined()
  })

  it('is of no use to somebody else at the same device', async () => {
    const shelf = new Shelf()
    const before = await keeping(shelf)
    before.hands.key('r').drag(0, 0, 50, 50)
    before.keeper.close()
    const other = (await keeping(shelf, before.hands.room, 2)).hands
    other.key('mod+z')
    expect(ids(other).length).toBe(1)
  })

  it('lies below what was done before it came, and nothing is put over it meanwhile', async () => {
    const shelf = new Shelf()
    const before = await keeping(shelf)
    const { room } = before.hands
    before.hands.key('r').drag(0, 0, 50, 50).key('o').drag(100, 0, 150, 50).key('mod+z')
    before.keeper.close()
    const late = new Hands(room)
    // Ids count up, and some are used already.
    for (let i = 0; i < 20; i++) late.editor.newID()
    const keeper = new PastKeeper(late.editor.history, late.client, shelf, (ms, run) => late.later(ms, run))
    late.key('p').drag(200, 0, 250, 50).wait(PAUSE)
    expect(shelf.kept?.undos.length).toBe(1)
    shelf.give()
    await Promise.resolve()
    await Promise.resolve()
    keeper.now()
    expect([shelf.kept?.undos.length, shelf.kept?.redos.length]).toEqual([2, 0])
  })

  it('is forgotten, here and on the shelf, when something was struck out of the board', async () => {
    const shelf = new Shelf()
    const { hands } = await keeping(shelf)
    hands.key('r').drag(0, 0, 50, 50).wait(PAUSE)
    expect(shelf.kept?.undos.length).toBe(1)
    hands.client.tell((listeners) => listeners.struck?.(true))
    hands.wait(PAUSE)
    expect([hands.editor.history.canUndo, shelf.kept]).toEqual([false, { undos: [], redos: [] }])
  })

  it('hears of what came to lie beneath its steps before it was here', async () => {
    const shelf = new Shelf()
    const before = await keeping(shelf)
    before.hands.key('r').drag(0, 0, 50, 50).key('v').click(0, 25)
    before.hands.editor.setStyle({ colour: 'red' })
    before.keeper.close()
    const { room, client } = before.hands
    const [id] = ids(before.hands)
    const { step } = client.committed.at(-1)!
    const late = new Hands(room)
    const keeper = new PastKeeper(late.editor.history, late.client, shelf, (ms, run) => late.later(ms, run))
    late.client.tell((listeners) => listeners.beneath?.([{ step, id: id!, props: new Map([['colour', 'blue']]) }]))
    shelf.give()
    await Promise.resolve()
    await Promise.resolve()
    late.key('mod+z')
    keeper.close()
    expect(late.elements[0]?.props.get('colour')).toBe('blue')
  })

  it('C73: forgets what the server did not take, and only that', async () => {
    const shelf = new Shelf()
    const { hands, keeper } = await keeping(shelf)
    hands.key('r').drag(0, 0, 50, 50).key('r').drag(100, 0, 150, 50)
    const { ops, step } = hands.client.committed.at(-1)!
    hands.client.tell((listeners) => listeners.notTaken?.({ n: 2, code: 'full', why: '', ops, step }))
    keeper.now()
    expect(shelf.kept?.undos.map((undo) => undo.step)).toEqual([hands.client.committed[0]!.step])
  })
})

describe('how much is kept', () => {
  const past = (undos: number, redos: number): Past => {
    const step = (n: number) => ({
      step: `step-${1000 + n}`,
      ops: [{ op: 'remove', id: `el-${10_000 + n}`, own: true }] as const,
    })
    return {
      undos: Array.from({ length: undos }, (_, n) => step(n)),
      redos: Array.from({ length: redos }, (_, n) => step(n)),
    }
  }

  it('the last steps, as many as fit', () => {
    const all = past(100, 3)
    const one = 72
    expect(bounded(all, 1 << 20)).toEqual(all)
    const some = bounded(all, 10 * one)
    expect(some.undos.length).toBeGreaterThan(5)
    expect(some.undos).toEqual(all.undos.slice(-some.undos.length))
    expect(some.redos).toEqual([])
  })
})
