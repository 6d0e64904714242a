import { INLINE, LINK, ofLetters, ofParagraph } from './marks'
import { type Changes, nameOf, type Pen, withChanges } from './text-changes'
import { HEAD, linkPrefix, type Placed, placed, prefix, type Run, slicesOf } from './text-runs'
import { clockOf, NOTHING, type Span, spanOrder, spansOf } from './text-spans'
import type { Part } from './words'

/** Marks letters that are there already: with spans, for the runs may be anybody's. */

/** What to write so that letters have a mark, or have it no more; `link`: where they lead, with the mark that says so. */
export function toggled(
  runs: readonly Run[],
  start: number,
  end: number,
  mark: string,
  on: boolean,
  pen: Pen,
  link = '',
): Changes {
  const changes: Changes = new Map()
  const clock = clockOf(runs) + 1
  const reached = new Map<Placed, readonly [number, number]>()
  let seen = 0
  for (const slice of slicesOf(placed(runs))) {
    const { run, from, to } = slice
    const a = Math.max(from, from + start - seen)
    const b = Math.min(to, from + end - seen)
    seen += to - from
    const has = slice.marks.includes(mark) && (mark !== LINK || !on || slice.link === link)
    if (a >= b || has === on) continue
    const [low, high] = reached.get(run) ?? [a, b]
    reached.set(run, [Math.min(low, a), Math.max(high, b)])
  }
  for (const [run, [from, to]] of reached) {
    const over = run.parent === null ? undefined : reached.get(run.parent)
    // What stands between letters that are marked is marked with them.
    if (over !== undefined && over[0] < run.at && run.at < over[1]) continue
    put(run.name, run.spans, { from, to, clock, how: on ? '' : '-', marks: mark, link: on ? link : '' }, pen, changes)
  }
  return changes
}

/** What to write so that the paragraph which begins at an index of the text is what `style` says; '' for a plain one. */
export function restyled(runs: readonly Run[], start: number, style: string, pen: Pen): Changes {
  const changes: Changes = new Map()
  const clock = clockOf(runs) + 1
  const says = { clock, how: '=', marks: style === '' ? NOTHING : style, link: '' } as const
  if (start === 0) {
    put(HEAD, spansOf(runs).get(HEAD) ?? [], { from: 0, to: 1, ...says }, pen, changes)
    return changes
  }
  let seen = 0
  for (const { run, from, to } of slicesOf(placed(runs))) {
    const at = from + start - 1 - seen
    seen += to - from
    if (at < from || at >= to) continue
    put(run.name, run.spans, { from: at, to: at + 1, ...says }, pen, changes)
    break
  }
  return changes
}

/** Writes a span; one that this session made for the same letters and marks says it from now on. */
function put(run: string, spans: readonly Span[], span: Omit<Span, 'id'>, pen: Pen, changes: Changes): void {
  const { from, to, clock, how, marks, link } = span
  const same = (one: Span) =>
    one.from === from && one.to === to && (how === '=' ? one.how === '=' : one.marks === marks)
  const id = spans.find((one) => pen.mine.has(one.id) && same(one))?.id ?? `${nameOf(pen)}_${run}`
  pen.mine.add(id)
  changes.set(prefix + id, [spanOrder(from, to, clock), how, marks])
  if (marks.includes(LINK)) changes.set(linkPrefix + id, link === '' ? null : link)
}

/** What to write so that letters are marked as a part is, and the paragraphs that their breaks begin are what it says. */
export function marked(runs: readonly Run[], start: number, end: number, part: Part, pen: Pen): Changes {
  const changes: Changes = new Map()
  let now = runs
  const take = (more: Changes) => {
    for (const [path, value] of more) changes.set(path, value)
    now = withChanges(runs, changes)
  }
  const wanted = ofLetters(part.marks)
  for (const mark of INLINE) take(toggled(now, start, end, mark, wanted.includes(mark), pen))
  take(toggled(now, start, end, LINK, part.link !== '', pen, part.link))
  for (let at = part.text.indexOf('\n'); at >= 0; at = part.text.indexOf('\n', at + 1))
    take(restyled(now, start + at + 1, ofParagraph(part.marks), pen))
  return changes
}
