import type { Board } from '../board/board'
import { madeBy } from '../board/element'
import type { Element, Op } from '../board/types'
import type { ElementProps } from '../elements/element'
import { changed } from '../elements/props'
import type { Pen } from '../elements/text-changes'
import { anew } from '../elements/text-edit'
import { runsOf } from '../elements/text-runs'
import type { Words } from '../elements/words'
import { fittedTo } from '../elements/writing'
import { type TextSession, textOps } from './text-session'

/** What a put and the sets after it come to. */
function whole(ops: readonly Op[]): ElementProps {
  const none: ElementProps = new Map()
  return ops.reduce((props, op) => (op.op === 'put' || op.op === 'set' ? changed(props, op.props) : props), none)
}

/**
 * Brings back a text that somebody removed while one types into it: whole, and as it is seen in the field. Nothing where no
 * letter was typed since, so that what was removed on purpose stays so until then. `kept`: the text as the board had it.
 */
export function revived(session: TextSession, kept: ElementProps, board: Board): readonly Op[] {
  if (session.typed.trim() === '') return []
  const ops = textOps({ ...session, fresh: kept }, board)
  // Without a grave the board never had it, and it can be put.
  if (ops.length === 0 || board.grave(session.id) === undefined) return ops
  return [{ op: 'restore', id: session.id, props: whole(ops) }]
}

/** A text's properties with other words in it. */
export function saying(props: ElementProps, words: Words, pen: Pen): ElementProps {
  const next = changed(props, anew(runsOf(props), words, pen))
  return new Map([...next, ...fittedTo(next, words)])
}

/**
 * Takes away a text that says nothing. Where all of it is one's own that is said, so that letters of others which are still on
 * their way keep it: nobody removes with `own` what another has written in.
 */
export function emptied(element: Element, author: number): readonly Op[] {
  const remove = { op: 'remove', id: element.id } as const
  return [madeBy(element, author) ? { ...remove, own: true } : remove]
}
