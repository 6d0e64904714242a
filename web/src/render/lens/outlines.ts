import { seen, toScreen } from '../../editor/camera'
import type { Finder } from '../../editor/finder'
import type { Camera } from '../../editor/types'
import { colourOf, roomColour } from '../../elements/palette'
import { type Box, grown } from '../../geometry/box'
import { type Look, sameLook } from '../look'
import type { LensGroup, LensLine } from './lens'

/** Of more than this the lines are drawn plainly, and anew only when the camera rests: until then the last ones are moved and stretched. */
const MANY = 1_500
/** How long it must rest, in milliseconds. */
const REST = 160
/** And with changes of the board they are drawn so often, in milliseconds. */
const SELDOM = 250
/** How much of such a surface is seen. */
const SURFACE = '0.3'
/** Signs stand at no more elements than this. */
const SIGNS = 250
/** CSS pixels: from an element to the line around it, the least side of such a line, and the height of a sign. */
const GAP = 4
const LEAST = 6
const SIGN = 16

const dashes: { readonly [line in LensLine]: readonly number[] } = { whole: [], dashed: [7, 4], dotted: [1.5, 3.5] }

type Rect = readonly [x: number, y: number, w: number, h: number]

/** A group with what knows where its elements are. */
export type Placed = { readonly group: LensGroup; readonly finder: Finder }

/** The lines around all that a lens shows apart, on a canvas of their own. */
export class Outlines {
  readonly canvas = document.createElement('canvas')
  private readonly context = this.canvas.getContext('2d')!
  private drawn: Look | null = null
  private count = 0
  private stale = true
  private drawnAt = Number.NEGATIVE_INFINITY
  private moved = Number.NEGATIVE_INFINITY
  private last: Look | null = null

  /** They are no longer right. */
  spoiled(): void {
    this.stale = true
  }

  /** Draws them where that is needed; true while the next frame is wanted. */
  frame(placed: readonly Placed[], look: Look, without: ReadonlySet<string>, now: number): boolean {
    if (this.last === null || !sameLook(this.last, look)) this.moved = now
    this.last = look
    const { drawn } = this
    if (drawn !== null && !this.stale && sameLook(drawn, look)) {
      this.canvas.style.transform = ''
      return false
    }
    if (drawn !== null && this.count > MANY && this.resting(now) && sameRoom(drawn, look)) {
      this.canvas.style.transform = fromTo(drawn.camera, look.camera)
      return true
    }
    this.stale = false
    this.drawn = look
    this.drawnAt = now
    this.canvas.style.transform = ''
    this.draw(placed, look, without)
    return false
  }

  /** The canvas has another size, and is empty. */
  resized(): void {
    this.drawn = null
  }

  /** Whether many lines are left as they are for now. */
  private resting(now: number): boolean {
    return now - this.moved < REST || now - this.drawnAt < SELDOM
  }

  private draw(placed: readonly Placed[], look: Look, without: ReadonlySet<string>): void {
    const { context: to, canvas } = this
    to.setTransform(1, 0, 0, 1, 0, 0)
    to.clearRect(0, 0, canvas.width, canvas.height)
    to.setTransform(look.dpr, 0, 0, look.dpr, 0, 0)
    const view = grown(seen(look.camera, look.viewport), (2 * GAP * 100) / look.camera.zoom)
    const all = placed.map(({ group, finder }) => ({
      group,
      rects: rectsOf(group, finder, view, look.camera, without),
    }))
    this.count = all.reduce((sum, { rects }) => sum + rects.length, 0)
    const many = this.count > MANY
    canvas.style.opacity = many ? SURFACE : ''
    for (const { group, rects } of all) {
      const css = colourOf(group.colour, look.theme) ?? roomColour('accent', look.theme)
      if (many) drawPlainly(to, rects, css)
      else drawSoftly(to, rects, css, group.line)
      if (group.sign !== '' && this.count <= SIGNS) for (const rect of rects) drawSign(to, rect, group.sign, css, look)
    }
  }
}

/** Where lines are drawn around what is seen of a group. */
function rectsOf(group: LensGroup, finder: Finder, view: Box, camera: Camera, without: ReadonlySet<string>): Rect[] {
  const rects: Rect[] = []
  for (const id of finder.idsIn(view)) {
    if (!group.ids.has(id) || without.has(id)) continue
    const box = finder.bounds(id)
    if (box !== null) rects.push(rectOf(box, camera))
  }
  return rects
}

function rectOf(box: Box, camera: Camera): Rect {
  const { x, y } = toScreen(camera, box)
  const k = camera.zoom / 100
  const w = Math.max(LEAST, box.w * k + 2 * GAP)
  const h = Math.max(LEAST, box.h * k + 2 * GAP)
  return [x + (box.w * k - w) / 2, y + (box.h * k - h) / 2, w, h]
}

function drawSoftly(to: CanvasRenderingContext2D, rects: readonly Rect[], css: string, line: LensLine): void {
  to.beginPath()
  for (const [x, y, w, h] of rects) to.roundRect(x, y, w, h, Math.min(5, w / 3, h / 3))
  to.globalAlpha = 0.09
  to.fillStyle = css
  to.fill()
  to.globalAlpha = 0.95
  to.strokeStyle = css
  to.lineWidth = 1.75
  to.lineCap = line === 'dotted' ? 'round' : 'butt'
  to.setLineDash([...dashes[line]])
  to.stroke()
  to.setLineDash([])
  to.globalAlpha = 1
}

/** As many as these lie over each other, and would not be told apart by more than their colour: together they are one surface. */
function drawPlainly(to: CanvasRenderingContext2D, rects: readonly Rect[], css: string): void {
  to.fillStyle = css
  for (const [x, y, w, h] of rects) to.fillRect(x, y, w, h)
}

/** A sign at the corner, where there is room for it. */
function drawSign(to: CanvasRenderingContext2D, [x, y, w, h]: Rect, sign: string, css: string, { theme }: Look): void {
  if (Math.max(w, h) < SIGN * 1.5) return
  to.fillStyle = css
  to.beginPath()
  to.arc(x, y, SIGN / 2, 0, 2 * Math.PI)
  to.fill()
  to.fillStyle = roomColour('paper', theme)
  to.font = `700 ${SIGN - 3}px system-ui, sans-serif`
  to.textAlign = 'center'
  to.textBaseline = 'middle'
  to.fillText(sign, x, y + 0.5)
}

const sameRoom = (a: Look, b: Look) =>
  a.theme === b.theme && a.dpr === b.dpr && a.viewport.w === b.viewport.w && a.viewport.h === b.viewport.h

/** What brings a picture for one camera to where another has it. */
function fromTo(from: Camera, to: Camera): string {
  const k = to.zoom / from.zoom
  const x = ((from.x - to.x) * to.zoom) / 100
  const y = ((from.y - to.y) * to.zoom) / 100
  return `translate(${x}px, ${y}px) scale(${k})`
}
