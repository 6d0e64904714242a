import { Board } from '../src/board/board'
import { restored, stateHash } from '../src/board/canon'
import { decodeChange } from '../src/board/change'
import { parseStrict } from '../src/board/strict'
import type { Person } from './person'

/** Where a board stands according to the server, told in two ways that must agree. */
export type Truth = {
  readonly seq: number
  readonly state: string
  readonly replayed: string
  readonly rows: readonly LogRow[]
  /** The board as it came out of the log. */
  readonly board: Board
}
export type LogRow = {
  readonly seq: number
  readonly author: number
  readonly client: number
  readonly n: number
  readonly change: { readonly ops: readonly { readonly op: string; readonly id: string }[] }
}

/** Asks the server for an export and for the log, and plays the log from its first row, or from what was folded, with the browser's own core. */
export async function truth(person: Person): Promise<Truth> {
  const { board } = await person.board()
  const exported = JSON.parse(await person.reads(`/api/v1/boards/${board}/export`)) as { seq: number; state: string }
  const lines = (await person.reads(`/api/v1/boards/${board}/log`)).trimEnd().split('\n')
  const { folded } = JSON.parse(await person.reads(`/api/v1/boards/${board}`)) as { folded: number }
  const replay = folded === 0 ? new Board() : await stateAt(person, board, folded)
  const rows: LogRow[] = []
  for (const line of lines) {
    const row = parseStrict(line, 10) as Omit<LogRow, 'change'> & { readonly change: LogRow['change'] | null }
    if (row.seq !== folded + rows.length + 1) throw new Error(`the log has seq ${row.seq} in line ${rows.length + 1}`)
    if (row.change === null) {
      // Struck out, or the mark of that: it has its place and does nothing.
      replay.apply({ seq: row.seq, author: row.author }, [])
      rows.push({ ...row, change: { ops: [] } })
      continue
    }
    const change = decodeChange(row.change)
    if (!('ok' in change)) throw new Error(`row ${row.seq}: ${change.refusal.why}`)
    replay.apply({ seq: row.seq, author: row.author }, change.ok.ops)
    rows.push({ ...row, change: row.change })
  }
  return { seq: exported.seq, state: exported.state, replayed: stateHash(replay), rows, board: replay }
}

/** The board as the server says that it was after so many changes. */
async function stateAt(person: Person, board: string, seq: number): Promise<Board> {
  const text = await person.reads(`/api/v1/boards/${board}/state?seq=${seq}`)
  return restored(seq, text.slice(text.indexOf('"board":') + 8, text.lastIndexOf('}')))
}
