import type { Value } from '../../src/board/types'
import type { Theme } from '../../src/editor/types'
import { arcAt, type Centre, centreOf, part, pointAt, wayAt } from '../../src/elements/centre'
import type { ElementProps } from '../../src/elements/element'
import { endOf, gapsOf, type Stretch, shownOf } from '../../src/elements/gaps'
import { kindOf, learn } from '../../src/elements/kind-of'
import { roomColour } from '../../src/elements/palette'
import { number } from '../../src/elements/props'
import { rubbed, stretchesUnder } from '../../src/elements/rub'
import { stroke } from '../../src/elements/stroke-whole'
import type { BoardPoint } from '../../src/geometry/point'
import { CanvasPen } from '../../src/render/canvas-pen'

/** A stroke and the ways of an eraser over it, in hundredths; for the page that draws it as it was and as it is then. */
export type Rubbing = {
  readonly stroke: { readonly [property: string]: Value }
  readonly ways: readonly (readonly [from: BoardPoint, to: BoardPoint])[]
  readonly radius: number
  readonly zoom: number
  readonly theme: Theme
  readonly w: number
  readonly h: number
}

/** What became of the pixels. */
export type Rubbed = {
  readonly gaps: number
  /** How many had ink, how many of them have another colour now. */
  readonly inked: number
  readonly changed: number
  /** How many of them are so by as much as two edges may be that lie outside of what was rubbed out: a few, where the line meets itself. */
  readonly corners: number
  /** How many plainly are that lie outside of what was rubbed out, and by how much any of these is at most, of 255. */
  readonly outside: number
  readonly most: number
  /** How many are drawn on that lie well inside of it, and by nothing that is left of the line. */
  readonly traces: number
  readonly before: string
  readonly after: string
}

/** Skia adds up the parts of a smoothed edge otherwise where there is a clip: a pixel there may be so much lighter or darker, of 255. */
const ROUNDING = 8
/** Where a line meets itself two such edges share a pixel. */
const CORNER = 2 * ROUNDING

/** A pixel at the edge of a cut is in part on either side; ends lie so many pixels further. */
const EDGE = 1.5

function sheet({ w, h, theme }: Rubbing): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas')
  canvas.width = w
  canvas.height = h
  const to = canvas.getContext('2d')!
  to.fillStyle = roomColour('paper', theme)
  to.fillRect(0, 0, w, h)
  return to
}

function drawn(props: ElementProps, rubbing: Rubbing): CanvasRenderingContext2D {
  const to = sheet(rubbing)
  kindOf(props).draw(props, new CanvasPen(to, { x: 0, y: 0, zoom: rubbing.zoom }, 1, rubbing.theme))
  return to
}

/** Draws lines as broad as the ink may be, with ends cut square or round; what they cover is black. */
function mask(
  lines: readonly (readonly BoardPoint[])[],
  rubbing: Rubbing,
  width: number,
  cap: CanvasLineCap,
): Uint8ClampedArray {
  const canvas = document.createElement('canvas')
  canvas.width = rubbing.w
  canvas.height = rubbing.h
  const to = canvas.getContext('2d')!
  const k = rubbing.zoom / 100
  const [x, y] = rubbing.stroke.at as readonly [number, number]
  to.setTransform(k, 0, 0, k, x * k, y * k)
  to.lineWidth = width
  to.lineCap = cap
  to.lineJoin = 'round'
  for (const line of lines) {
    to.beginPath()
    for (const [i, p] of line.entries()) {
      if (i === 0) to.moveTo(p.x, p.y)
      else to.lineTo(p.x, p.y)
    }
    to.stroke()
  }
  return to.getImageData(0, 0, rubbing.w, rubbing.h).data
}

function compare(rubbing: Rubbing): Rubbed {
  const whole: ElementProps = new Map(Object.entries(rubbing.stroke))
  const stretches = rubbing.ways.flatMap(([from, to]) => stretchesUnder(whole, from, to, rubbing.radius))
  const left = rubbed(whole, stretches)
  const [one, other] = [drawn(whole, rubbing), drawn(left, rubbing)]
  const pixels = (to: CanvasRenderingContext2D) => to.getImageData(0, 0, rubbing.w, rubbing.h).data
  const [a, b, bare] = [pixels(one), pixels(other), pixels(sheet(rubbing))]
  const centre = centreOf(whole)
  const thickness = number(whole, 'thickness')
  const edge = (EDGE * 100) / rubbing.zoom
  const broad = thickness * 3 + 400 + 2 * edge
  const lines = gapsOf(left).map((gap) => part(centre, gap))
  const gone = mask(lines, rubbing, broad, 'butt')
  const ends = mask(
    gapsOf(left).flatMap(([from, to]) => {
      // Where the line itself ends, its round end goes too.
      const beyond = (place: number) => (place === 0 || place === endOf(whole) ? 1.5 * thickness + 200 : edge)
      return [end(centre, from, -beyond(from), thickness), end(centre, to, beyond(to), -thickness)]
    }),
    rubbing,
    broad,
    'butt',
  )
  const near = mask(
    shownOf(left).map((stretch) => part(centre, stretch)),
    rubbing,
    thickness * 2.5 + 200 + 2 * edge,
    'round',
  )
  const result = { gaps: lines.length, inked: 0, changed: 0, corners: 0, outside: 0, most: 0, traces: 0 }
  for (let i = 0; i < a.length; i += 4) {
    const unlike = (c: Uint8ClampedArray, d: Uint8ClampedArray) =>
      Math.max(...[0, 1, 2].map((k) => Math.abs(c[i + k]! - d[i + k]!)))
    const by = unlike(a, b)
    if (unlike(a, bare) > 0) result.inked++
    if (by > 0) result.changed++
    const within = gone[i + 3]! > 0 || ends[i + 3]! > 0
    if (!within) result.most = Math.max(result.most, by)
    if (!within && by > CORNER) result.outside++
    else if (!within && by > ROUNDING) result.corners++
    if (gone[i + 3]! === 255 && near[i + 3]! === 0 && unlike(b, bare) > 0) result.traces++
  }
  const png = (to: CanvasRenderingContext2D) => to.canvas.toDataURL('image/png').slice('data:image/png;base64,'.length)
  return { ...result, before: png(one), after: png(other) }
}

/** The end of a gap: a line straight across a stroke's way, from a little outside of the gap to well inside of it. */
function end(centre: Centre, place: number, outside: number, inside: number): BoardPoint[] {
  const arc = arcAt(centre, place)
  const at = pointAt(centre, arc)
  const way = wayAt(centre, arc, Math.max(100, Math.abs(inside) / 2))
  return [outside, inside].map((by) => ({ x: at.x + way.x * by, y: at.y + way.y * by }))
}

/** How long it takes to paint these one after another, in milliseconds: the shortest of so many times, as others use the machine too. */
function timed(strokes: readonly Rubbing['stroke'][], stretches: readonly Stretch[], times: number): number {
  const all = strokes.map((stroke) => rubbed(new Map(Object.entries(stroke)), stretches))
  const canvas = document.createElement('canvas')
  canvas.width = 1000
  canvas.height = 800
  const to = canvas.getContext('2d', { willReadFrequently: true })!
  const pen = new CanvasPen(to, { x: 0, y: 0, zoom: 1 }, 1, 'light')
  const paintAll = () => {
    for (const props of all) kindOf(props).draw(props, pen)
    to.getImageData(0, 0, 1, 1)
  }
  paintAll()
  let least = Infinity
  for (let i = 0; i < times; i++) {
    const begun = performance.now()
    paintAll()
    least = Math.min(least, performance.now() - begun)
  }
  return least
}

declare global {
  interface Window {
    compareRubbed: typeof compare
    timeRubbed: typeof timed
  }
}

learn([stroke])
window.compareRubbed = compare
window.timeRubbed = timed
