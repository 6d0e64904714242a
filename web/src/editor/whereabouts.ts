import type { Other } from '../sync/types'
import { lookingAt, showing, type Viewport } from './camera'
import type { Camera, Editor } from './types'

/** The camera that shows what somebody sees, or the place of their hand; null where neither is known. */
export function cameraOf({ view, cursor }: Other, viewport: Viewport, zoom: number): Camera | null {
  if (view !== undefined) {
    const [x, y, w, h] = view
    return showing({ x, y, w, h }, viewport)
  }
  return cursor === undefined ? null : lookingAt({ x: cursor[0], y: cursor[1] }, zoom, viewport)
}

/** Glides to where somebody is; false where that is not known. */
export function goTo(editor: Editor, session: string): boolean {
  const other = editor.client.others.get(session)
  const camera = other === undefined ? null : cameraOf(other, editor.viewport, editor.state.camera.zoom)
  if (camera !== null) editor.setCamera(camera, true)
  return camera !== null
}
