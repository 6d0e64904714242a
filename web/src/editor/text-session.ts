import type { Board } from '../board/board'
import type { Op, Value } from '../board/types'
import type { ElementProps } from '../elements/element'
import { number, pair } from '../elements/props'
import { layout, typeOf } from '../elements/text-layout'
import { clean, joined, type Run, rewritten, runsOf } from '../elements/text-runs'

/** Text props of one set op stay under so many characters, far below what a change may hold. */
const CHUNK = 50_000

/**
 * Typing into one text. `base` are the runs that the typed text was made from: what differs between the two is what was
 * typed here, and only that is written, so what others wrote meanwhile in other lines stays.
 */
export type TextSession = {
  readonly id: string
  readonly step: string
  readonly base: readonly Run[]
  readonly typed: string
  /** Properties of a text that is not on the board yet; null once it is. */
  readonly fresh: ElementProps | null
}

/** Begins typing into a text, or into one that is to come. */
export function beginText(board: Board, id: string, step: string, fresh: ElementProps | null): TextSession {
  const props = board.element(id)?.props
  const base = props === undefined ? [] : runsOf(props)
  return { id, step, base, typed: joined(base), fresh: props === undefined ? fresh : null }
}

/** The properties the text is drawn and measured with now. */
export function propsOfText(session: TextSession, board: Board): ElementProps | undefined {
  return board.element(session.id)?.props ?? session.fresh ?? undefined
}

function measured(props: ElementProps, text: string): Value {
  const set = layout(text, typeOf(props), number(props, 'width'))
  return [set.w, set.h]
}

function chunks(id: string, changes: ReadonlyMap<string, Value | null>): Op[] {
  const ops: Op[] = []
  let part = new Map<string, Value | null>()
  let size = 0
  for (const [path, value] of changes) {
    const length = JSON.stringify(value).length
    if (part.size > 0 && size + length > CHUNK) {
      ops.push({ op: 'set', id, props: part })
      part = new Map()
      size = 0
    }
    part.set(path, value)
    size += length
  }
  if (part.size > 0) ops.push({ op: 'set', id, props: part })
  return ops
}

/** What to commit so that the board says what was typed; empty where it does, and where the text was removed by someone. */
export function textOps(session: TextSession, board: Board, newID: () => string): Op[] {
  const changes = rewritten(session.base, session.typed, newID)
  const here = board.element(session.id)?.props
  if (changes.size === 0 || (here === undefined && session.fresh === null)) return []
  const props = here ?? session.fresh!
  const said = new Map<string, Value | null>(changes)
  const next = new Map(props)
  for (const [path, value] of changes) {
    if (value === null) next.delete(path)
    else next.set(path, value)
  }
  const size = measured(props, joined(runsOf(next)))
  if (JSON.stringify(size) !== JSON.stringify(pair(props, 'measured'))) said.set('measured', size)
  if (here !== undefined) return chunks(session.id, said)
  const put: Op = { op: 'put', id: session.id, props }
  return [put, ...chunks(session.id, said)]
}

/** What was typed so far. */
export function typing(session: TextSession, text: string): TextSession {
  return { ...session, typed: clean(text) }
}

/** After a commit, or after others wrote: goes on from what the board says. */
export function rebased(session: TextSession, board: Board): TextSession {
  const props = board.element(session.id)?.props
  if (props === undefined) return session
  const base = runsOf(props)
  return { ...session, base, typed: joined(base), fresh: null }
}
