import { Toolbar as Bar } from '@base-ui/react/toolbar'
import { Pointer } from 'lucide-react'
import { fingersAre } from '../editor/stylus'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { Hint } from './button'
import { useEditorPart } from './hooks'

/** Whether fingers work with the tool in the hand, or move the board. Where no pen is used there is nothing to choose. More choices are in the settings. */
export function FingerButton({ editor }: { readonly editor: Editor }) {
  const settings = useEditorPart(editor, (s) => s.settings)
  if (!settings.pens) return null
  const moves = fingersAre(settings) === 'move'
  return (
    <Hint label={moves ? say('Fingers move the board') : say('Fingers work as well')}>
      <Bar.Button
        className="icon-button tool"
        aria-label={say('Work with fingers as well as with the pen')}
        aria-pressed={!moves}
        onClick={() => editor.setSettings({ fingers: moves ? 'draw' : 'move' })}
      >
        <Pointer />
      </Bar.Button>
    </Hint>
  )
}
