import type { Lost } from '../board/beneath'
import type { Op } from '../board/types'
import { say } from '../words/say'
import { noticesOf } from './notices'
import type { Editor } from './types'

/** Work on what others removed before they knew of it. It is not on the board, and must not be gone for that: it can be brought back. */

const kept = new WeakMap<Editor, Map<string, Lost>>()

/** Keeps such work while the page is open, and tells the person of it. */
export function keepLostWork(editor: Editor): void {
  const lost = new Map<string, Lost>()
  kept.set(editor, lost)
  editor.client.on({
    struck: () => lost.clear(),
    inVain(found) {
      for (const one of found) lost.set(one.id, joined(lost.get(one.id), one))
      noticesOf(editor).say(
        say('Removed by others'),
        say(
          'You changed what had been removed meanwhile. “{command}” in the list of commands restores it as you left it.',
          { command: say('Bring back what others removed') },
        ),
      )
    },
  })
}

function joined(before: Lost | undefined, now: Lost): Lost {
  return before === undefined ? now : { ...now, changes: new Map([...before.changes, ...now.changes]) }
}

/** Whether there is any. */
export function hasLostWork(editor: Editor): boolean {
  return (kept.get(editor)?.size ?? 0) > 0
}

/** Puts it on the board again, as a step of its own: what is still gone comes back whole, what others have brought back is changed. */
export function bringBack(editor: Editor): void {
  const lost = kept.get(editor)
  if (lost === undefined || editor.state.readOnly) return
  const ops: Op[] = [...lost.values()].map(({ id, changes, props }) =>
    editor.client.view.element(id) === undefined ? { op: 'restore', id, props } : { op: 'set', id, props: changes },
  )
  lost.clear()
  editor.commit(ops, editor.newID())
  editor.select(ops.map(({ id }) => id))
}
