import { seen } from '../editor/camera'
import { isLaser } from '../editor/laser'
import type { Editor } from '../editor/types'
import { string } from '../elements/props'
import { shownLine } from '../elements/shown'
import { within } from '../geometry/box'
import type { Other } from '../sync/types'
import { say } from '../words/say'
import type { Person } from './people-here'

/** What somebody does, in a few words for the list of people; '' where nothing is known. */
export function doingOf(editor: Editor, { session, state }: Person): string {
  const other = editor.client.others.get(session)
  if (state !== 'here') return state === 'idle' ? say('Idle') : say('Away')
  if (other === undefined) return ''
  return handOf(other) ?? viewOf(editor, other)
}

/** What their hand is in the midst of; null for nothing. */
function handOf({ gesture, caret }: Other): string | null {
  if (gesture !== undefined) {
    const { props, by, to, turn } = gesture
    if (isLaser(props)) return say('Pointing')
    return by || to || turn ? say('Moving things') : say('Drawing')
  }
  return caret === undefined ? null : say('Writing')
}

/** Whether their hand, or the middle of what they see, is in one's own window: who sees the same may have the hand beside it. */
function inSight(editor: Editor, { cursor, view }: Other): boolean {
  const box = seen(editor.state.camera, editor.viewport)
  const middle = view && ([view[0] + view[2] / 2, view[1] + view[3] / 2] as const)
  return [cursor, middle].some((at) => at !== undefined && within(box, { x: at[0], y: at[1] }))
}

/** Which part of the board they see. */
function viewOf(editor: Editor, other: Other): string {
  const { view } = other
  if (view === undefined) return say('Going along with somebody')
  const [x, y, w, h] = view
  const { finder, client } = editor
  // What the middle of their window lies in.
  const frame = finder.frames.in(client.view, { x: x + w / 2, y: y + h / 2, w: 0, h: 0 }).at(-1)
  const name = frame === undefined ? '' : shownLine(string(client.view.element(frame)!.props, 'name'))
  if (name !== '') return say('Looking at “{name}”', { name })
  return inSight(editor, other) ? say('Near what you see') : say('Elsewhere on the board')
}
