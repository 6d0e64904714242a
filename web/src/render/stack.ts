import type { Board } from '../board/board'
import { paintedBefore } from '../editor/order'
import type { ElementProps } from '../elements/element'
import { drawWhole, wholeBounds } from '../elements/link-mark'
import { type Box, boxUnion, grown, holds, overlap, touches } from '../geometry/box'
import { CanvasPen } from './canvas-pen'
import type { Moving } from './lifted'
import { type Look, seenBy } from './look'
import { newSheet, type Sheet } from './picture'

/** Room around the window that is drawn too, in CSS pixels: what comes in as the hand goes on. */
const MARGIN = 300

/** Draws a few elements that a hand holds, each over those that it lies over on the board. */
export function drawMoving(
  to: CanvasRenderingContext2D,
  moving: readonly Moving[],
  { camera, dpr, theme }: Look,
  view: Box,
): void {
  const pen = new CanvasPen(to, camera, dpr, theme)
  for (const { props, by, strength, clip } of moving) {
    const box = wholeBounds(props)
    if (!touches({ ...box, x: box.x + (by?.x ?? 0), y: box.y + (by?.y ?? 0) }, view)) continue
    pen.shift = by ?? { x: 0, y: 0 }
    pen.strength = strength
    pen.clipped(clip ?? null, () => drawWhole(props, pen))
  }
}

/** In paint order; what is not on the board yet comes last. */
export function ordered(moving: readonly Moving[], board: Board): readonly Moving[] {
  if (moving.length < 2) return moving
  const there = (one: Moving) => board.element(one.id) !== undefined
  return moving.toSorted((a, b) => {
    if (!there(a) || !there(b)) return Number(there(b)) - Number(there(a))
    return paintedBefore(board, a.id, b.id)
  })
}

/** Many elements that a hand carries: drawn once, and moved as one picture from then on. */
export class Stack {
  private sheet: Sheet | null = null
  private props: readonly ElementProps[] = []
  private look: Look | null = null
  /** The part of the board on the picture, as of where the elements lie at rest; null where nothing of them is near. */
  private area: Box | null = null
  private box: Box | null = null

  /** Draws them; all are carried by the same, and seen in the same part of the board. */
  draw(to: CanvasRenderingContext2D, moving: readonly Moving[], look: Look, board: Board): void {
    const by = moving[0]!.by ?? { x: 0, y: 0 }
    const window = seenBy(look)
    const rest = { ...window, x: window.x - by.x, y: window.y - by.y }
    if (!this.same(moving, look)) {
      this.box = boxUnion(moving.map(({ props }) => wholeBounds(props)))
      this.area = null
    }
    const needed = this.box === null ? null : overlap(this.box, rest)
    if (needed === null) return
    if (this.area === null || !holds(this.area, needed)) this.fill(moving, look, rest, board)
    const k = (look.camera.zoom * look.dpr) / 100
    const x = Math.round((this.area!.x + by.x) * k) - Math.round(look.camera.x * k)
    const y = Math.round((this.area!.y + by.y) * k) - Math.round(look.camera.y * k)
    to.setTransform(1, 0, 0, 1, 0, 0)
    to.globalAlpha = 1
    const pen = new CanvasPen(to, look.camera, look.dpr, look.theme)
    pen.clipped(moving[0]!.clip ?? null, () => {
      to.setTransform(1, 0, 0, 1, 0, 0)
      to.drawImage(this.sheet!.canvas, x, y)
    })
  }

  private same(moving: readonly Moving[], look: Look): boolean {
    const { props, look: before } = this
    const alike = before?.camera.zoom === look.camera.zoom && before.dpr === look.dpr && before.theme === look.theme
    return alike && props.length === moving.length && moving.every((one, i) => one.props === props[i])
  }

  private fill(moving: readonly Moving[], look: Look, rest: Box, board: Board): void {
    const { camera, dpr } = look
    const k = (camera.zoom * dpr) / 100
    const { x, y, w, h } = overlap(grown(this.box!, 2 / k), grown(rest, (MARGIN * 100) / camera.zoom))!
    const left = Math.floor(x * k)
    const top = Math.floor(y * k)
    const width = Math.ceil((x + w) * k) - left
    const height = Math.ceil((y + h) * k) - top
    const area = { x: left / k, y: top / k, w: width / k, h: height / k }
    this.sheet = newSheet(width, height)
    const corner = { x: area.x, y: area.y, zoom: camera.zoom }
    const still = ordered(moving, board).map(({ id, props, strength }) => ({ id, props, strength }))
    drawMoving(this.sheet.context, still, { ...look, camera: corner }, area)
    this.area = area
    this.look = look
    this.props = moving.map(({ props }) => props)
  }
}
