import type { Camera, Editor } from '../editor/types'
import type { Scene } from './scene'

const scenes = new WeakMap<Editor, Scene>()

/** Says which scene shows an editor's board. */
export function offerThumbnail(editor: Editor, scene: Scene): void {
  scenes.set(editor, scene)
}

/**
 * Draws the board in small, as a camera sees it, from the coarse picture that is kept of it: a few pictures are laid down, however
 * large the board is. False where that is not there (yet): then nothing was drawn.
 */
export function drawThumbnail(editor: Editor, to: CanvasRenderingContext2D, camera: Camera, dpr: number): boolean {
  return scenes.get(editor)?.drawOverview(to, camera, dpr) ?? false
}
