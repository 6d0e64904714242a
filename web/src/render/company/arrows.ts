import type { Viewport } from '../../editor/camera'
import { type ScreenPoint, screenPoint } from '../../geometry/point'

/** How near to the window's edge what is outside is pointed at, in CSS pixels; above and below are the panels. */
const INSET = { x: 28, top: 76, bottom: 92 }

/** The arrow of a hand, its tip at the origin. */
export function drawArrow(to: CanvasRenderingContext2D, css: string, rim: string): void {
  to.beginPath()
  to.moveTo(0, 0)
  to.lineTo(4.6, 13.4)
  to.quadraticCurveTo(5.1, 14.8, 5.8, 13.5)
  to.lineTo(8, 8.6)
  to.quadraticCurveTo(8.2, 8.2, 8.6, 8)
  to.lineTo(13.5, 5.8)
  to.quadraticCurveTo(14.8, 5.1, 13.4, 4.6)
  to.closePath()
  to.lineJoin = 'round'
  to.setLineDash([])
  to.lineWidth = 2.5
  to.strokeStyle = rim
  to.stroke()
  to.fillStyle = css
  to.fill()
}

/** Whether a place is in the window. */
export function inWindow({ x, y }: ScreenPoint, { w, h }: Viewport): boolean {
  return x >= 0 && y >= 0 && x <= w && y <= h
}

/** Where at the window's edge a place outside it is pointed at, and the way there as an angle. */
export function edgeOf({ x, y }: ScreenPoint, { w, h }: Viewport): { readonly at: ScreenPoint; readonly way: number } {
  const middle = { x: w / 2, y: h / 2 }
  const [dx, dy] = [x - middle.x, y - middle.y]
  const room = {
    x: Math.max(1, w / 2 - INSET.x),
    y: Math.max(1, dy < 0 ? h / 2 - INSET.top : h / 2 - INSET.bottom),
  }
  const share = Math.min(room.x / Math.max(1e-6, Math.abs(dx)), room.y / Math.max(1e-6, Math.abs(dy)))
  return { at: screenPoint(middle.x + dx * share, middle.y + dy * share), way: Math.atan2(dy, dx) }
}

/** A small head at the window's edge that points outwards, its middle at the origin. */
export function drawEdge(to: CanvasRenderingContext2D, way: number, css: string, rim: string): void {
  to.save()
  to.rotate(way)
  to.beginPath()
  to.moveTo(12, 0)
  to.lineTo(-6, -9)
  to.lineTo(-2, 0)
  to.lineTo(-6, 9)
  to.closePath()
  to.lineJoin = 'round'
  to.setLineDash([])
  to.lineWidth = 4
  to.strokeStyle = rim
  to.stroke()
  to.fillStyle = css
  to.fill()
  to.restore()
}
