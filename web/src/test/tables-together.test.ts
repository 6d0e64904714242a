import { expect, it } from 'vitest'
import { stateHash } from '../board/canon'
import type { Op, Value } from '../board/types'
import { Typist } from '../editor/typist'
import { chance } from '../elements/chance'
import type { ElementProps } from '../elements/element'
import { table } from '../elements/table'
import { cells, withRows } from '../elements/table-cells'
import { bandMoved, bandSized, withBands, withoutBand } from '../elements/table-edit'
import { bandsOf } from '../elements/table-fresh'
import { type Axis, bandName, bandsIn, gridOf } from '../elements/table-grid'
import { joined, runsOf } from '../elements/text-runs'
import { Counts } from './convergence/counts'
import { LaggingPerson } from './lagging-person'
import { LaggingRoom } from './lagging-room'

/** Two people write in a table, add, move, size and remove its rows and columns, and hear of each other late: both see the same table. */

const SCENES = process.env.NIGHTLY ? 5000 : 300
const STEPS = 50
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
const TABLE = 'table-00001'

let draw = chance(seed)
let names = 0
let letter = 0
const below = (n: number) => Math.floor(draw() * n)
const newID = () => `t${String(names++).padStart(15, '0')}`
const counts = new Counts()

/** Every letter that was typed in a scene, and the cell it was typed in; those that somebody took away. */
const typed = new Map<string, string>()
const erased = new Set<string>()
/**
 * Rows and columns that somebody took away. Who moves or sizes one at the same time has it still, but not what stood in it, and nothing of
 * what was about to be told of its words.
 */
const removed = new Set<string>()

/** A pair of hands at the lagging room. */
class Person extends LaggingPerson {
  readonly typist = new Typist(this.editor)

  constructor(room: LaggingRoom, author: number) {
    super(room, author, newID)
  }

  get props(): ElementProps | undefined {
    return this.client.view.element(TABLE)?.props
  }

  act(undoes: boolean): void {
    const hands = [
      'type',
      'type',
      'type',
      'erase',
      'go',
      'tell',
      'add',
      'add',
      'remove',
      'move',
      'size',
      'carry',
      'leave',
    ]
    const all = undoes ? [...hands, 'undo', 'undo', 'redo', 'remove all', 'heading'] : hands
    const act = all[below(all.length)]!
    this.client.doing = act
    const before = this.client.committed
    const wrote = this.does(act)
    if (wrote || this.client.committed > before) counts.add(act)
  }

  /** Whether it did something that is not told yet. */
  private does(act: string): boolean {
    const { editor, typist, props } = this
    if (act === 'undo') editor.undo()
    else if (act === 'redo') editor.redo()
    else if (act === 'tell') typist.commit()
    else if (act === 'leave') editor.endTyping()
    else if (act === 'type' || act === 'erase') return this.writes(act)
    else if (props === undefined) return false
    else if (act === 'go') return this.goes(props)
    else editor.commit(this.ops(act, props), newID())
    return false
  }

  private goes(props: ElementProps): boolean {
    const all = cells.names(props)
    if (all.length === 0) return false
    this.editor.edit(TABLE, null, all[below(all.length)])
    return true
  }

  private writes(act: string): boolean {
    const { typist } = this
    if (typist.session === null && (this.props === undefined || !this.goes(this.props))) return false
    const { typed: said, cell } = typist.session!
    const at = below(said.length + 1)
    if (act === 'type') {
      const fresh = String.fromCharCode(0x4e00 + letter++)
      typed.set(fresh, cell)
      typist.type(said.slice(0, at) + fresh + said.slice(at))
      return true
    }
    const gone = said.slice(at, at + 2)
    for (const one of gone) erased.add(one)
    typist.type(said.slice(0, at) + said.slice(at + 2))
    return gone !== ''
  }

  private ops(act: string, props: ElementProps): readonly Op[] {
    const set = (changes: ReadonlyMap<string, Value | null> | null | undefined): Op[] =>
      changes ? [{ op: 'set', id: TABLE, props: changes }] : []
    const axis: Axis = (['rows', 'columns'] as const)[below(2)]!
    const bands = gridOf(props)[axis]
    const band = bands[below(Math.max(1, bands.length))]
    if (act === 'add') return set(withBands(props, axis, below(bands.length + 1), 1 + below(2), newID)?.changes)
    if (act === 'carry') return set(table.moved(props, { x: below(9000), y: below(9000) }))
    if (act === 'heading') return set(new Map([['heading', below(2) === 0]]))
    if (act === 'remove all') return below(3) === 0 ? [{ op: 'remove', id: TABLE }] : []
    if (band === undefined) return []
    if (act === 'remove') {
      const less = withoutBand(props, bandName(axis, band.id))
      if (less !== null) removed.add(band.id)
      return set(less)
    }
    if (act === 'move') return set(bandMoved(props, axis, band.id, below(bands.length)))
    return set(withRows(props, bandSized(props, axis, band.id, 4000 + below(9000))))
  }
}

/** A table's rows, columns and words as they are seen. */
function seen(props: ElementProps | undefined) {
  return props === undefined ? null : [gridOf(props), table.label(props), table.bounds(props)]
}

/** Every letter that nobody took away is there once, but in rows and columns that are gone. */
function complete(props: ElementProps): void {
  const said = new Map(cells.names(props).map((name) => [name, joined(runsOf(cells.cell(props, name)!))]))
  const all = [...said.values()].join('')
  for (const [one, cell] of typed) {
    const times = all.split(one).length - 1
    const { rows, columns } = bandsIn(cell)
    const there = said.has(cell) && !removed.has(rows) && !removed.has(columns)
    if (said.has(cell) && !there) counts.add('row that came back')
    counts.add(erased.has(one) ? 'letter taken away' : there ? 'letter there' : 'letter whose cell is gone')
    if (!there || erased.has(one)) expect(times, one).toBeLessThanOrEqual(there ? 0 : 1)
    else expect([times, said.get(cell)!.includes(one)], `${one} in ${cell}`).toEqual([1, true])
  }
}

function scene(undoes: boolean): void {
  typed.clear()
  erased.clear()
  removed.clear()
  letter = 0
  const room = new LaggingRoom((_board, _at, _asked, apply) => void apply())
  const people = [new Person(room, 1), new Person(room, 2)]
  const props = new Map<string, Value>([['kind', 'table'], ['at', [0, 0]], ...bandsOf(2, 2, 28_000, 8000)])
  people[0]!.editor.commit([{ op: 'put', id: TABLE, props }], newID())
  room.settle()
  for (let step = 0; step < STEPS; step++) {
    const person = people[below(2)]!
    const what = below(10)
    if (what < 6) person.act(undoes)
    else if (what < 8) person.client.send()
    else person.client.hear(1 + below(4))
  }
  for (const { editor } of people) editor.endTyping()
  room.settle()
  const hash = stateHash(room.board)
  for (const { client } of people) expect(stateHash(client.overlay.confirmed())).toBe(hash)
  expect(seen(people[0]!.props)).toEqual(seen(people[1]!.props))
  const end = people[0]!.props
  counts.add(end === undefined ? 'table gone' : 'table there')
  if (!undoes) complete(end!)
  if (end !== undefined && gridOf(end).rows.length === 0) counts.add('no rows')
  for (const cell of end === undefined ? [] : cells.names(end)) expect(bandsIn(cell).rows).not.toBe('')
}

it(`both see the same table, with every letter in its cell (seed ${seed})`, () => {
  for (let i = 0; i < SCENES; i++) {
    draw = chance(seed + i)
    try {
      scene(i % 2 === 1)
    } catch (error) {
      console.error(`seed ${seed}, scene ${i}: SEED=${seed + i}`)
      throw error
    }
  }
  console.log(`tables together: seed ${seed}, ${SCENES} scenes, ${counts}`)
  for (const what of [
    'type',
    'erase',
    'go',
    'tell',
    'add',
    'remove',
    'move',
    'size',
    'carry',
    'undo',
    'redo',
    'remove all',
  ])
    expect(counts.of(what), what).toBeGreaterThan(0)
  for (const what of ['letter there', 'letter taken away', 'letter whose cell is gone', 'table gone'])
    expect(counts.of(what), what).toBeGreaterThan(0)
}, 120_000)
