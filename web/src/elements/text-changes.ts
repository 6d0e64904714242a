import { byBytes } from '../board/element'
import type { Props, Value } from '../board/types'
import { linkPrefix, prefix, type Run } from './text-runs'

/** What one typing session may write: the entries it made, and how many letters of each run have been told to others. */
export type Pen = {
  /** Entries made by this session. */
  readonly mine: Set<string>
  /** Of these the runs that may grow no more: told letters were cut off, and others may have put a gap where they stood. */
  readonly shut: Set<string>
  readonly told: ReadonlyMap<string, number>
  readonly newID: () => string
}

/** Changes to entries, by path; null takes one away. */
export type Changes = Map<string, Value | null>

/** Part of an id of an entry: with a name of 16 letters and an offset it makes at most 32. */
const NAME = 11

/** A name for a new run, or the first part of that of an entry which is of a run. */
export function nameOf(pen: Pen): string {
  return pen.newID().replaceAll('_', '').slice(-NAME)
}

/** Runs with changes applied. */
export function withChanges(runs: readonly Run[], changes: Props): Run[] {
  const next = new Map(runs.map((run) => [run.id, run]))
  for (const [path, value] of changes) {
    if (!path.startsWith(prefix)) continue
    const id = path.slice(prefix.length)
    if (value === null) next.delete(id)
    else {
      const [order, text, marks] = value as unknown as readonly [string, string, string]
      const link = changes.get(linkPrefix + id) ?? next.get(id)?.link
      const run = { id, order, text, marks }
      next.set(id, typeof link === 'string' ? { ...run, link } : run)
    }
  }
  return [...next.values()].sort((a, b) => byBytes(a.order, b.order) || byBytes(a.id, b.id))
}
