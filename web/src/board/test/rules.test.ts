import { describe, expect, it } from 'vitest'
import { Board } from '../board'
import { canonical, restored } from '../canon'
import { decodeOps } from '../change'
import { judge } from '../judge'
import type { Op } from '../types'
import { effectText, files, fixtureHash, read, rules } from './fixtures'

/** A case of testdata/<rule>; what its parts mean is said in rooms/board/fixtures_test.go. */
type Golden = {
  why: string
  before?: unknown
  changes: { seq: number; author: number; ops: unknown }[]
  judge?: string[]
  effects: string[][]
  paint?: string[]
  after: unknown
}

function opsOf(raw: unknown): readonly Op[] {
  const decoded = decodeOps(raw)
  if ('refusal' in decoded) throw new Error(decoded.refusal.why)
  return decoded.ok
}

function startOf(golden: Golden): Board {
  return golden.before ? restored(0, JSON.stringify(golden.before)) : new Board()
}

describe('the rules', () => {
  const ids = rules()
  it('are all there', () => {
    expect(ids.length).toBeGreaterThanOrEqual(15)
    console.log('fixture set', fixtureHash())
  })
  for (const rule of ids) {
    it(`${rule} has a golden case`, () => expect(files(rule).length).toBeGreaterThan(0))
    for (const file of files(rule)) {
      const golden = JSON.parse(read(rule, file)) as Golden
      it(`${rule}: ${golden.why} (${file})`, () => {
        const board = startOf(golden)
        const changes = golden.changes.map(({ seq, author, ops }) => ({ at: { seq, author }, ops: opsOf(ops) }))
        const codes = changes.map(({ ops }) => judge({ ops })?.code ?? '')
        if (golden.judge) expect(codes).toEqual(golden.judge)
        expect(changes.map(({ at, ops }) => board.apply(at, ops).map(effectText))).toEqual(golden.effects)
        expect(canonical(board)).toBe(JSON.stringify(golden.after))
        if (golden.paint) expect(board.paintOrder()).toEqual(golden.paint)
        resumesAnywhere(golden, changes, canonical(board))
      })
    }
  }
})

/** Holds B4 for every golden case: the board is written and read back between any two changes. */
function resumesAnywhere(
  golden: Golden,
  changes: { at: { seq: number; author: number }; ops: readonly Op[] }[],
  form: string,
): void {
  let board = startOf(golden)
  for (const { at, ops } of changes) {
    board = restored(board.seq, canonical(board))
    board.apply(at, ops)
  }
  expect(canonical(board)).toBe(form)
}
