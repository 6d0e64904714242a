import { describe, expect, it } from 'vitest'
import { Board } from '../board/board'
import { stateHash } from '../board/canon'
import { encodeChange } from '../board/change'
import type { Op, Value } from '../board/types'
import { chance } from '../elements/chance'
import { leadingBack } from '../history/restore'
import { Counts } from './convergence/counts'
import { settled } from './fake-clock'
import { LaggingPerson } from './lagging-person'
import { LaggingRoom } from './lagging-room'
import { Page, rectangle } from './one-client'

/** One brings an earlier moment back while two others draw, and hears of them late. */

const SCENES = process.env.NIGHTLY ? 5000 : 150
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
const STEPS = 30

let draw = chance(seed)
let names = 0
const below = (n: number) => Math.floor(draw() * n)
const newID = () => `t${String(names++).padStart(11, '0')}`
const counts = new Counts()

const place = (): Op => ({
  op: 'put',
  id: newID(),
  props: new Map<string, Value>([
    ['kind', 'rectangle'],
    ['at', [below(80_000), below(60_000)]],
    ['size', [3000, 3000]],
  ]),
})

/** What lies on a board and how, whoever wrote it. */
const seen = (board: Board) => new Map([...board.elements()].map(({ id, props }) => [id, new Map([...props].sort())]))

/** Draws, moves, removes, and takes steps back. */
function acts({ client, editor }: LaggingPerson): void {
  const all = [...client.view.elements()]
  const one = all[below(Math.max(1, all.length))]
  const which = below(8)
  if (which < 3 || one === undefined) editor.commit([place()], newID())
  else if (which < 5) {
    const at = new Map<string, Value>([['at', [below(80_000), below(60_000)]]])
    editor.commit([{ op: 'set', id: one.id, props: at }], newID())
  } else if (which < 7) editor.commit([{ op: 'remove', id: one.id }], newID())
  else editor.undo()
}

/** The people of a scene at a room; and the restoring, when it comes into the log: how the board was before, and what it took away. */
class Scene {
  readonly room: LaggingRoom
  readonly drawing: readonly LaggingPerson[]
  readonly restoring: LaggingPerson
  before: Board | null = null
  readonly removed = new Set<string>()

  constructor() {
    this.room = new LaggingRoom((board, _at, { ops, why }, apply) => {
      if (why === 'restore') this.before = board.clone()
      const effects = apply()
      if (why !== 'restore') return
      for (const [i, op] of ops.entries()) if (op.op === 'remove' && effects[i]!.did === 'done') this.removed.add(op.id)
    })
    this.drawing = [new LaggingPerson(this.room, 1, newID), new LaggingPerson(this.room, 2, newID)]
    this.restoring = new LaggingPerson(this.room, 3, newID)
  }

  /** They go on for a while. */
  go(steps: number): void {
    for (let step = 0; step < steps; step++) {
      const person = this.drawing[below(2)]!
      const what = below(10)
      if (what < 6) acts(person)
      else if (what < 8) person.client.send()
      else person.client.hear(1 + below(4))
      if (below(8) === 0) this.restoring.client.hear(1 + below(4))
    }
  }

  /** The board as it was after so many changes. */
  boardAt(changes: number): Board {
    const board = new Board()
    for (const { at, ops } of this.room.log.slice(0, changes)) board.apply(at, ops)
    return board
  }

  /** All see the same. */
  agree(): void {
    this.room.settle()
    const hash = stateHash(this.room.board)
    for (const { client } of [...this.drawing, this.restoring])
      expect(stateHash(client.overlay.confirmed()), `seed ${seed}`).toBe(hash)
  }
}

function scene(): void {
  const all = new Scene()
  const { room, restoring } = all
  const { client, editor } = restoring
  all.go(STEPS)
  const quiet = below(3) === 0
  if (quiet) room.settle()
  const knew = new Set([...client.view.elements()].map(({ id }) => id))
  const ops = leadingBack(client.view, all.boardAt(below(client.seq + 1)))
  if (ops.length === 0) return
  client.doing = 'restore'
  editor.commit(ops, newID())
  client.doing = ''
  if (!quiet) all.go(below(STEPS))
  client.send()
  const restored = room.log.length
  if (!quiet) all.go(below(STEPS))
  all.agree()
  unseenStays(room, knew)
  const { before } = all
  editor.undo()
  all.agree()
  // Whatever it took away is there again, if nobody has done anything to it since.
  const touched = new Set(room.log.slice(restored, -1).flatMap((change) => change.ops.map(({ id }) => id)))
  for (const id of all.removed) {
    if (touched.has(id)) continue
    expect(room.board.element(id), `seed ${seed}: ${id}`).toBeDefined()
    counts.add('came back')
  }
  const alone = room.log.length === restored + 1
  counts.add(alone ? 'all as before' : 'others went on')
  if (alone) expect(seen(room.board), `seed ${seed}`).toEqual(seen(before!))
}

/** What others drew that the one who restored had not seen yet is there, unless they took it away themselves. */
function unseenStays(room: LaggingRoom, knew: ReadonlySet<string>): void {
  const ops = room.log.filter(({ at }) => at.author !== 3).flatMap((change) => change.ops)
  const gone = new Set(ops.filter(({ op }) => op === 'remove').map(({ id }) => id))
  const known = new Set([
    ...knew,
    ...room.log.filter(({ at }) => at.author === 3).flatMap((change) => change.ops.map(({ id }) => id)),
  ])
  for (const { op, id } of ops) {
    if (op !== 'put' || known.has(id) || gone.has(id)) continue
    expect(room.board.element(id), `seed ${seed}: ${id}`).toBeDefined()
    counts.add('unseen stayed')
  }
}

describe('a moment brought back while others draw', () => {
  it(`leaves what was not seen, agrees everywhere, and is undone as a whole (seed ${seed})`, () => {
    draw = chance(seed)
    for (let i = 0; i < SCENES; i++) scene()
    console.log(`restore together, seed ${seed}: ${counts}`)
    for (const what of ['came back', 'unseen stayed', 'others went on', 'all as before'])
      expect(counts.of(what), what).toBeGreaterThan(0)
  })

  it('is nothing where the right to draw was lost meanwhile: the board is as before, and what was not taken is told and kept', async () => {
    const page = new Page()
    await page.joined()
    const drawn = { op: 'put', id: 'element-1', props: { kind: 'rectangle', at: [0, 0], size: [10, 10] } }
    page.changes(2, { ops: [drawn] })
    await settled()
    const then = page.client.view.clone()
    page.changes(3, {
      ops: [
        { op: 'remove', id: 'element-1' },
        { ...drawn, id: 'element-2' },
      ],
    })
    await settled()
    const before = stateHash(page.client.view)
    page.client.commit(leadingBack(page.client.view, then), 'step-restore')
    expect([...page.client.view.elements()].map(({ id }) => id).sort()).toEqual(['board-settings', 'element-1'])
    await settled()
    expect(page.numbers()).toEqual([1])
    page.connection.say({ t: 'role', role: 'viewer' })
    page.connection.say({ t: 'refused', n: 1, code: 'forbidden', why: 'You may only look.' })
    await settled()
    expect(stateHash(page.client.view)).toBe(before)
    expect(page.refused).toMatchObject([{ n: 1, code: 'forbidden', step: 'step-restore' }])
    expect(page.client.refusals.count).toBe(1)
    const [kept] = await page.client.refusals.list()
    expect(encodeChange(kept!.change)).toContain('"restore"')
    // And nothing more is taken: not even to be tried.
    page.client.commit([rectangle('element-3')], 'step-later')
    expect(page.refused.at(-1)).toMatchObject({ n: 0, code: 'forbidden' })
    expect(stateHash(page.client.view)).toBe(before)
  })
})
