import { seen } from '../editor/camera'
import type { Editor } from '../editor/types'
import { visible } from '../elements/kind-of'
import { colourOf, roomColour } from '../elements/palette'
import { string } from '../elements/props'
import type { Box } from '../geometry/box'
import { drawThumbnail } from '../render/thumbnail'
import { everyOf, type Laid, laid, onMap } from './minimap-place'

type Room = 'light' | 'dark'

/** The picture of the elements, made now and then; what moves is drawn over it each time. */
export type Ground = { readonly canvas: HTMLCanvasElement; readonly extent: Box | null }

/** Lays the board's coarse picture down; until that is there, draws every element as a box in its colour, of very many only some. Costs in proportion to `mostDrawn` at most. */
export function groundOf(editor: Editor, w: number, h: number, dpr: number): Ground {
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(w * dpr)
  canvas.height = Math.ceil(h * dpr)
  const extent = editor.extent()
  const to = canvas.getContext('2d')
  if (extent === null || to === null) return { canvas, extent }
  const place = laid(extent, w, h)
  const camera = { x: place.at.x, y: place.at.y, zoom: place.scale * 100 }
  // Lines would fall between the pixels otherwise.
  to.imageSmoothingQuality = 'high'
  if (drawThumbnail(editor, to, camera, dpr)) {
    strengthen(to)
    return { canvas, extent }
  }
  const board = editor.client.view
  const every = everyOf(board.size)
  const room = editor.state.theme
  to.scale(dpr, dpr)
  let at = 0
  for (const { id, props } of board.elements()) {
    if (at++ % every !== 0 || !visible(props)) continue
    const box = editor.finder.bounds(id)
    if (box === null) continue
    const fill = colourOf(string(props, 'fill') || 'none', room)
    to.globalAlpha = fill === null ? 0.55 : 1
    to.fillStyle = fill ?? colourOf(string(props, 'colour') || 'ink', room) ?? roomColour('lines', room)
    const { x, y, w: wide, h: high } = onMap(box, place)
    if (fill === null && wide > 8 && high > 8) frame(to, x, y, wide, high)
    else to.fillRect(x, y, Math.max(1, wide), Math.max(1, high))
  }
  return { canvas, extent }
}

/** So small, a thin line covers a tenth of a pixel and is not seen: laid over itself twice, it covers a third, and what is full stays as it is. */
function strengthen(to: CanvasRenderingContext2D): void {
  to.setTransform(1, 0, 0, 1, 0, 0)
  to.globalAlpha = 1
  for (let times = 0; times < 2; times++) to.drawImage(to.canvas, 0, 0)
}

/** What is large and empty inside would hide the rest. */
function frame(to: CanvasRenderingContext2D, x: number, y: number, w: number, h: number): void {
  to.fillRect(x, y, w, 1)
  to.fillRect(x, y + h - 1, w, 1)
  to.fillRect(x, y, 1, h)
  to.fillRect(x + w - 1, y, 1, h)
}

/** Draws the map: the elements, where the others are, and the frame of what one sees. */
export function drawMap(canvas: HTMLCanvasElement, editor: Editor, ground: Ground, place: Laid, dpr: number): void {
  const to = canvas.getContext('2d')
  if (to === null) return
  const w = canvas.width / dpr
  const h = canvas.height / dpr
  const room: Room = editor.state.theme
  to.setTransform(dpr, 0, 0, dpr, 0, 0)
  to.clearRect(0, 0, w, h)
  to.globalAlpha = 1
  if (ground.extent !== null) {
    const own = laid(ground.extent, w, h)
    const x = (own.at.x - place.at.x) * place.scale
    const y = (own.at.y - place.at.y) * place.scale
    const grow = place.scale / own.scale
    to.imageSmoothingQuality = 'high'
    to.drawImage(ground.canvas, x, y, w * grow, h * grow)
  }
  drawOthers(to, editor, place, room)
  drawFrame(to, onMap(seen(editor.state.camera, editor.viewport), place), w, h, room)
}

/** What one sees: the rest lies in a light shade. */
function drawFrame(to: CanvasRenderingContext2D, view: Box, w: number, h: number, room: Room): void {
  const wide = Math.max(4, view.w)
  const high = Math.max(4, view.h)
  to.globalAlpha = 0.07
  to.fillStyle = roomColour('accent', room)
  to.beginPath()
  to.rect(0, 0, w, h)
  to.roundRect(view.x, view.y, wide, high, 3)
  to.fill('evenodd')
  to.globalAlpha = 1
  to.strokeStyle = roomColour('accent', room)
  to.lineWidth = 1.5
  to.beginPath()
  to.roundRect(view.x, view.y, wide, high, 3)
  to.stroke()
}

function drawOthers(to: CanvasRenderingContext2D, editor: Editor, place: Laid, room: Room): void {
  for (const { member, cursor, view, state } of editor.client.others.values()) {
    if (state === 'away') continue
    const colour = colourOf(member.colour, room) ?? roomColour('accent', room)
    to.strokeStyle = colour
    to.fillStyle = colour
    if (view !== undefined) {
      const box = onMap({ x: view[0], y: view[1], w: view[2], h: view[3] }, place)
      to.globalAlpha = 0.5
      to.lineWidth = 1
      to.strokeRect(box.x, box.y, box.w, box.h)
    }
    const at = cursor ?? (view && ([view[0] + view[2] / 2, view[1] + view[3] / 2] as const))
    if (at === undefined) continue
    to.globalAlpha = 1
    to.beginPath()
    to.arc((at[0] - place.at.x) * place.scale, (at[1] - place.at.y) * place.scale, 3, 0, 2 * Math.PI)
    to.fill()
  }
}
