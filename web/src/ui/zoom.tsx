import { Map as MapIcon, Minus, Plus, Redo2, Undo2 } from 'lucide-react'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { Hint, IconButton } from './button'
import { useEditorPart } from './hooks'
import { useKeys } from './keys-of'

type Props = { readonly editor: Editor }

/** Closer, farther, back to 100 %, and the board in small. */
export function Zoom({ editor }: Props) {
  const keys = useKeys(editor)
  const minimap = useEditorPart(editor, (s) => s.settings.minimap)
  const percent = useEditorPart(editor, (s) => Math.round(s.camera.zoom * 100))
  return (
    <fieldset className="panel row zoom" aria-label={say('Zoom')}>
      <IconButton label={say('Zoom out')} keys={keys('zoom-out')} onClick={() => editor.run('zoom-out')}>
        <Minus />
      </IconButton>
      <Hint label={say('Zoom to 100 %')} keys={keys('zoom-reset')}>
        <button
          type="button"
          className="zoom-value"
          aria-label={say('Zoom {percent} %, back to 100 %', { percent })}
          onClick={() => editor.run('zoom-reset')}
        >
          {say('{percent} %', { percent })}
        </button>
      </Hint>
      <IconButton label={say('Zoom in')} keys={keys('zoom-in')} onClick={() => editor.run('zoom-in')}>
        <Plus />
      </IconButton>
      <IconButton
        label={say('Minimap')}
        keys={keys('minimap')}
        aria-pressed={minimap}
        onClick={() => editor.run('minimap')}
      >
        <MapIcon />
      </IconButton>
    </fieldset>
  )
}

/** One's own steps, back and forth. */
export function History({ editor }: Props) {
  const keys = useKeys(editor)
  const canUndo = useEditorPart(editor, (s) => s.canUndo)
  const canRedo = useEditorPart(editor, (s) => s.canRedo)
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  if (readOnly) return null
  return (
    <fieldset className="panel row history" aria-label={say('History')}>
      <IconButton label={say('Undo')} keys={keys('undo')} aria-disabled={!canUndo} onClick={() => editor.run('undo')}>
        <Undo2 />
      </IconButton>
      <IconButton label={say('Redo')} keys={keys('redo')} aria-disabled={!canRedo} onClick={() => editor.run('redo')}>
        <Redo2 />
      </IconButton>
    </fieldset>
  )
}
