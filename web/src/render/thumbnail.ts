import type { Camera, Editor } from '../editor/types'
import { placeOf } from './place'

/**
 * Draws the board in small, as a camera sees it, from the coarse picture that is kept of it: a few pictures are laid down, however
 * large the board is. False where that is not there (yet): then nothing was drawn.
 */
export function drawThumbnail(editor: Editor, to: CanvasRenderingContext2D, camera: Camera, dpr: number): boolean {
  return placeOf(editor)?.scene.drawOverview(to, camera, dpr) ?? false
}
