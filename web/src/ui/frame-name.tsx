import { useState } from 'react'
import { toScreen } from '../editor/camera'
import { renameFrame } from '../editor/frame-name'
import { isFrame } from '../editor/tree'
import type { Editor } from '../editor/types'
import { sized, string } from '../elements/props'
import { say } from '../words/say'
import { useEditorPart, useElement } from './hooks'
import { NameInput } from './name-input'
import type { PanelProps } from './panel-list'
import './styles/frames.css'

/** The field in which a frame is named, in the place of its name; it is for the frame that is selected when it opens. */
export default function FrameName({ editor, open, onClose }: PanelProps) {
  return open ? <Field editor={editor} onClose={onClose} /> : null
}

function Field({ editor, onClose }: Pick<PanelProps, 'editor' | 'onClose'>) {
  const [id] = useState(() => [...editor.state.selection].find((one) => isFrame(editor.client.view, one)) ?? '')
  const element = useElement(editor.client, id)
  const place = usePlace(editor, id)
  if (element === undefined || place === null) return null
  return (
    <div className="frame-name-field" style={place}>
      <NameInput
        label={say('Name of the frame')}
        name={string(element.props, 'name')}
        onEnd={(name) => {
          if (name !== null && name !== string(element.props, 'name')) renameFrame(editor, id, name)
          onClose()
        }}
      />
    </div>
  )
}

/** Above the frame's upper left corner, wherever the view goes; within the window. */
function usePlace(editor: Editor, id: string): { readonly left: number; readonly top: number; width: number } | null {
  const camera = useEditorPart(editor, (s) => s.camera)
  const props = editor.client.view.element(id)?.props
  if (props === undefined) return null
  const box = sized(props)
  const { x, y } = toScreen(camera, box)
  const { left, top } = document.getElementById('board')?.getBoundingClientRect() ?? { left: 0, top: 0 }
  const width = Math.min(280, Math.max(140, (box.w * camera.zoom) / 100))
  const most = editor.viewport.w - width - 8
  return { left: left + Math.max(8, Math.min(most, x - 6)), top: top + Math.max(8, y - 32), width }
}
