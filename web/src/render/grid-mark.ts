import { toScreen } from '../editor/camera'
import type { GridMark } from '../editor/tool'
import type { Camera, Theme } from '../editor/types'
import { roomColour } from '../elements/palette'
import type { BoardPoint, ScreenPoint } from '../geometry/point'
import type { Marks } from './marks'

/** How thick grips are, and how far dots and pluses reach from their middles, in CSS pixels. */
const BAR = 5
const DOT = 2.5
const PLUS = 8

/** Draws what the rows and columns of a table are taken by. */
export function drawGrid(
  to: CanvasRenderingContext2D,
  { bars, dots, pluses, meant, line }: GridMark,
  _marks: Marks,
  camera: Camera,
  theme: Theme,
): void {
  const accent = roomColour('accent', theme)
  const paper = roomColour('handle', theme)
  const stroke = (from: BoardPoint, end: BoardPoint) => {
    const [a, b] = [toScreen(camera, from), toScreen(camera, end)]
    to.beginPath()
    to.moveTo(a.x, a.y)
    to.lineTo(b.x, b.y)
    to.stroke()
  }
  to.strokeStyle = accent
  to.fillStyle = accent
  if (meant !== null) drawMeant(to, meant, camera)
  to.lineCap = 'round'
  // Whatever lies below: dots of the paper, or other things.
  to.strokeStyle = paper
  to.globalAlpha = 0.85
  to.lineWidth = BAR + 4
  for (const bar of bars) stroke(bar.from, bar.to)
  to.strokeStyle = accent
  for (const bar of bars) {
    to.globalAlpha = bar.meant ? 1 : bar.hot ? 0.8 : 0.4
    to.lineWidth = BAR
    stroke(bar.from, bar.to)
  }
  to.globalAlpha = 0.5
  for (const dot of dots) disc(to, toScreen(camera, dot), DOT)
  to.globalAlpha = 1
  if (line !== null) {
    to.lineWidth = 2.5
    stroke(line.from, line.to)
  }
  to.lineCap = 'butt'
  for (const { at, hot } of pluses) drawPlus(to, toScreen(camera, at), hot, accent, paper)
}

function drawMeant(to: CanvasRenderingContext2D, { box, cell }: NonNullable<GridMark['meant']>, camera: Camera): void {
  const a = toScreen(camera, box)
  const b = toScreen(camera, { x: box.x + box.w, y: box.y + box.h })
  const rect = [a.x, a.y, b.x - a.x, b.y - a.y] as const
  to.globalAlpha = 0.1
  if (!cell) to.fillRect(...rect)
  to.globalAlpha = cell ? 0.55 : 0.8
  to.lineWidth = 1.5
  to.strokeRect(...rect)
}

function disc(to: CanvasRenderingContext2D, { x, y }: ScreenPoint, radius: number): void {
  to.beginPath()
  to.arc(x, y, radius, 0, 2 * Math.PI)
  to.fill()
}

function drawPlus(to: CanvasRenderingContext2D, at: ScreenPoint, hot: boolean, accent: string, paper: string): void {
  const { x, y } = at
  to.fillStyle = hot ? accent : paper
  disc(to, at, PLUS)
  to.globalAlpha = hot ? 1 : 0.6
  to.lineWidth = 1.25
  to.beginPath()
  to.arc(x, y, PLUS, 0, 2 * Math.PI)
  to.stroke()
  to.globalAlpha = 1
  to.strokeStyle = hot ? paper : accent
  to.lineWidth = 1.5
  to.beginPath()
  for (const [dx, dy] of [
    [3.5, 0],
    [0, 3.5],
  ] as const) {
    to.moveTo(x - dx, y - dy)
    to.lineTo(x + dx, y + dy)
  }
  to.stroke()
  to.strokeStyle = accent
}
