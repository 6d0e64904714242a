import { expect, it } from 'vitest'
import { Board } from '../board'
import { stateHash } from '../canon'
import { decodeChange } from '../change'
import { files, read } from './fixtures'

/** A row of a golden log, as far as it is looked at here: the chain is the Go side's. */
type Row = { seq: number; author: number; change: unknown; state?: string }

for (const file of files('logs')) {
  it(`C52: the log ${file} replays to the states that it had when it was written`, () => {
    const board = new Board()
    let states = 0
    for (const text of read('logs', file).trimEnd().split('\n')) {
      const row = JSON.parse(text) as Row
      const change = decodeChange(row.change)
      if ('refusal' in change) throw new Error(`row ${row.seq}: ${change.refusal.code}`)
      board.apply({ seq: row.seq, author: row.author }, change.ok.ops)
      if (row.state === undefined) continue
      states++
      expect(stateHash(board)).toBe(row.state)
    }
    expect(states).toBeGreaterThan(0)
  })
}
