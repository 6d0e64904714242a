import { byBytes } from '../board/element'
import type { Value } from '../board/types'
import type { ElementProps } from './element'
import { LINK } from './marks'
import { marksWith, type Span, spansOf, spansOver } from './text-spans'

/**
 * A text is a map of entries, and nobody ever writes an entry of another's: that is what lets several people write in one line.
 * An entry's name says what it is:
 *
 *   `name`             letters that stand in the order of their order keys;
 *   `name_run_offset`  letters put into another run, behind so many of its letters (base 36); of several at one offset the
 *                      order keys decide. When the run is gone they stand where their order key says;
 *   `name_run`         without marks a gap: no letters, but some of a run that are deleted. Its order says which ("2z5": from 2, before 5).
 *                      With marks a span: so the letters from 2 before 5 are marked (text-spans.ts).
 *
 * A run is written by the one typing session that made it, which only adds at its end or shortens it; so offsets keep their meaning
 * whatever others do at the same time, all letters stay, and undoing a session takes away its letters and gives back those it deleted.
 */
export type Run = {
  readonly id: string
  readonly order: string
  readonly text: string
  readonly marks: string
  /** Where it leads, if its marks say that it does. */
  readonly link?: string
}

/** A run in its place: what was put into it, and what of it is deleted. */
export type Placed = Omit<Run, 'link'> & {
  /** Where it leads; '' for nowhere. */
  readonly link: string
  /** The first part of the id. */
  readonly name: string
  /** The run it was put into; null for none. */
  parent: Placed | null
  /** Behind how many of its letters. */
  readonly at: number
  readonly inner: Placed[]
  readonly gaps: Gap[]
  readonly spans: Span[]
}

/** Letters of a run that are deleted. */
export type Gap = { readonly id: string; readonly from: number; readonly to: number }

/** Letters of a run that are seen, follow each other, and are marked alike. */
export type Slice = {
  readonly run: Placed
  readonly from: number
  readonly to: number
  readonly marks: string
  /** Where they lead; '' for nowhere. */
  readonly link: string
}

/** Where the entries of a text are among an element's properties, and where those of them lead that lead anywhere. */
export const prefix = 'text/'
export const linkPrefix = 'links/'
/** Where they are of the texts of a table's cells (table-cells.ts). */
export const cellPrefix = 'cells/'

/** The run before the first: its only letter is the line break, never written, that begins the first paragraph. */
export const HEAD = '0'

/** Whether there is any entry of a text. */
export function hasRuns(p: ElementProps): boolean {
  for (const path of p.keys()) if (path.startsWith(prefix)) return true
  return false
}

/** All entries of a text: by order key, then by id. */
export function runsOf(p: ElementProps): Run[] {
  const runs: Run[] = []
  for (const [path, value] of p) {
    if (!path.startsWith(prefix) || !Array.isArray(value)) continue
    const [order, text, marks] = value as readonly Value[]
    if (typeof order !== 'string' || typeof text !== 'string') continue
    const id = path.slice(prefix.length)
    const run = { id, order, text, marks: typeof marks === 'string' ? marks : '' }
    const link = run.marks.includes(LINK) ? p.get(linkPrefix + id) : undefined
    runs.push(typeof link === 'string' ? { ...run, link } : run)
  }
  return runs.sort(byOrder)
}

function byOrder(a: Run, b: Run): number {
  return byBytes(a.order, b.order) || byBytes(a.id, b.id)
}

/** What the runs say together. */
export function joined(runs: readonly Run[]): string {
  if (runs.every((run) => !run.id.includes('_'))) return runs.map((run) => run.text).join('')
  return slicesOf(placed(runs))
    .map(({ run, from, to }) => run.text.slice(from, to))
    .join('')
}

/** The runs that stand in no other, in reading order, with what was put into them. Takes them as runsOf sorts them. */
export function placed(runs: readonly Run[]): Placed[] {
  const all: Placed[] = []
  const named = new Map<string, Placed>()
  const gaps: { readonly of: string; readonly gap: Gap }[] = []
  const spans = spansOf(runs)
  const into = new Map<Placed, string>()
  for (const run of runs) {
    const [name = '', of, offset] = run.id.split('_')
    if (of !== undefined && offset === undefined) {
      if (run.marks !== '') continue
      const [from = 0, to = 0] = run.order.split('z').map(Number)
      if (from < to) gaps.push({ of, gap: { id: run.id, from, to } })
      continue
    }
    const at = offset === undefined ? 0 : Number.parseInt(offset, 36) || 0
    const { id, order, text, marks, link = '' } = run
    const one: Placed = {
      id,
      order,
      text,
      marks,
      link,
      name,
      parent: null,
      at,
      inner: [],
      gaps: [],
      spans: spans.get(name) ?? [],
    }
    all.push(one)
    if (!named.has(name)) named.set(name, one)
    if (of !== undefined) into.set(one, of)
  }
  for (const { of, gap } of gaps) named.get(of)?.gaps.push(gap)
  for (const [one, of] of into) {
    const parent = named.get(of)
    if (parent === undefined || standsIn(parent, one)) continue
    one.parent = parent
    parent.inner.push(one)
  }
  for (const one of all) {
    one.inner.sort((a, b) => a.at - b.at || byOrder(a, b))
    one.gaps.sort((a, b) => a.from - b.from)
  }
  return all.filter((one) => one.parent === null)
}

/** Runs that say they stand in each other, which only a hostile hand writes, would be seen nowhere. */
function standsIn(run: Placed, other: Placed): boolean {
  for (let one: Placed | null = run; one !== null; one = one.parent) if (one === other) return true
  return false
}

/** The letters that are seen, in reading order. */
export function slicesOf(tops: readonly Placed[]): Slice[] {
  const slices: Slice[] = []
  const show = (run: Placed, from: number, to: number, over: readonly Span[]) => {
    let at = from
    for (const gap of run.gaps) {
      if (gap.from > at && at < to) marked(run, at, Math.min(gap.from, to), over, slices)
      at = Math.max(at, gap.to)
    }
    if (at < to) marked(run, at, to, over, slices)
  }
  const walk = (run: Placed, over: readonly Span[]) => {
    let at = 0
    for (const inner of run.inner) {
      const next = Math.min(Math.max(inner.at, at), run.text.length)
      show(run, at, next, over)
      at = next
      walk(inner, spansOver(run.spans, inner.at, over))
    }
    show(run, at, run.text.length, over)
  }
  for (const top of tops) walk(top, [])
  return slices
}

/** Cuts letters of a run where their marks change. */
function marked(run: Placed, from: number, to: number, over: readonly Span[], into: Slice[]): void {
  if (run.spans.length === 0 && over.length === 0) {
    into.push({ run, from, to, marks: run.marks, link: run.link })
    return
  }
  const edges = run.spans.flatMap((span) => [span.from, span.to]).filter((edge) => from < edge && edge < to)
  let at = from
  for (const edge of [...new Set(edges), to].sort((a, b) => a - b)) {
    into.push({ run, from: at, to: edge, ...marksWith(run, at, edge, over) })
    at = edge
  }
}

/** Text as a board may hold it: "\n" alone ends a line; no NUL, no half of a surrogate pair. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
}

const bare = new WeakMap<ElementProps, ElementProps>()

/** The element without its words; the same object as long as it is the same element. */
export function withoutWords(p: ElementProps): ElementProps {
  const known = bare.get(p)
  if (known !== undefined) return known
  const found = new Map([...p].filter(([path]) => !path.startsWith(prefix) && !path.startsWith(linkPrefix)))
  bare.set(p, found)
  return found
}
