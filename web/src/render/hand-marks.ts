import { toScreen } from '../editor/camera'
import type { Guide, Mark } from '../editor/tool'
import type { Camera, Theme } from '../editor/types'
import { colourOf, inkOf, roomColour } from '../elements/palette'
import type { BoardPoint, ScreenPoint } from '../geometry/point'
import type { Marks } from './marks'

type DrawCrop = typeof import('./crop-mark').drawCrop

/** How a picture that is cropped is drawn; it comes with the first picture. */
let drawCrop: DrawCrop | null = null

type DrawGrid = typeof import('./grid-mark').drawGrid

/** How the grips of a table are drawn; it comes with the kinds. */
let drawGrid: DrawGrid | null = null

export function showGrids(draw: DrawGrid): void {
  drawGrid = draw
}

export function showCrops(draw: DrawCrop): void {
  drawCrop = draw
}

/** Draws, in CSS pixels, one of the marks that a tool shows beside its elements. */
export function drawHandMark(
  to: CanvasRenderingContext2D,
  mark: Mark,
  marks: Marks,
  camera: Camera,
  theme: Theme,
): void {
  const accent = roomColour('accent', theme)
  switch (mark.mark) {
    case 'brush':
      marks.brush(mark.box)
      break
    case 'lasso':
      drawLasso(to, mark.line, camera, accent)
      break
    case 'guide':
      drawGuide(to, mark.guide, camera, accent)
      break
    case 'tie':
      drawTie(to, mark, camera, accent)
      break
    case 'crop':
      drawCrop?.(to, mark, marks, camera, theme)
      break
    case 'grid':
      drawGrid?.(to, mark, marks, camera, theme)
      break
    case 'knots':
      drawKnots(to, mark, camera, accent, roomColour('handle', theme))
      break
    case 'nib':
      drawNib(to, mark, camera, theme)
      break
    case 'label':
      drawLabel(to, mark.at, mark.text, accent, roomColour('handle', theme))
      break
  }
}

function follow(to: CanvasRenderingContext2D, line: readonly BoardPoint[], camera: Camera): void {
  to.beginPath()
  for (const [i, p] of line.entries()) {
    const { x, y } = toScreen(camera, p)
    if (i === 0) to.moveTo(x, y)
    else to.lineTo(x, y)
  }
}

/** A thinner line is still seen where it will begin, in CSS pixels across. */
const THINNEST = 3

/** A drop of the ink, with a rim that is seen on ink of the same colour. */
function drawNib(
  to: CanvasRenderingContext2D,
  { at, thickness, colour }: Extract<Mark, { mark: 'nib' }>,
  camera: Camera,
  theme: Theme,
): void {
  const { x, y } = toScreen(camera, at)
  to.beginPath()
  to.arc(x, y, Math.max(THINNEST, (thickness * camera.zoom) / 100) / 2, 0, 2 * Math.PI)
  to.fillStyle = colourOf(inkOf(colour), theme) ?? roomColour('accent', theme)
  to.globalAlpha = 0.7
  to.fill()
  to.globalAlpha = 1
  to.strokeStyle = roomColour('handle', theme)
  to.lineWidth = 1
  to.stroke()
}

/** What an arrow would be tied to glows, and the point that is meant is dotted. */
function drawTie(
  to: CanvasRenderingContext2D,
  { edge, at }: Extract<Mark, { mark: 'tie' }>,
  camera: Camera,
  accent: string,
): void {
  follow(to, edge, camera)
  to.strokeStyle = accent
  to.lineJoin = 'round'
  for (const [width, strength] of [
    [7, 0.2],
    [1.5, 0.9],
  ] as const) {
    to.lineWidth = width
    to.globalAlpha = strength
    to.stroke()
  }
  const { x, y } = toScreen(camera, at)
  to.globalAlpha = 1
  to.beginPath()
  to.arc(x, y, 4, 0, 2 * Math.PI)
  to.fillStyle = accent
  to.fill()
  to.lineJoin = 'miter'
}

function drawLasso(to: CanvasRenderingContext2D, line: readonly BoardPoint[], camera: Camera, accent: string): void {
  follow(to, line, camera)
  to.fillStyle = accent
  to.globalAlpha = 0.08
  to.fill()
  to.globalAlpha = 0.8
  to.strokeStyle = accent
  to.lineWidth = 1.5
  to.lineJoin = 'round'
  to.setLineDash([5, 4])
  to.stroke()
  to.setLineDash([])
  to.lineJoin = 'miter'
  to.globalAlpha = 1
}

/** Half the length of the ticks at the ends of a gap, in CSS pixels. */
const TICK = 5
/** So far the ticks stand off the sides they mean, in CSS pixels: on them they could not be seen. */
const INSET = 3

function drawGuide(to: CanvasRenderingContext2D, guide: Guide, camera: Camera, accent: string): void {
  const a = toScreen(camera, guide.from)
  const b = toScreen(camera, guide.to)
  to.strokeStyle = accent
  to.globalAlpha = 0.85
  to.lineWidth = guide.ticks ? 1.5 : 1
  to.beginPath()
  to.moveTo(a.x, a.y)
  to.lineTo(b.x, b.y)
  if (guide.ticks) {
    const long = Math.max(1, Math.hypot(b.x - a.x, b.y - a.y))
    const [x, y] = [(b.x - a.x) / long, (b.y - a.y) / long]
    for (const end of [
      { x: a.x + x * INSET, y: a.y + y * INSET },
      { x: b.x - x * INSET, y: b.y - y * INSET },
    ]) {
      to.moveTo(end.x - y * TICK, end.y - x * TICK)
      to.lineTo(end.x + y * TICK, end.y + x * TICK)
    }
  }
  to.stroke()
  to.globalAlpha = 1
}

/** Half of what a point of a line is across, and of the middle between two, in CSS pixels. */
const POINT = 4.5
const MIDDLE = 3

/** Points are round where the line bends through them and square where it has a corner; middles are small and faint. */
function drawKnots(
  to: CanvasRenderingContext2D,
  { points, middles }: Extract<Mark, { mark: 'knots' }>,
  camera: Camera,
  accent: string,
  paper: string,
): void {
  to.strokeStyle = accent
  to.lineWidth = 1.5
  to.fillStyle = accent
  to.globalAlpha = 0.55
  for (const middle of middles) {
    const { x, y } = toScreen(camera, middle)
    to.beginPath()
    to.arc(x, y, MIDDLE, 0, 2 * Math.PI)
    to.fill()
  }
  to.globalAlpha = 1
  for (const { at, round, meant } of points) {
    to.fillStyle = meant ? accent : paper
    const { x, y } = toScreen(camera, at)
    to.beginPath()
    to.roundRect(x - POINT, y - POINT, 2 * POINT, 2 * POINT, round ? POINT : 2)
    to.fill()
    to.stroke()
  }
}

/** Below and to the right of the pointer, where the hand does not cover it. */
function drawLabel(to: CanvasRenderingContext2D, at: ScreenPoint, text: string, fill: string, ink: string): void {
  to.font = '500 12px system-ui, sans-serif'
  const w = to.measureText(text).width + 14
  const x = at.x + 16
  const y = at.y + 20
  to.fillStyle = fill
  to.beginPath()
  to.roundRect(x, y, w, 22, 6)
  to.fill()
  to.fillStyle = ink
  to.textBaseline = 'middle'
  to.textAlign = 'left'
  to.fillText(text, x + 7, y + 11.5)
}
