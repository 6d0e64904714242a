import { fitted, stepped, zoomedAt } from '../camera'
import type { Command } from '../types'

/** Getting about the board. */
export const cameraCommands: readonly Command[] = [
  {
    id: 'zoom-in',
    title: 'Zoom in',
    keys: ['mod+=', 'mod++', '=', '+'],
    enabled: () => true,
    run: (editor) => editor.setCamera(stepped(editor.state.camera, editor.viewport, 1), true),
  },
  {
    id: 'zoom-out',
    title: 'Zoom out',
    keys: ['mod+-', '-'],
    enabled: () => true,
    run: (editor) => editor.setCamera(stepped(editor.state.camera, editor.viewport, -1), true),
  },
  {
    id: 'zoom-reset',
    title: 'Zoom to 100 %',
    keys: ['mod+0', 'shift+0'],
    enabled: () => true,
    run: (editor) => {
      const { w, h } = editor.viewport
      editor.setCamera(zoomedAt(editor.state.camera, w / 2, h / 2, 1), true)
    },
  },
  {
    id: 'zoom-fit',
    title: 'Zoom to fit everything',
    keys: ['shift+1'],
    enabled: () => true,
    run: (editor) => editor.setCamera(fitted(editor.extent(), editor.viewport), true),
  },
  {
    id: 'zoom-selection',
    title: 'Zoom to the selection',
    keys: ['shift+2'],
    enabled: (editor) => editor.state.selection.size > 0,
    run: (editor) => editor.setCamera(fitted(editor.selectionBox(), editor.viewport), true),
  },
]
