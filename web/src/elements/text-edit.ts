import { byBytes } from '../board/element'
import { orderBetween, orderKeys } from '../board/order-keys'
import type { Props, Value } from '../board/types'
import { joined, type Placed, placed, prefix, type Run, type Slice, slicesOf } from './text-runs'

/** The most letters that one run holds, and the most entries of a text (kinds.json, "text" and "runs"). */
const LONGEST = 10_000
const MOST = 1_000
/** A text of more entries than this is written anew, though others may be at it: letters they are just writing may then be there twice. */
const CROWDED = 900

/** What one typing session may write: the entries it made, and how many letters of each run have been told to others. */
export type Pen = {
  /** Entries made by this session. */
  readonly mine: Set<string>
  /** Of these the runs that may grow no more: told letters were cut off, and others may have put a gap where they stood. */
  readonly shut: Set<string>
  readonly told: ReadonlyMap<string, number>
  readonly newID: () => string
}

type Changes = Map<string, Value | null>

/** Part of an id of an entry: with a name of 16 letters and an offset it makes at most 32. */
const NAME = 11

function nameOf(pen: Pen): string {
  return pen.newID().replaceAll('_', '').slice(-NAME)
}

/** Cuts where no surrogate pair is torn. */
function cut(text: string, at: number): number {
  const code = text.charCodeAt(at - 1)
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at
}

function pieces(text: string): string[] {
  const found: string[] = []
  for (let rest = text; rest !== ''; ) {
    const end = rest.length > LONGEST ? cut(rest, LONGEST) : rest.length
    found.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return found
}

/** Where two texts differ: from `start`, without so many letters at the end. */
function difference(a: string, b: string): { readonly start: number; readonly end: number } {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start++
  start = cut(a, start)
  let end = 0
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const code = a.charCodeAt(a.length - end)
  if (end > 0 && code >= 0xdc00 && code <= 0xdfff) end--
  return { start, end }
}

/** Runs with changes applied. */
export function withChanges(runs: readonly Run[], changes: Props): Run[] {
  const next = new Map(runs.map((run) => [run.id, run]))
  for (const [path, value] of changes) {
    const id = path.slice(prefix.length)
    if (value === null) next.delete(id)
    else {
      const [order, text, marks] = value as unknown as readonly [string, string, string]
      next.set(id, { id, order, text, marks })
    }
  }
  return [...next.values()].sort((a, b) => byBytes(a.order, b.order) || byBytes(a.id, b.id))
}

/** What to write so that a text that said `runs` says `text`. Empty where nothing changed. Notes in the pen what it makes. */
export function rewritten(runs: readonly Run[], text: string, pen: Pen): Props {
  const before = joined(runs)
  if (before === text) return new Map()
  const { start, end } = difference(before, text)
  const tops = placed(runs)
  const slices = slicesOf(tops)
  const changes: Changes = new Map()
  const lengths = erase(slices, start, before.length - end, pen, changes)
  const added = text.slice(start, text.length - end)
  if (added !== '') insert(tops, letterAt(slices, start - 1), added, lengths, pen, changes)
  const after = withChanges(runs, changes)
  // Keys that others made badly may leave no room where the letters belong.
  if (after.length <= CROWDED && joined(after) === text) return changes
  return anew(runs, text, pen)
}

/** The letter at an index of the text; undefined before its beginning. */
function letterAt(slices: readonly Slice[], index: number): { readonly run: Placed; readonly at: number } | undefined {
  let seen = 0
  for (const { run, from, to } of slices) {
    if (index >= 0 && index < seen + to - from) return { run, at: from + index - seen }
    seen += to - from
  }
  return undefined
}

/** Deletes what is seen from `start` to `end`. Returns how long the runs are that it shortened. */
function erase(slices: readonly Slice[], start: number, end: number, pen: Pen, changes: Changes): Map<Placed, number> {
  const ranges = new Map<Placed, [number, number]>()
  let seen = 0
  for (const { run, from, to } of slices) {
    const a = Math.max(from, from + start - seen)
    const b = Math.min(to, from + end - seen)
    seen += to - from
    if (a < b) ranges.set(run, [ranges.get(run)?.[0] ?? a, b])
  }
  const lengths = new Map<Placed, number>()
  for (const [run, [from, to]] of ranges) {
    if (pen.mine.has(run.id) && seenTo(slices, run) === to) {
      lengths.set(run, from)
      const gone = from === 0 && run.inner.length === 0
      if (from < (pen.told.get(run.id) ?? 0)) pen.shut.add(run.id)
      changes.set(prefix + run.id, gone ? null : [run.order, run.text.slice(0, from), run.marks])
    } else openGap(run, from, to, pen, changes)
  }
  return lengths
}

/** Behind the last letter of a run that is seen. */
function seenTo(slices: readonly Slice[], run: Placed): number {
  return Math.max(...slices.filter((slice) => slice.run === run).map((slice) => slice.to))
}

/** Deletes letters of a run: a gap that this session made there already grows. */
function openGap(run: Placed, from: number, to: number, pen: Pen, changes: Changes): void {
  const near = run.gaps.find((gap) => pen.mine.has(gap.id) && gap.from <= to && from <= gap.to)
  const id = near?.id ?? `${nameOf(pen)}_${run.name}`
  pen.mine.add(id)
  changes.set(prefix + id, [`${Math.min(from, near?.from ?? from)}z${Math.max(to, near?.to ?? to)}`, '', ''])
}

type Letter = { readonly run: Placed; readonly at: number } | undefined

/** Puts letters behind a letter: into the run at hand if this session writes it, else into a new one between its neighbours. */
function insert(
  tops: readonly Placed[],
  left: Letter,
  added: string,
  lengths: ReadonlyMap<Placed, number>,
  pen: Pen,
  changes: Changes,
): void {
  if (left === undefined) {
    addRuns('', null, tops[0]?.order ?? null, '', added, pen, changes)
    return
  }
  const { run } = left
  const length = lengths.get(run) ?? run.text.length
  const offset = left.at + 1
  const last = offset === length && !run.inner.some((inner) => inner.at >= offset)
  if (last && pen.mine.has(run.id) && !pen.shut.has(run.id) && length + added.length <= LONGEST) {
    changes.set(prefix + run.id, [run.order, run.text.slice(0, length) + added, run.marks])
    return
  }
  const siblings = run.parent === null ? tops : run.parent.inner.filter((one) => one.at === run.at)
  if (last) {
    const place = run.parent === null ? '' : placeIn(run.parent, run.at)
    addRuns(place, run.order, siblings[siblings.indexOf(run) + 1]?.order ?? null, run.marks, added, pen, changes)
    return
  }
  const next = run.inner.find((inner) => inner.at >= offset)
  const upper = next?.at === offset ? next.order : (siblings[siblings.indexOf(run) + 1]?.order ?? null)
  addRuns(placeIn(run, offset), run.order, upper, run.marks, added, pen, changes)
}

function placeIn(run: Placed, offset: number): string {
  return `_${run.name}_${offset.toString(36)}`
}

function addRuns(
  place: string,
  lower: string | null,
  upper: string | null,
  marks: string,
  added: string,
  pen: Pen,
  changes: Changes,
): void {
  let below = lower !== null && upper !== null && lower >= upper ? (place === '' ? lower : null) : lower
  for (const piece of pieces(added).slice(0, MOST)) {
    below = orderBetween(below, upper !== null && below !== null && upper <= below ? null : upper)
    const id = nameOf(pen) + place
    pen.mine.add(id)
    changes.set(prefix + id, [below, piece, marks])
  }
}

/**
 * Writes a text in as few runs as its marks allow, under new names: a run that somebody is just writing must not take the others with it.
 * Whoever writes at the same time may find their own last run there twice, and what they put into runs that are gone a little aside;
 * and what is in it can no longer be undone by those who wrote it. So it is done where nobody else is there, or there is no more room.
 */
export function anew(runs: readonly Run[], text: string, pen: Pen): Props {
  const changes: Changes = new Map(runs.map((run) => [prefix + run.id, null] as const))
  const parts: { text: string; readonly marks: string }[] = []
  for (const { run, from, to } of joined(runs) === text ? slicesOf(placed(runs)) : []) {
    const last = parts.at(-1)
    if (last !== undefined && last.marks === run.marks) last.text += run.text.slice(from, to)
    else parts.push({ text: run.text.slice(from, to), marks: run.marks })
  }
  if (parts.length === 0 && text !== '') parts.push({ text, marks: '' })
  const all = parts.flatMap((part) => pieces(part.text).map((piece) => [piece, part.marks] as const)).slice(0, CROWDED)
  const keys = orderKeys(null, null, all.length)
  for (const [i, [piece, marks]] of all.entries()) changes.set(prefix + nameOf(pen), [keys[i]!, piece, marks])
  return changes
}

/** Where a caret belongs after a text became another one: behind the same letter, or the nearest before it that is still there. */
export function carriedCaret(caret: number, before: readonly Run[], after: readonly Run[]): number {
  const starts = new Map<string, { readonly from: number; readonly to: number; readonly start: number }[]>()
  let start = 0
  for (const { run, from, to } of slicesOf(placed(after))) {
    starts.set(run.id, [...(starts.get(run.id) ?? []), { from, to, start }])
    start += to - from
  }
  let end = joined(before).length
  for (const { run, from, to } of slicesOf(placed(before)).reverse()) {
    const behind = Math.min(to, from + caret - (end - (to - from)))
    end -= to - from
    for (let at = behind - 1; at >= from; at--) {
      const slice = starts.get(run.id)?.find((one) => one.from <= at && at < one.to)
      if (slice !== undefined) return slice.start + at - slice.from + 1
    }
  }
  // Nothing before it is left; where nothing at all is (the text was written anew), the letters keep their number.
  return starts.size > 0 && before.some((run) => starts.has(run.id)) ? 0 : Math.min(caret, start)
}
