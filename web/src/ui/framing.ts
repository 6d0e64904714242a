import { toBoard } from '../editor/camera'
import type { Camera, Editor } from '../editor/types'
import { type Box, boxOf } from '../geometry/box'
import { type BoardPoint, rounded } from '../geometry/point'

/** A frame narrower or lower than this, in CSS pixels, is a press that slipped: nobody means a picture of it. */
const LEAST = 4

/** A frame that is being dragged: from a place of the board, which stays where it is, to one on the canvas, in CSS pixels. */
export type Framing = { readonly from: BoardPoint; readonly to: { readonly x: number; readonly y: number } }

/** The part of the board that is framed, in whole hundredths; null while that is no more than a press. */
export function framedBox({ from, to }: Framing, camera: Camera): Box | null {
  const box = boxOf(rounded(from), rounded(toBoard(camera, to)))
  const pixels = (length: number) => (length * camera.zoom) / 100
  return pixels(box.w) < LEAST || pixels(box.h) < LEAST ? null : box
}

const framed = new WeakMap<Editor, Box>()

/** Keeps what was framed on a board for the export dialog, which opens next. */
export function keepFrame(editor: Editor, box: Box): void {
  framed.set(editor, box)
}

/** What was framed and has not been exported or given up yet; null for nothing. */
export function frameOf(editor: Editor): Box | null {
  return framed.get(editor) ?? null
}

/** The dialog that the frame was for is closed. */
export function forgetFrame(editor: Editor): void {
  framed.delete(editor)
}
