import { centreOf } from '../../geometry/box'
import { fitted, lookingAt, panned, seen, stepped, zoomedAt } from '../camera'
import type { Command, Editor } from '../types'

/** How much of a screen a page key goes on: a little of what was seen stays in view. */
const PAGE = 0.8

/** Goes on by screens. */
function scroll(id: string, title: string, keys: readonly string[], x: number, y: number): Command {
  return {
    id,
    title,
    keys,
    words: 'pan move page',
    enabled: () => true,
    run: (editor) => {
      const { w, h } = editor.viewport
      editor.setCamera(panned(editor.state.camera, -x * w * PAGE, -y * h * PAGE), true)
    },
  }
}

/** Whether anything is on the board, and nothing of it in view. */
export function isLost(editor: Editor): boolean {
  const { viewport } = editor
  if (viewport.w === 0 || editor.extent() === null) return false
  return !editor.finder.any(seen(editor.state.camera, viewport))
}

/** All of it where that can be shown at once; else what lies nearest, as large as things are now. */
function goBack(editor: Editor): void {
  const { viewport, finder } = editor
  const { camera } = editor.state
  const extent = editor.extent()
  const near = finder.nearest(centreOf(seen(camera, viewport)))
  if (extent === null || near === null) return
  const all = fitted(extent, viewport)
  const shown = seen(all, viewport)
  const whole = shown.w >= extent.w && shown.h >= extent.h
  editor.setCamera(whole ? all : lookingAt(centreOf(near), camera.zoom, viewport), true)
}

/** Getting about the board. */
export const cameraCommands: readonly Command[] = [
  {
    id: 'zoom-in',
    title: 'Zoom in',
    keys: ['mod+=', 'mod++', '=', '+'],
    words: 'bigger closer magnify',
    enabled: () => true,
    run: (editor) => editor.setCamera(stepped(editor.heading, editor.viewport, 1), true),
  },
  {
    id: 'zoom-out',
    title: 'Zoom out',
    keys: ['mod+-', '-'],
    words: 'smaller farther away',
    enabled: () => true,
    run: (editor) => editor.setCamera(stepped(editor.heading, editor.viewport, -1), true),
  },
  {
    id: 'zoom-reset',
    title: 'Zoom to 100 %',
    keys: ['mod+0', 'shift+0'],
    words: 'actual size reset',
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
    words: 'all whole board overview',
    enabled: () => true,
    run: (editor) => editor.setCamera(fitted(editor.extent(), editor.viewport), true),
  },
  {
    id: 'zoom-selection',
    title: 'Zoom to the selection',
    keys: ['shift+2'],
    words: 'fit focus',
    enabled: (editor) => editor.state.selection.size > 0,
    run: (editor) => editor.setCamera(fitted(editor.selectionBox(), editor.viewport), true),
  },
  {
    id: 'back-to-content',
    title: 'Back to what is drawn',
    keys: [],
    words: 'content lost scroll home find',
    enabled: (editor) => editor.extent() !== null,
    run: goBack,
  },
  scroll('scroll-up', 'Go up by a screen', ['pageup'], 0, -1),
  scroll('scroll-down', 'Go down by a screen', ['pagedown'], 0, 1),
  scroll('scroll-left', 'Go left by a screen', ['shift+pageup'], -1, 0),
  scroll('scroll-right', 'Go right by a screen', ['shift+pagedown'], 1, 0),
]
