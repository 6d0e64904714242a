import { byBytes } from '../board/element'
import { BULLETS, HEADINGS, LINK, NUMBERS, sorted } from './marks'
import type { Run } from './text-runs'

/**
 * How letters come to be marked after they were written. A run's own marks are those it was written with, and nobody else's to change.
 * Whoever marks some of its letters adds a span: an entry `name_run` whose order says which letters and when ("2z5z3": from 2, before 5,
 * the 3rd marking of this text as its author knew it), whose marks say what, and whose text says how: '' marks, '-' unmarks, '=' says
 * all that the paragraph behind a line break is. Of spans that disagree about a mark the latest wins, by number and then by id, so that all
 * see the same whatever came first. A span holds for what is put in between its letters, too, by whoever does at the same time.
 */
export type Span = {
  readonly id: string
  readonly from: number
  readonly to: number
  readonly clock: number
  readonly how: '' | '-' | '='
  readonly marks: string
  readonly link: string
}

/** The order of a span. */
export const spanOrder = (from: number, to: number, clock: number): string => `${from}z${to}z${clock}`

const whole = (text: string | undefined) => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0)

/** The spans among entries, by the name of the run they are of, the earliest first. */
export function spansOf(runs: readonly Run[]): ReadonlyMap<string, Span[]> {
  const found = new Map<string, Span[]>()
  for (const { id, order, text, marks, link = '' } of runs) {
    const [, of, offset] = id.split('_')
    if (marks === '' || of === undefined || offset !== undefined) continue
    const [from, to, clock] = order.split('z').map(whole) as [number, number?, number?]
    const how = text === '-' || text === '=' ? text : ''
    const spans = found.get(of) ?? []
    found.set(of, spans)
    spans.push({ id, from, to: to ?? 0, clock: clock ?? 0, how, marks, link })
  }
  for (const spans of found.values()) spans.sort(byTime)
  return found
}

function byTime(a: Span, b: Span): number {
  return a.clock - b.clock || byBytes(a.id, b.id)
}

/** The latest marking of a text; 0 for none. */
export function clockOf(runs: readonly Run[]): number {
  let latest = 0
  for (const spans of spansOf(runs).values()) for (const { clock } of spans) latest = Math.max(latest, clock)
  return latest
}

/** The spans that hold for what is put behind so many letters of a run: those with letters on both sides, and what holds for the run. */
export function spansOver(spans: readonly Span[], at: number, over: readonly Span[]): readonly Span[] {
  const around = spans.filter(({ from, to, how }) => how !== '=' && from < at && at < to)
  return around.length === 0 ? over : [...over, ...around].sort(byTime)
}

/** How letters of a run are marked, which no edge of a span parts. */
export function marksWith(
  run: { readonly marks: string; readonly link: string; readonly spans: readonly Span[] },
  from: number,
  to: number,
  over: readonly Span[],
): { readonly marks: string; readonly link: string } {
  const own = run.spans.filter((span) => span.from <= from && to <= span.to)
  return applied(run.marks, run.link, over.length === 0 ? own : [...over, ...own].sort(byTime))
}

/** What becomes of marks under spans, the earliest first. */
export function applied(
  marks: string,
  link: string,
  spans: readonly Span[],
): { readonly marks: string; readonly link: string } {
  if (spans.length === 0) return { marks, link }
  const now = new Set(marks)
  let leads = link
  for (const span of spans) {
    if (span.how === '=') for (const mark of PARAGRAPH) now.delete(mark)
    for (const mark of span.marks) {
      if (span.how === '-') now.delete(mark)
      else if (mark !== NOTHING) now.add(mark)
      if (mark === LINK) leads = span.how === '-' ? '' : span.link
    }
  }
  return { marks: sorted([...now].join('')), link: leads }
}

/** All that a paragraph may be. */
const PARAGRAPH = BULLETS + NUMBERS + HEADINGS
/** The mark of a span which says that a paragraph is plain: without any it would be a gap. */
export const NOTHING = 'w'
