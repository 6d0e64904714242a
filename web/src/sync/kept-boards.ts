import { restored } from '../board/canon'
import { settingsID } from '../board/names'
import type { Role } from '../wire/messages'
import type { OutboxRow } from './store'
import { openDevice } from './store-indexeddb'

/** A board that this device keeps. `kept`: when something of it was kept last, in ms since 1970; 0 where nobody noted it. */
export type KeptSummary = {
  readonly id: string
  readonly title: string
  /** '' where the board itself is not here, only changes to it. */
  readonly role: Role
  readonly kept: number
  /** How many changes wait here for the server. */
  readonly waiting: number
}

type Row = OutboxRow & { readonly board: string; readonly kept: number }

/** The boards of which this device keeps something for a user, the last kept first. Rejects where nothing is kept at all. */
export async function keptBoards(user: string): Promise<readonly KeptSummary[]> {
  return onDevice(async (db) => {
    const range = ofUser(user)
    const found = new Map<string, KeptSummary>()
    // One at a time: boards can be large, and only their titles are wanted.
    for (let at = await db.transaction('boards').store.openCursor(range); at !== null; at = await at.continue()) {
      const { board: id, role, kept = 0, form } = at.value
      found.set(id, { id, title: restored(0, form).title, role, kept, waiting: 0 })
    }
    for (const row of await db.getAll('outbox', range)) found.set(row.board, withRow(found.get(row.board), row))
    return [...found.values()].sort((a, b) => b.kept - a.kept)
  })
}

/** How many changes of a user wait on this device for the server, by board. Rejects where nothing is kept at all. */
export async function waitingHere(user: string): Promise<ReadonlyMap<string, number>> {
  return onDevice(async (db) => {
    const counts = new Map<string, number>()
    for (const [, board] of await db.getAllKeys('outbox', ofUser(user))) counts.set(board, (counts.get(board) ?? 0) + 1)
    return counts
  })
}

const ofUser = (user: string) => IDBKeyRange.bound([user], [user, []])

async function onDevice<T>(work: (db: Awaited<ReturnType<typeof openDevice>>) => Promise<T>): Promise<T> {
  const db = await openDevice(() => {})
  try {
    return await work(db)
  } finally {
    db.close()
  }
}

/** A board with one more of its changes that wait. */
function withRow(board: KeptSummary | undefined, { board: id, kept, change }: Row): KeptSummary {
  const before = board ?? { id, title: '', role: '', kept: 0, waiting: 0 }
  let { title } = before
  for (const op of change.ops)
    if (op.id === settingsID && 'props' in op && op.props.has('title')) title = String(op.props.get('title'))
  return { ...before, title, kept: Math.max(before.kept, kept), waiting: before.waiting + 1 }
}
