import { byBytes } from '../board/element'
import { orderBetween } from '../board/order-keys'
import type { Props, Value } from '../board/types'
import type { ElementProps } from './element'

/** A piece of a text: usually one line with its "\n". Two people who write in different runs do not meet. */
export type Run = { readonly id: string; readonly order: string; readonly text: string; readonly marks: string }

/** The most that one run holds, and the most runs of a text (kinds.json, "text" and "runs"). */
const LONGEST = 10_000
const MOST = 1_000

const prefix = 'text/'

/** The runs of a text in reading order: by order key, then by id. */
export function runsOf(p: ElementProps): Run[] {
  const runs: Run[] = []
  for (const [path, value] of p) {
    if (!path.startsWith(prefix) || !Array.isArray(value)) continue
    const [order, text, marks] = value as readonly Value[]
    if (typeof order !== 'string' || typeof text !== 'string') continue
    runs.push({ id: path.slice(prefix.length), order, text, marks: typeof marks === 'string' ? marks : '' })
  }
  return runs.sort((a, b) => byBytes(a.order, b.order) || byBytes(a.id, b.id))
}

/** What the runs say together. */
export function joined(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('')
}

/** Text as a board may hold it: "\n" alone ends a line; no NUL, no half of a surrogate pair. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
}

/** Cuts where no surrogate pair is torn. */
function cut(text: string, at: number): number {
  const code = text.charCodeAt(at - 1)
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at
}

function pieces(text: string): string[] {
  const lines: string[] = []
  for (let rest of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    while (rest.length > LONGEST) {
      const end = cut(rest, LONGEST)
      lines.push(rest.slice(0, end))
      rest = rest.slice(end)
    }
    lines.push(rest)
  }
  return lines
}

/** A run a line; where there are more lines than runs may be, several lines share a run. What is beyond that is left out. */
function cutToRuns(text: string): string[] {
  const lines = pieces(text)
  if (lines.length <= MOST) return lines
  const runs: string[] = []
  for (const line of lines) {
    const last = runs.at(-1)
    if (last !== undefined && last.length + line.length <= LONGEST) runs[runs.length - 1] = last + line
    else runs.push(line)
  }
  return runs.slice(0, MOST)
}

/** How many entries two lists share at their start. */
function shared(a: readonly string[], b: readonly string[], step: 1 | -1, most: number): number {
  let n = 0
  while (n < most && a.at(step > 0 ? n : -1 - n) === b.at(step > 0 ? n : -1 - n)) n++
  return n
}

/**
 * What to set so that a text that said `runs` says `text`: only the lines that changed are written, new ones get order keys
 * between their neighbours, and lines that are gone are unset. Empty where nothing changed.
 */
export function rewritten(runs: readonly Run[], text: string, newID: () => string): Props {
  const changes = new Map<string, Value | null>()
  if (joined(runs) === text) return changes
  const before = runs.map((run) => run.text)
  const after = cutToRuns(text)
  const start = shared(before, after, 1, Math.min(before.length, after.length))
  const end = shared(before, after, -1, Math.min(before.length, after.length) - start)
  const old = runs.slice(start, runs.length - end)
  const lines = after.slice(start, after.length - end)
  for (const [i, run] of old.entries()) {
    const line = lines[i]
    if (line === undefined) changes.set(prefix + run.id, null)
    else if (line !== run.text) changes.set(prefix + run.id, [run.order, line, run.marks])
  }
  let lower = runs[start + Math.min(old.length, lines.length) - 1]?.order ?? null
  const upper = runs[runs.length - end]?.order ?? null
  for (const line of lines.slice(old.length)) {
    // Keys that two people drew at once may be equal; then the next run's key is no bound.
    lower = orderBetween(lower, upper !== null && lower !== null && upper <= lower ? null : upper)
    changes.set(prefix + newID(), [lower, line, ''])
  }
  return changes
}

/** Where a caret belongs after the text around it became another one: it stays with the letters before it, or after it. */
export function carriedCaret(caret: number, before: string, after: string): number {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  if (caret <= start) return caret
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  if (caret >= before.length - end) return after.length - (before.length - caret)
  return Math.min(caret, after.length - end)
}
