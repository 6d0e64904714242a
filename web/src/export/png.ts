import { encodeSlowly, NAME } from '../editor/clipboard-payload'
import type { Pace } from '../editor/pace'
import { drawName } from '../elements/frame-name'
import { drawWhole } from '../elements/link-mark'
import type { Box } from '../geometry/box'
import { CanvasPen } from '../render/canvas-pen'
import { drawPaper } from '../render/paper'
import { fontsReady } from './fonts'
import { unpacked } from './pictures'
import { withText } from './png-chunks'
import type { Scope } from './scope'
import type { Look } from './svg'

/** The longest side that browsers give a canvas, in pixels. */
const SIDE = 16_384
/** The most pixels of a picture: 400 MB while it is made; browsers refuse more at different places. */
const AREA = 100_000_000

/** The scale at which a box becomes a picture: what was wished for, or what still fits. */
export function fittingScale(box: Box, wished: number): number {
  const w = Math.max(1, box.w / 100)
  const h = Math.max(1, box.h / 100)
  return Math.min(wished, SIDE / w, SIDE / h, Math.sqrt(AREA / (w * h)))
}

/** The size of a picture in pixels. */
export function pixelsOf(box: Box, scale: number): { readonly w: number; readonly h: number } {
  const side = (length: number) => Math.min(SIDE, Math.max(1, Math.round((length / 100) * scale)))
  return { w: side(box.w), h: side(box.h) }
}

/** Paints a picture on a canvas, which takes its size; false where `going` said to stop. Throws where the browser has no room for it. */
export async function paintOn(
  canvas: HTMLCanvasElement,
  scope: Scope,
  look: Look,
  scale: number,
  pace: Pace,
  going: (share: number) => boolean,
): Promise<boolean> {
  const { w, h } = pixelsOf(scope.box, scale)
  await fontsReady(scope.drawn)
  canvas.width = w
  canvas.height = h
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no room for a canvas')
  // Small pictures are drawn as the board is seen from afar; larger ones as at 100 % on a finer screen.
  const zoom = Math.min(1, scale)
  const dpr = scale / zoom
  const camera = { x: scope.box.x, y: scope.box.y, zoom }
  if (look.ground !== 'none') {
    const paper = look.ground === 'plain' ? { ...scope.paper, paper: 'plain' } : scope.paper
    drawPaper(context, paper, camera, { w: w / dpr, h: h / dpr }, dpr, look.room)
  }
  const pictures = await unpacked(scope.drawn, scale, scope.source)
  try {
    const pen = new CanvasPen(context, camera, dpr, look.room, pictures)
    for (const [i, { id, props }] of scope.drawn.entries()) {
      pen.clipped(scope.clips.get(id) ?? null, () => drawWhole(props, pen))
      if (!pace.due) continue
      await pace.turn()
      if (!going(i / scope.drawn.length)) return false
    }
    for (const { id, props } of scope.named) pen.clipped(scope.clips.get(id) ?? null, () => drawName(props, pen))
    return true
  } finally {
    pictures.close()
  }
}

/** A picture as a PNG file that carries its elements, so that a board can take them up again; null where `going` said to stop. */
export async function pngOf(
  scope: Scope,
  look: Look,
  scale: number,
  pace: Pace,
  going: (share: number) => boolean,
): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  try {
    if (!(await paintOn(canvas, scope, look, scale, pace, (share) => going(share * 0.7)))) return null
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (blob === null) throw new Error('the browser made no picture')
    const payload = await encodeSlowly(
      await scope.carried(pace),
      pace,
      (share) => going(0.8 + share * 0.2),
      scope.source,
    )
    const bytes = await withText(new Uint8Array(await blob.arrayBuffer()), NAME, payload)
    return new Blob([bytes], { type: 'image/png' })
  } finally {
    // Gives the pixels back at once: some browsers wait long to do so.
    canvas.width = 0
    canvas.height = 0
  }
}
