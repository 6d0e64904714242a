import { orderBetween, orderKeys } from '../board/order-keys'
import type { Props } from '../board/types'
import { ofLetters, ofParagraph } from './marks'
import { type Changes, nameOf, type Pen, withChanges } from './text-changes'
import { marked } from './text-marking'
import { HEAD, linkPrefix, type Placed, placed, prefix, type Run, type Slice, slicesOf } from './text-runs'
import { spanOrder } from './text-spans'
import { type Part, paragraphAt, partsOf, said, typedMarks, type Words, wordsOf } from './words'

/** The most letters that one run holds, and the most entries of a text (kinds.json, "text" and "runs"). */
const LONGEST = 10_000
const MOST = 1_000
/** A text of more entries than this is written anew, though others may be at it: letters they are just writing may then be there twice. */
const CROWDED = 900

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

/**
 * What to write so that a text that said `runs` says `text`. Empty where nothing changed. Notes in the pen what it makes. What is new is
 * marked as what stands around it, or as told.
 */
export function rewritten(runs: readonly Run[], text: string, pen: Pen, marks?: Omit<Part, 'text'>): Props {
  const words = wordsOf(runs)
  const before = words.text
  if (before === text) return new Map()
  const { start, end } = difference(before, text)
  const added = text.slice(start, text.length - end)
  const how = marks ?? typedMarks(words, start)
  const part = { text: added, marks: how.marks + paragraphAt(words, start).style, link: how.link }
  return putInto(runs, words, start, before.length - end, [part], pen)
}

/** What to write so that the letters from one index of the text to before another are replaced by others, marked as these are. */
export function replaced(runs: readonly Run[], start: number, end: number, parts: readonly Part[], pen: Pen): Props {
  return putInto(runs, wordsOf(runs), start, end, parts, pen)
}

function putInto(
  runs: readonly Run[],
  before: Words,
  start: number,
  end: number,
  parts: readonly Part[],
  pen: Pen,
): Props {
  const changes: Changes = new Map()
  let now = runs
  let at = start
  let gone = end
  for (const part of parts.length === 0 ? [nothing] : parts) {
    if (part.text === '' && at === gone) continue
    now = oneReplaced(now, at, gone, part, pen, changes)
    at += part.text.length
    gone = at
  }
  const words = wordsOf(now)
  const text = before.text.slice(0, start) + parts.map((part) => part.text).join('') + before.text.slice(end)
  // Keys that others made badly may leave no room where the letters belong.
  if (now.length > CROWDED || words.text !== text) {
    const wanted = said([...partsOf(before, 0, start), ...parts, ...partsOf(before, end)], before.head)
    return anew(runs, wanted, pen)
  }
  if (words.stretches.length === 0 && parts.every(({ marks }) => marks === '')) return changes
  for (const [path, value] of corrected(now, start, parts, pen)) changes.set(path, value)
  return changes
}

const nothing: Part = { text: '', marks: '', link: '' }

function oneReplaced(runs: readonly Run[], start: number, end: number, part: Part, pen: Pen, all: Changes): Run[] {
  const tops = placed(runs)
  const slices = slicesOf(tops)
  const changes: Changes = new Map()
  const lengths = erase(slices, start, end, pen, changes)
  if (part.text !== '') insert(tops, letterAt(slices, start - 1), part, lengths, pen, changes)
  for (const [path, value] of changes) all.set(path, value)
  return withChanges(runs, changes)
}

/** Whether letters marked so look as others are to look: of a break only what its paragraph is counts, of letters all else. */
function sameMarks(text: string, a: Omit<Part, 'text'>, b: Omit<Part, 'text'>): boolean {
  const breaks = text.includes('\n')
  if (breaks && ofParagraph(a.marks) !== ofParagraph(b.marks)) return false
  return (breaks && text.length === 1) || (ofLetters(a.marks) === ofLetters(b.marks) && a.link === b.link)
}

/** What is marked otherwise than it was to be, as it was put between marked letters. */
function corrected(runs: readonly Run[], start: number, parts: readonly Part[], pen: Pen): Changes {
  const changes: Changes = new Map()
  let now = runs
  let at = start
  for (const part of parts) {
    const words = wordsOf(now)
    const end = at + part.text.length
    if (partsOf(words, at, end).some((one) => !sameMarks(one.text, one, part)))
      for (const [path, value] of marked(now, at, end, part, pen)) changes.set(path, value)
    now = withChanges(runs, changes)
    at = end
  }
  return changes
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
  part: Part,
  lengths: ReadonlyMap<Placed, number>,
  pen: Pen,
  changes: Changes,
): void {
  if (left === undefined) {
    addRuns('', null, tops[0]?.order ?? null, part, pen, changes)
    return
  }
  const { run } = left
  const length = lengths.get(run) ?? run.text.length
  const offset = left.at + 1
  const last = offset === length && !run.inner.some((inner) => inner.at >= offset)
  const { text } = part
  const goesOn = sameMarks(text, { marks: run.marks, link: run.link }, part)
  if (last && goesOn && pen.mine.has(run.id) && !pen.shut.has(run.id) && length + text.length <= LONGEST) {
    changes.set(prefix + run.id, [run.order, run.text.slice(0, length) + text, run.marks])
    return
  }
  const siblings = run.parent === null ? tops : run.parent.inner.filter((one) => one.at === run.at)
  if (last) {
    const place = run.parent === null ? '' : placeIn(run.parent, run.at)
    addRuns(place, run.order, siblings[siblings.indexOf(run) + 1]?.order ?? null, part, pen, changes)
    return
  }
  const next = run.inner.find((inner) => inner.at >= offset)
  const upper = next?.at === offset ? next.order : (siblings[siblings.indexOf(run) + 1]?.order ?? null)
  addRuns(placeIn(run, offset), run.order, upper, part, pen, changes)
}

function placeIn(run: Placed, offset: number): string {
  return `_${run.name}_${offset.toString(36)}`
}

function addRuns(
  place: string,
  lower: string | null,
  upper: string | null,
  { text, marks, link }: Part,
  pen: Pen,
  changes: Changes,
): void {
  let below = lower !== null && upper !== null && lower >= upper ? (place === '' ? lower : null) : lower
  for (const piece of pieces(text).slice(0, MOST)) {
    below = orderBetween(below, upper !== null && below !== null && upper <= below ? null : upper)
    const id = nameOf(pen) + place
    pen.mine.add(id)
    changes.set(prefix + id, [below, piece, marks])
    if (link !== '') changes.set(linkPrefix + id, link)
  }
}

/** Takes a run away, and where it leads. */
function without({ id, link }: Run): [string, null][] {
  return link === undefined
    ? [[prefix + id, null]]
    : [
        [prefix + id, null],
        [linkPrefix + id, null],
      ]
}

/**
 * Writes words in as few runs as their marks allow, under new names: a run that somebody is just writing must not take the others with it.
 * Whoever writes at the same time may find their own last run there twice, and what they put into runs that are gone a little aside;
 * and what is in it can no longer be undone by those who wrote it. So it is done where nobody else is there, or there is no more room.
 */
export function anew(runs: readonly Run[], words: Words, pen: Pen): Props {
  const changes: Changes = new Map(runs.flatMap(without))
  const all = partsOf(words)
    .flatMap((part) => pieces(part.text).map((text) => ({ ...part, text })))
    .slice(0, CROWDED)
  const keys = orderKeys(null, null, all.length)
  for (const [i, { text, marks, link }] of all.entries()) {
    const id = nameOf(pen)
    changes.set(prefix + id, [keys[i]!, text, marks])
    if (link !== '') changes.set(linkPrefix + id, link)
  }
  if (words.head !== '') changes.set(`${prefix}${nameOf(pen)}_${HEAD}`, [spanOrder(0, 1, 1), '=', words.head])
  return changes
}
