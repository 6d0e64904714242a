import { useEffect } from 'react'
import { inDialog, isField } from '../editor/keyboard'
import type { Editor } from '../editor/types'

/** Closes a panel that leaves the board its keys by Esc, once the board itself has no use for that. */
export function useEscapeCloses(editor: Editor, onClose: () => void): void {
  useEffect(() => {
    let idle = false
    // Looked at before the board gets the key, for what it lets go of then is one Esc of its own.
    const before = ({ target }: KeyboardEvent) => {
      idle = !isField(target) && !inDialog(target) && hasNoUse(editor)
    }
    const after = ({ key }: KeyboardEvent) => {
      if (key === 'Escape' && idle) onClose()
    }
    addEventListener('keydown', before, { capture: true })
    addEventListener('keydown', after)
    return () => {
      removeEventListener('keydown', before, { capture: true })
      removeEventListener('keydown', after)
    }
  }, [editor, onClose])
}

/** Whether Esc would change nothing on the board (see the editor's escape). */
function hasNoUse({ busy, state }: Editor): boolean {
  const { editing, entered, selection, tool, zen } = state
  return !busy && editing === null && entered === '' && selection.size === 0 && tool === 'select' && !zen
}
