import type { Editor } from '../editor/types'
import type { Player } from '../history/player'
import type { Author } from '../sync/api'

/** A board's history, open over the board. */
export type OpenHistory = {
  readonly player: Player
  /** Who took part, by their author numbers. */
  readonly people: ReadonlyMap<number, Author>
  /** For how many days the past is kept; null: for ever. */
  readonly keep: number | null
  /** The address led to a moment of before all that is kept. */
  readonly missed?: true
  /** What shows the past: to be looked at and moved about in. */
  readonly editor: Editor
  /** A link to the moment that is shown, as it is seen. Throws with a sentence for the person. */
  link(): Promise<string>
  /** It is only played, as in a frame of another site: nothing of it is brought back, copied or saved. */
  readonly plays?: true
  /** Given when it is closed: what goes on beside it is over then. */
  readonly gone: AbortSignal
  /** Makes a board of one's own of the moment that is shown. Never throws; how it went is said. */
  copy(title: string): Promise<void>
  /** Back to now. */
  close(): void
}

/** Fetches the history of the board that an editor shows. `told`: how many changes have come so far. ApiError where it cannot be had. */
export type OpensHistory = (
  editor: Editor,
  told: (changes: number) => void,
  signal: AbortSignal,
) => Promise<OpenHistory>

const offered = new WeakMap<Editor, OpensHistory>()

/** Says how the history of a board is opened. */
export function offerHistory(editor: Editor, open: OpensHistory): void {
  offered.set(editor, open)
}

const closed = new WeakSet<Editor>()

/** Says whether the person may see the history of a board; it is not offered to who may not. */
export function allowHistory(editor: Editor, may: boolean): void {
  if (may) closed.delete(editor)
  else closed.add(editor)
}

/** Whether the history of this board is offered. */
export const mayReplay = (editor: Editor) => !closed.has(editor)

/** How the history of this board is opened. */
export function historyOf(editor: Editor): OpensHistory {
  const open = offered.get(editor)
  if (open === undefined) throw new Error('this board has no history')
  return open
}
