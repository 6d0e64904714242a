import type { Board } from '../board/board'
import type { Op } from '../board/types'
import { say } from '../words/say'
import { layerAround } from './layers'
import { noticesOf } from './notices'
import { isLayer, isLocked } from './tree'
import type { Editor } from './types'

/** Ops on the lock of elements: a unit is locked as a whole. */

function locking(ids: Iterable<string>, locked: boolean): Op[] {
  return [...ids].map((id) => ({ op: 'set', id, props: new Map([['locked', locked || null]]) }))
}

/** Whether all of these are locked themselves. */
export function allLocked(board: Board, ids: Iterable<string>): boolean {
  return [...ids].every((id) => board.element(id)?.props.get('locked') === true)
}

/** Locks all of these; frees them where all are locked already. */
export function relocked(board: Board, ids: ReadonlySet<string>): Op[] {
  const locked = !allLocked(board, ids)
  return locking(
    [...ids].filter((id) => (board.element(id)?.props.get('locked') === true) !== locked),
    locked,
  )
}

/** Says why nothing happens to what is locked, and what to do about it. */
export function sayLocked(editor: Editor, ids: Iterable<string> = editor.state.selection): void {
  const { view } = editor.client
  const layered = [...ids].some((id) => isLocked(view, layerAround(view, id)))
  const text = layered
    ? say('Its layer is: unlock that first, in the list of layers.')
    : say('Unlock it first, by the menu at the hand.')
  noticesOf(editor).say(say('This is locked'), text)
}

/** Frees all that was locked by itself; layers keep their locks. */
export function unlocked(board: Board): Op[] {
  const ids: string[] = []
  for (const { id, props } of board.elements()) if (props.get('locked') === true && !isLayer(board, id)) ids.push(id)
  return locking(ids, false)
}
