import type { Board } from '../board/board'
import { settingsID } from '../board/names'
import type { Viewport } from '../editor/camera'
import type { Camera, Theme } from '../editor/types'
import { roomColour } from '../elements/palette'
import { number, string } from '../elements/props'
import { newSheet, type Sheet } from './picture'

/** What the paper looks like: of the element of kind "board". `grid` is the distance of dots and lines in hundredths. */
export type Paper = { readonly paper: string; readonly grid: number }

/** The paper as a board's settings have it. */
export function paperOf(board: Pick<Board, 'element'>): Paper {
  const props = board.element(settingsID)?.props ?? new Map([['kind', 'board']])
  return { paper: string(props, 'paper'), grid: number(props, 'grid') }
}

/** Dots and lines are never nearer than so many CSS pixels: zoomed out, every second one goes, then every fourth. */
const NEAREST = 14

/** How far dots and lines lie apart at a zoom, in hundredths. */
export function spacing(grid: number, zoom: number): number {
  let apart = Math.max(grid, 100)
  while ((apart * zoom) / 100 < NEAREST) apart *= 2
  return apart
}

/** How strongly the finest level is seen, so that levels come and go without a jump. */
export function strength(apart: number, zoom: number): number {
  return Math.min(1, Math.max(0.35, ((apart * zoom) / 100 - NEAREST) / NEAREST + 0.35))
}

function positions(from: number, length: number, apart: number, zoom: number, dpr: number): number[] {
  const found: number[] = []
  for (let at = Math.ceil(from / apart) * apart; ; at += apart) {
    const pixel = Math.round(((at - from) * zoom * dpr) / 100)
    if (pixel > length) return found
    found.push(pixel)
  }
}

/** What a row of dots is drawn on: the paper is drawn with every frame of a pan, mostly at the same width. */
let kept: Sheet | undefined

function rowOf(w: number, h: number): Sheet {
  if (kept === undefined || kept.canvas.width !== w || kept.canvas.height !== h) kept = newSheet(w, h)
  return kept
}

/** Draws the paper that lies under everything. */
export function drawPaper(
  to: CanvasRenderingContext2D,
  paper: Paper,
  camera: Camera,
  viewport: Viewport,
  dpr: number,
  theme: Theme,
): void {
  const w = Math.ceil(viewport.w * dpr)
  const h = Math.ceil(viewport.h * dpr)
  to.globalAlpha = 1
  to.fillStyle = roomColour('paper', theme)
  to.fillRect(0, 0, w, h)
  if (paper.paper === 'plain') return
  const apart = spacing(paper.grid, camera.zoom)
  const across = paper.paper === 'lines' ? [] : positions(camera.x, w, apart, camera.zoom, dpr)
  const down = positions(camera.y, h, apart, camera.zoom, dpr)
  to.globalAlpha = strength(apart, camera.zoom)
  to.fillStyle = roomColour(paper.paper === 'dots' ? 'dots' : 'lines', theme)
  const line = Math.max(1, Math.round(dpr))
  if (paper.paper === 'dots') {
    const dot = Math.max(1, Math.round(1.6 * dpr))
    const half = Math.floor(dot / 2)
    if (across.length === 0) return
    // One row is drawn dot by dot, and laid down as often as there are rows: there may be thousands of dots.
    const row = rowOf(w, dot)
    row.context.clearRect(0, 0, w, dot)
    row.context.fillStyle = to.fillStyle
    for (const x of across) row.context.fillRect(x - half, 0, dot, dot)
    for (const y of down) to.drawImage(row.canvas, 0, y - half)
    return
  }
  for (const x of across) to.fillRect(x, 0, line, h)
  for (const y of down) to.fillRect(0, y, w, line)
}
