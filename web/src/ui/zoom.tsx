import { Map as MapIcon, Minus, Plus, Redo2, Undo2 } from 'lucide-react'
import type { Command, Editor } from '../editor/types'
import { Hint, IconButton } from './button'
import { useEditorPart } from './hooks'

type Props = { readonly editor: Editor; readonly commands: readonly Command[] }

const keysOf = (commands: readonly Command[], id: string) => commands.find((command) => command.id === id)?.keys[0]

/** Closer, farther, back to 100 %, and the board in small. */
export function Zoom({ editor, commands }: Props) {
  const minimap = useEditorPart(editor, (s) => s.settings.minimap)
  const percent = useEditorPart(editor, (s) => Math.round(s.camera.zoom * 100))
  return (
    <fieldset className="panel row zoom" aria-label="Zoom">
      <IconButton label="Zoom out" keys={keysOf(commands, 'zoom-out')} onClick={() => editor.run('zoom-out')}>
        <Minus />
      </IconButton>
      <Hint label="Zoom to 100 %" keys={keysOf(commands, 'zoom-reset')}>
        <button
          type="button"
          className="zoom-value"
          aria-label={`Zoom ${percent} %, back to 100 %`}
          onClick={() => editor.run('zoom-reset')}
        >
          {percent} %
        </button>
      </Hint>
      <IconButton label="Zoom in" keys={keysOf(commands, 'zoom-in')} onClick={() => editor.run('zoom-in')}>
        <Plus />
      </IconButton>
      <IconButton
        label="Minimap"
        keys={keysOf(commands, 'minimap')}
        aria-pressed={minimap}
        onClick={() => editor.run('minimap')}
      >
        <MapIcon />
      </IconButton>
    </fieldset>
  )
}

/** One's own steps, back and forth. */
export function History({ editor, commands }: Props) {
  const canUndo = useEditorPart(editor, (s) => s.canUndo)
  const canRedo = useEditorPart(editor, (s) => s.canRedo)
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  if (readOnly) return null
  return (
    <fieldset className="panel row history" aria-label="History">
      <IconButton
        label="Undo"
        keys={keysOf(commands, 'undo')}
        aria-disabled={!canUndo}
        onClick={() => editor.run('undo')}
      >
        <Undo2 />
      </IconButton>
      <IconButton
        label="Redo"
        keys={keysOf(commands, 'redo')}
        aria-disabled={!canRedo}
        onClick={() => editor.run('redo')}
      >
        <Redo2 />
      </IconButton>
    </fieldset>
  )
}
