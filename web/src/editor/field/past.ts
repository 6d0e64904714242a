import type { Props, Value } from '../../board/types'
import { joined, linkPrefix, prefix, type Run } from '../../elements/text-runs'
import type { TextSession } from '../text-session'

/** What is written without a longer rest than this, in milliseconds, is taken back as one. */
const REST = 900

type Step = {
  readonly kind: string
  until: number
  readonly before: Map<string, Value | null>
  after: Map<string, Value | null>
}

/**
 * What was done within one typing session, to be taken back piece by piece. It touches only entries that the session itself wrote, so
 * it goes on while others write in the same text: theirs stays.
 */
export class TextPast {
  private done: Step[] = []
  private undone: Step[] = []

  /** Entries have become others by an edit of a kind: those of one kind that follow each other closely are one. */
  did(before: readonly Run[], after: readonly Run[], kind: string, now: number): void {
    const [was, is] = differing(before, after)
    if (is.size === 0) return
    this.undone = []
    const last = this.done.at(-1)
    if (last?.kind === kind && now < last.until && kind !== '') {
      for (const [path, value] of was) if (!last.before.has(path)) last.before.set(path, value)
      for (const [path, value] of is) last.after.set(path, value)
      last.until = now + REST
    } else this.done.push({ kind, until: now + REST, before: was, after: is })
  }

  /** What follows is a step of its own. */
  rest(): void {
    const last = this.done.at(-1)
    if (last !== undefined) last.until = Number.NEGATIVE_INFINITY
  }

  /** What to write so that the last step is taken back; null for none. */
  back(session: TextSession): Props | null {
    const step = this.done.pop()
    if (step === undefined) return null
    this.undone.push(step)
    shut(session, step.before)
    return step.before
  }

  /** What to write so that what was taken back is there again; null for nothing. */
  again(session: TextSession): Props | null {
    const step = this.undone.pop()
    if (step === undefined) return null
    this.done.push(step)
    shut(session, step.after)
    this.rest()
    return step.after
  }
}

/** Runs that become shorter than others know them may grow no more (text-changes.ts). */
function shut({ pen }: TextSession, changes: Props): void {
  for (const [path, value] of changes) {
    const id = path.slice(prefix.length)
    const text = Array.isArray(value) ? String((value as readonly Value[])[1]) : ''
    if (path.startsWith(prefix) && text.length < (pen.told.get(id) ?? 0)) pen.shut.add(id)
  }
}

function differing(
  before: readonly Run[],
  after: readonly Run[],
): [Map<string, Value | null>, Map<string, Value | null>] {
  const was = new Map<string, Value | null>()
  const is = new Map<string, Value | null>()
  const then = new Map(before.map((run) => [run.id, run]))
  const now = new Map(after.map((run) => [run.id, run]))
  for (const id of new Set([...then.keys(), ...now.keys()])) {
    const [a, b] = [then.get(id), now.get(id)]
    if (a?.order === b?.order && a?.text === b?.text && a?.marks === b?.marks && a?.link === b?.link) continue
    note(was, id, a, b)
    note(is, id, b, a)
  }
  return [was, is]
}

function note(into: Map<string, Value | null>, id: string, run: Run | undefined, other: Run | undefined): void {
  into.set(prefix + id, run === undefined ? null : [run.order, run.text, run.marks])
  if (run?.link !== other?.link) into.set(linkPrefix + id, run?.link ?? null)
}

/** Behind the letters in which a text differs from what it was. */
export function endOfChange(before: readonly Run[], after: readonly Run[]): number {
  const [a, b] = [joined(before), joined(after)]
  const most = Math.min(a.length, b.length)
  let end = 0
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return b.length - end
}
