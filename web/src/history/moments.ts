import { properties } from '../board/dictionary'
import { cutPath, settingsID } from '../board/names'
import type { Op, Props, Value } from '../board/types'
import type { Film } from './film'
import type { Row } from './row'

/** The property of a board's settings that holds its named moments: an entry each, how many changes had happened, and the name. */
const MOMENTS = 'moments'

/** A board holds no more of them. */
export const MOST_MOMENTS = properties.get(MOMENTS)!.entries

/** What stands for how many changes had happened where the name was given to the board as it was just then. */
const THEN = 0

/** A moment that somebody has named. `changes`: how many had happened. */
export type NamedMoment = { readonly key: string; readonly changes: number; readonly title: string }

/** Whether a path is that of a named moment. */
export const isMoment = (path: string): boolean => path.startsWith(`${MOMENTS}/`)

/**
 * What names a moment. `changes` null: the board as it will be when this is appended. That is not known before: changes may wait, and others
 * draw. So nothing is counted here; it is the place in the log at which the name was given first.
 */
export function naming(key: string, changes: number | null, title: string): Op {
  return written(key, [changes ?? THEN, title])
}

/** What gives a named moment another name; it stays the moment that it was. */
export function renaming({ key, changes }: NamedMoment, title: string): Op {
  return naming(key, changes, title)
}

/** What takes a name away. */
export function unnaming({ key }: NamedMoment): Op {
  return written(key, null)
}

function written(key: string, value: Value | null): Op {
  return { op: 'set', id: settingsID, props: new Map([[`${MOMENTS}/${key}`, value]]) }
}

/** The named moments of a film, by what the board's settings say now; the first one first. Those that the film has not come to yet are left out, and those that were folded. */
export function momentsOf(film: Film, settings: Props | undefined): readonly NamedMoment[] {
  const found: NamedMoment[] = []
  for (const [path, value] of settings ?? []) {
    if (!isMoment(path) || !properties.get(MOMENTS)!.fits(value!)) continue
    const [changes, title] = value as readonly [number, string]
    const key = cutPath(path).entry!
    const then = changes === THEN ? (firstNamed(film).get(key) ?? 0) : changes
    if (then > film.first && then <= film.length) found.push({ key, changes: then, title })
  }
  return found.sort((a, b) => a.changes - b.changes || (a.key < b.key ? -1 : 1))
}

/** The last named moment that is this one; undefined for none. */
export function momentAt(moments: readonly NamedMoment[], changes: number): NamedMoment | undefined {
  return moments.findLast((one) => one.changes === changes)
}

/** What is known of a film: so many rows were looked at, and at which of them each key was first given. */
type Known = { rows: number; readonly first: Map<string, number> }

const known = new WeakMap<Film, Known>()

/** After how many changes each key was first given: found once, and gone on with by what has come behind. Asked for with each portion, it never takes long. */
export function firstNamed(film: Film): ReadonlyMap<string, number> {
  const found = known.get(film) ?? { rows: 0, first: new Map<string, number>() }
  known.set(film, found)
  for (; found.rows < film.rows.length; found.rows++) look(film.rows[found.rows]!, film.first, found)
  return found.first
}

function look({ change }: Row, folded: number, { rows, first }: Known): void {
  for (const op of change?.ops ?? []) {
    if (op.id !== settingsID || op.op === 'remove') continue
    for (const path of op.props.keys()) {
      const { entry } = isMoment(path) ? cutPath(path) : {}
      if (entry !== undefined && !first.has(entry)) first.set(entry, folded + rows + 1)
    }
  }
}
