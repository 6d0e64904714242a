import { Eye, Minimize2, Undo } from 'lucide-react'
import { useEffect, useReducer } from 'react'
import { isLost } from '../editor/commands/camera'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { Hint } from './button'
import { useEditorPart } from './hooks'
import { keysOf } from './keys-of'

/** Says in which mode one is, and leads back: nothing but the board, or only looking. */
export function ModeBadge({ editor }: { editor: Editor }) {
  const zen = useEditorPart(editor, (s) => s.zen)
  const viewing = useEditorPart(editor, (s) => s.viewing)
  if (zen)
    return (
      <Hint label={say('Bring everything back')} keys="escape" side="bottom">
        <button
          type="button"
          className="mode mode-zen"
          aria-label={say('Bring everything back')}
          onClick={() => editor.setZen(false)}
        >
          <Minimize2 />
        </button>
      </Hint>
    )
  if (!viewing) return null
  return (
    <Hint label={say('Draw again')} keys={keysOf(editor, 'view-mode')} side="bottom">
      <button type="button" className="mode mode-view panel" onClick={() => editor.run('view-mode')}>
        <Eye /> {say('You only look')} <span className="mode-back">{say('Draw again')}</span>
      </button>
    </Hint>
  )
}

/** Where nothing is in view though there is something, a quiet way back to it. */
export function WayBack({ editor }: { editor: Editor }) {
  const lost = useLost(editor)
  if (!lost) return null
  return (
    <button type="button" className="mode way-back panel" onClick={() => editor.run('back-to-content')}>
      <Undo /> {say('Back to what is drawn')}
    </button>
  )
}

/** Whether nothing is in view has to be asked after the view and the board; at most so often, in milliseconds. */
const again = 300

function useLost(editor: Editor): boolean {
  const [lost, look] = useReducer(() => isLost(editor), false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        look()
      }, again)
    }
    const ends = [
      editor.subscribe(({ camera }, before) => camera !== before.camera && soon()),
      editor.client.on({ changed: soon }),
    ]
    return () => {
      clearTimeout(timer)
      for (const end of ends) end()
    }
  }, [editor])
  return lost
}
