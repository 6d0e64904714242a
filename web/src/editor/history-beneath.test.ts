import { afterAll, expect, it } from 'vitest'
import type { Op, Value } from '../board/types'
import { chance } from '../elements/chance'
import { type LaggingClient, LaggingRoom } from '../test/lagging-room'
import { History } from './history'

const ROUNDS = 2000
const paths = ['at', 'thickness', 'opacity']
const element = 'element-1'

const seen = { undone: 0, raced: 0 }

afterAll(() => {
  console.log(`undone over others: ${seen.undone} values, ${seen.raced} of them with another's come between`)
  expect(seen.undone).toBeGreaterThan(0)
  expect(seen.raced).toBeGreaterThan(0)
})

/** A person who sets properties and takes that back. */
class Setter {
  readonly client: LaggingClient
  readonly history = new History()
  private steps = 0

  constructor(room: LaggingRoom, author: number) {
    this.client = room.enter(author)
    this.client.on({ beneath: (ops, waiting) => this.history.beneath(ops, waiting) })
  }

  sets(path: string, value: Value): void {
    this.does([{ op: 'set', id: element, props: new Map([[path, value]]) }])
  }

  does(ops: readonly Op[]): void {
    const step = `step-${this.client.author}-${this.steps++}`
    this.history.did(this.client.view, ops, step, { selection: new Set() })
    this.client.doing = 'set'
    this.client.commit(ops, step)
  }

  undoes(): void {
    const { client, history } = this
    const step = `step-${client.author}-${this.steps++}`
    const turned = history.undo(client.view, client.author, step, new Set())
    if (turned === null || turned === 'overridden') return
    client.doing = 'undo'
    client.commit(turned.ops, step)
  }
}

type Row = { readonly author: number; readonly path: string; readonly value: unknown; readonly before: unknown }

it('what one takes back brings to light what lay beneath it in the one order, whoever set that, and when it was heard of', () => {
  const seed = Number(process.env.BENEATH_SEED ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`undone over others: seed ${seed}, ${ROUNDS} rounds`)
  const draw = chance(seed)
  const below = (n: number) => Math.floor(draw() * n)
  for (let round = 0; round < ROUNDS; round++) {
    const rows: Row[] = []
    const room = new LaggingRoom((board, { author }, { ops, why }, apply) => {
      for (const op of ops) {
        if (op.op !== 'set') continue
        for (const [path, value] of op.props) {
          const before = board.element(element)?.props.get(path) ?? null
          if (why === 'undo') check(rows, author, path, value)
          else rows.push({ author, path, value, before })
        }
      }
      apply()
    })
    const people = [1, 2, 3].map((author) => new Setter(room, author))
    const props = new Map<string, Value>([
      ['kind', 'rectangle'],
      ['at', [0, 0]],
    ])
    people[0]!.does([{ op: 'put', id: element, props }])
    room.settle()
    for (let i = 0; i < 8; i++) {
      const person = people[below(3)]!
      const path = paths[below(paths.length)]!
      // Never the same value twice: taking back what changes nothing takes back the step before.
      person.sets(path, path === 'at' ? [i + 1, 0] : i + 1)
      if (below(2) === 0) people[below(3)]!.client.send()
      if (below(2) === 0) people[below(3)]!.client.hear(1 + below(3))
    }
    room.settle()
    people[below(3)]!.undoes()
    room.settle()
  }
})

/** The last to set it was the one who takes it back: what was there before in the order has to come. */
function check(rows: readonly Row[], author: number, path: string, value: unknown): void {
  const at = rows.findLastIndex((row) => row.path === path)
  const last = rows[at]!
  if (last.author !== author) return
  seen.undone++
  const between = rows[rows.findLastIndex((row, i) => i < at && row.path === path)]
  if (between !== undefined && between.author !== author) seen.raced++
  expect(value).toEqual(last.before)
}
