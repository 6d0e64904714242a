import type { Board } from '../board/board'
import type { Op, Props, Value } from '../board/types'
import { textIn } from '../elements/cells'
import type { Changes, ElementProps } from '../elements/element'
import { type Pen, withChanges } from '../elements/text-changes'
import { anew, rewritten } from '../elements/text-edit'
import { clean, type Run, runsOf } from '../elements/text-runs'
import { type Words, wordsOf } from '../elements/words'
import { told } from './text-measure'

/** Text props of one set op stay under so many characters, far below what a change may hold. */
const CHUNK = 50_000

/** So many entries a text may have after a session at which nobody else was; of more it is written anew, in as few as may be. */
const MANY = 200

/**
 * Typing into one text. Each edit becomes changes to entries as it is made, so others' entries can come in at any time; `pending`
 * are those the board has not got yet.
 */
export type TextSession = {
  readonly id: string
  /** Which of the element's texts it is (elements/cells.ts); '' for its own. */
  readonly cell: string
  readonly step: string
  /** The entries as they are typed on, with what is pending. */
  readonly runs: readonly Run[]
  /** What they say. */
  readonly words: Words
  readonly typed: string
  readonly pending: ReadonlyMap<string, Value | null>
  readonly pen: Pen
  /** Whether this session wrote anything. */
  readonly wrote: boolean
  /** Properties of a text that is not on the board yet; null once it is. */
  readonly fresh: ElementProps | null
  /** What else is set with its first letter: how the letters of a label look that was empty. */
  readonly dress: Changes
}

/** Begins typing into a text, or into one that is to come. */
export function beginText(
  board: Board,
  id: string,
  newID: () => string,
  fresh: ElementProps | null,
  dress: Changes = new Map(),
  cell = '',
): TextSession {
  const props = board.element(id)?.props
  const runs = props === undefined ? [] : runsIn(props, cell)
  return {
    id,
    cell,
    step: newID(),
    ...saidBy(runs),
    pending: new Map(),
    pen: { mine: new Set(), shut: new Set(), told: toldOf(runs), newID },
    wrote: false,
    fresh: props === undefined ? fresh : null,
    dress: runs.length === 0 ? dress : new Map(),
  }
}

/** The entries of one of an element's texts; none where it is gone. */
function runsIn(props: ElementProps, cell: string): Run[] {
  const text = textIn(props, cell)
  return text === undefined ? [] : runsOf(text)
}

function saidBy(runs: readonly Run[]): Pick<TextSession, 'runs' | 'words' | 'typed'> {
  const words = wordsOf(runs)
  return { runs, words, typed: words.text }
}

function toldOf(runs: readonly Run[]): Map<string, number> {
  return new Map(runs.map((run) => [run.id, run.text.length]))
}

/** The properties the text is drawn and measured with now. */
export function propsOfText(session: TextSession, board: Pick<Board, 'element'>): ElementProps | undefined {
  const element = board.element(session.id)?.props ?? session.fresh ?? undefined
  const props = element && textIn(element, session.cell)
  return props !== undefined && session.dress.size > 0 ? new Map([...props, ...session.dress]) : props
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
export function textOps(session: TextSession, board: Board): Op[] {
  const here = board.element(session.id)?.props
  if (session.pending.size === 0 || (here === undefined && session.fresh === null)) return []
  const props = here ?? session.fresh!
  if (textIn(props, session.cell) === undefined) return []
  const dressed = new Map([...props, ...session.dress])
  const changes = chunks(session.id, new Map([...session.dress, ...told(dressed, session.cell, session.pending)]))
  return here === undefined ? [{ op: 'put', id: session.id, props }, ...changes] : changes
}

/**
 * What to commit when a session has ended that wrote something: the size, for others may have written after the last measure, and if
 * one is `alone` and the entries have become many, the text in fewer.
 */
export function tidyOps(session: TextSession, board: Board, alone: boolean): Op[] {
  const props = board.element(session.id)?.props
  if (props === undefined || !session.wrote || textIn(props, session.cell) === undefined) return []
  const runs = runsIn(props, session.cell)
  const changes = alone && runs.length > MANY ? anew(runs, wordsOf(runs), session.pen) : new Map()
  return chunks(session.id, told(props, session.cell, changes))
}

/** What was typed so far. `marks`: those of new letters; else as those around. */
export function typing(session: TextSession, text: string, marks?: string): TextSession {
  const how = marks === undefined ? undefined : { marks, link: '' }
  return edited(session, rewritten(session.runs, clean(text), session.pen, how))
}

/** After changes to its entries that its pen made. */
export function edited(session: TextSession, changes: Props): TextSession {
  if (changes.size === 0) return session
  const pending = new Map([...session.pending, ...changes])
  return { ...session, ...saidBy(withChanges(session.runs, changes)), pending, wrote: true }
}

/** After others wrote: goes on from what the board says, with what is pending. */
export function rebased(session: TextSession, board: Board): TextSession {
  const props = board.element(session.id)?.props
  if (props === undefined) return session
  const here = runsIn(props, session.cell)
  const runs = withChanges(here, session.pending)
  return { ...session, ...saidBy(runs), pen: { ...session.pen, told: toldOf(here) }, fresh: null }
}

/** After a commit: nothing is pending. */
export function committed(session: TextSession, board: Board): TextSession {
  return rebased({ ...session, pending: new Map(), ...(session.wrote && { dress: new Map() }) }, board)
}
