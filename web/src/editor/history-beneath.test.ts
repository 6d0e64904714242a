import { afterAll, expect, it } from 'vitest'
import type { Op, Value } from '../board/types'
import { sameValue } from '../board/values'
import { chance } from '../elements/chance'
import { type LaggingClient, LaggingRoom } from '../test/lagging-room'
import { History } from './history'

const ROUNDS = 2000
const paths = ['at', 'thickness', 'opacity']
const element = 'element-1'

const seen = { undone: 0, raced: 0, removed: 0, early: 0 }

afterAll(() => {
  const { undone, raced, removed, early } = seen
  console.log(
    `undone over others: ${undone} values, ${raced} with another's come between; ${early} undos before all was heard, ${removed} removals`,
  )
  expect(Math.min(undone, raced, removed, early)).toBeGreaterThan(0)
})

/** A person who sets properties, removes, and takes that back. */
class Setter {
  readonly client: LaggingClient
  readonly history = new History()
  private steps = 0

  constructor(room: LaggingRoom, author: number) {
    this.client = room.enter(author)
    this.client.on({ beneath: (lain) => this.history.beneath(lain) })
  }

  sets(path: string, value: Value): void {
    this.does([{ op: 'set', id: element, props: new Map([[path, value]]) }])
  }

  /** Only on what is there, as hands do. */
  does(ops: readonly Op[]): void {
    if (ops[0]!.op !== 'put' && this.client.view.element(element) === undefined) return
    const step = `step-${this.client.author}-${this.steps++}`
    this.history.did(this.client.view, ops, step, { selection: new Set() })
    this.client.doing = 'do'
    this.client.commit(ops, step)
  }

  /** `last`: all is heard, and what comes to light can be told. */
  undoes(last: boolean): void {
    const { client, history } = this
    if (client.view.element(element) === undefined) return
    const step = `step-${client.author}-${this.steps++}`
    const turned = history.undo(client.view, client.author, step, new Set())
    if (turned === null || turned === 'overridden') return
    if (!last) seen.early++
    client.doing = last ? 'last undo' : 'undo'
    client.commit(turned.ops, step)
  }
}

/** A property that became another in the order; not by the coming or going of the element. */
type Row = { readonly author: number; readonly path: string; readonly before: unknown; readonly why: string }

it('C73: what one takes back brings to light what lay beneath it in the one order, whoever set that, and when it was heard of', () => {
  const seed = Number(process.env.BENEATH_SEED ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`undone over others: seed ${seed}, ${ROUNDS} rounds`)
  const draw = chance(seed)
  const below = (n: number) => Math.floor(draw() * n)
  for (let round = 0; round < ROUNDS; round++) {
    const rows: Row[] = []
    const room = new LaggingRoom((board, { author }, { why }, apply) => {
      const before = board.element(element)?.props
      apply()
      const now = board.element(element)?.props
      if (why === 'do' && before !== undefined && now === undefined) seen.removed++
      if (before === undefined || now === undefined) return
      for (const path of paths) {
        const value = now.get(path)
        if (sameValue(before.get(path), value)) continue
        if (why === 'last undo') check(rows, author, path, value)
        else rows.push({ author, path, before: before.get(path), why })
      }
    })
    const people = [1, 2, 3].map((author) => new Setter(room, author))
    const props = new Map<string, Value>([
      ['kind', 'rectangle'],
      ['at', [0, 0]],
    ])
    people[0]!.does([{ op: 'put', id: element, props }])
    room.settle()
    for (let i = 0; i < 10; i++) {
      const person = people[below(3)]!
      const path = paths[below(paths.length)]!
      const deed = below(12)
      if (deed === 0) person.does([{ op: 'remove', id: element }])
      else if (deed < 3) person.undoes(false)
      // Never the same value twice: taking back what changes nothing takes back the step before.
      else person.sets(path, path === 'at' ? [i + 1, 0] : i + 1)
      if (below(2) === 0) people[below(3)]!.client.send()
      if (below(2) === 0) people[below(3)]!.client.hear(1 + below(3))
    }
    room.settle()
    people[below(3)]!.undoes(true)
    room.settle()
  }
})

/** Where the last to set it was the one who takes it back, what was there before in the order has to come. */
function check(rows: readonly Row[], author: number, path: string, value: unknown): void {
  const at = rows.findLastIndex((row) => row.path === path)
  const last = rows[at]!
  if (last.author !== author || last.why !== 'do') return
  seen.undone++
  const between = rows[rows.findLastIndex((row, i) => i < at && row.path === path)]
  if (between !== undefined && between.author !== author) seen.raced++
  expect(value ?? null).toEqual(last.before ?? null)
}
