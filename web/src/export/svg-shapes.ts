import { cleanText } from '../board/dictionary-types'
import type { Value } from '../board/types'
import { isOnBoard, lineThrough, type Made, strokesAlong } from '../editor/foreign-lines'
import { MOST_KNOTS } from '../elements/knots'
import { LINE, measure } from '../elements/measure'
import { anew } from '../elements/text-edit'
import { layout } from '../elements/text-layout'
import { plain } from '../elements/words'
import { turned, whole } from '../geometry/point'
import { growth, type Matrix, mapPoint, turnOf } from './svg-matrix'
import { faded, lengthOf, type Paint } from './svg-paint'
import { type Budget, Flattening, type Line } from './svg-path'
import type { XmlNode } from './xml'

/** The thinnest line of what has none but a fill, in hundredths. */
const HAIR = 100

/** What a shape becomes: elements' properties; none for what cannot be seen or has no place on a board. */
export function shapesOf(node: XmlNode, matrix: Matrix, paint: Paint, budget: Budget): Made[] {
  switch (node.name) {
    case 'rect':
      return rectOf(node, matrix, paint, budget)
    case 'circle':
    case 'ellipse':
      return ellipseOf(node, matrix, paint, budget)
    default:
      return linesOf(node, matrix, paint, budget)
  }
}

const length = (node: XmlNode, name: string, whole = 100) => lengthOf(node.attributes.get(name), whole) ?? 0

function closed(
  kind: string,
  matrix: Matrix,
  turn: number,
  x: number,
  y: number,
  w: number,
  h: number,
  paint: Paint,
): Made[] {
  const across = Math.hypot(matrix[0], matrix[1]) * w
  const down = Math.hypot(matrix[2], matrix[3]) * h
  const middle = mapPoint(matrix, x + w / 2, y + h / 2)
  const at = { x: middle.x - across / 2, y: middle.y - down / 2 }
  if (![at.x, at.y, at.x + across, at.y + down].every(isOnBoard)) return []
  const made: Made = new Map<string, Value>([
    ['kind', kind],
    ['at', [whole(at.x), whole(at.y)]],
    ['size', [whole(across), whole(down)]],
    ['fill', faded(paint.fill, paint.fillOpacity)],
    ['colour', lineColour(paint)],
    ['thickness', paint.stroke === 'none' ? 0 : thicknessOf(paint, matrix)],
    ['dash', paint.dash],
    ['opacity', Math.round(paint.opacity * 100)],
  ])
  if (turn !== 0) made.set('angle', turn)
  return [made]
}

function lineColour(paint: Paint): string {
  return paint.stroke === 'none' ? 'ink' : faded(paint.stroke, paint.strokeOpacity)
}

function thicknessOf(paint: Paint, matrix: Matrix): number {
  const n = Math.round(paint.width * growth(matrix))
  return Number.isFinite(n) ? Math.min(20_000, Math.max(1, n)) : 1
}

function rectOf(node: XmlNode, matrix: Matrix, paint: Paint, budget: Budget): Made[] {
  const [x, y, w, h] = [length(node, 'x'), length(node, 'y'), length(node, 'width'), length(node, 'height')]
  if (!(w > 0 && h > 0)) return []
  const turn = turnOf(matrix)
  if (turn === null) return linesOf(node, matrix, paint, budget)
  const made = closed('rectangle', matrix, turn, x, y, w, h, paint)
  const r = Math.min(Math.max(length(node, 'rx'), length(node, 'ry')), w / 2, h / 2) * growth(matrix)
  if (r > 0) for (const one of made) one.set('radius', whole(r))
  return made
}

function ellipseOf(node: XmlNode, matrix: Matrix, paint: Paint, budget: Budget): Made[] {
  const r = length(node, 'r')
  const [rx, ry] = node.name === 'circle' ? [r, r] : [length(node, 'rx'), length(node, 'ry')]
  if (!(rx > 0 && ry > 0)) return []
  const turn = turnOf(matrix)
  if (turn === null) return linesOf(node, matrix, paint, budget)
  return closed('ellipse', matrix, turn, length(node, 'cx') - rx, length(node, 'cy') - ry, 2 * rx, 2 * ry, paint)
}

/** What is drawn by lines, in its own numbers. */
function trace(node: XmlNode, to: Flattening): void {
  const n = (name: string) => length(node, name)
  switch (node.name) {
    case 'path':
      to.path(node.attributes.get('d') ?? '')
      return
    case 'line':
      to.moveTo(n('x1'), n('y1'))
      to.lineTo(n('x2'), n('y2'))
      return
    case 'polyline':
    case 'polygon': {
      const d = (node.attributes.get('points') ?? '').trim()
      to.path(d === '' ? '' : `M${d}${node.name === 'polygon' ? 'Z' : ''}`)
      return
    }
    case 'rect':
      to.moveTo(n('x'), n('y'))
      to.lineTo(n('x') + n('width'), n('y'))
      to.lineTo(n('x') + n('width'), n('y') + n('height'))
      to.lineTo(n('x'), n('y') + n('height'))
      to.close()
      return
    case 'circle':
    case 'ellipse': {
      const r = n('r')
      const [rx, ry] = node.name === 'circle' ? [r, r] : [n('rx'), n('ry')]
      to.moveTo(n('cx') + rx, n('cy'))
      to.ellipse(n('cx'), n('cy'), rx, ry, 0, 0, 2 * Math.PI)
      to.close()
    }
  }
}

function linesOf(node: XmlNode, matrix: Matrix, paint: Paint, budget: Budget): Made[] {
  const to = new Flattening(matrix, budget)
  trace(node, to)
  const alone = to.lines.length === 1
  return to.lines.flatMap((line) => linesAlong(line, alone, matrix, paint))
}

/** A line of no more points is one; of more it takes much room, and becomes strokes. */
const FEW = 200

/** A line; filled where it is closed and the only one of its path, for what several enclose may have holes. */
function linesAlong(line: Line, alone: boolean, matrix: Matrix, paint: Paint): Made[] {
  const points = apart(line.points)
  const filled = alone && line.closed && paint.fill !== 'none'
  if (
    points.length < 2 ||
    points.length > (filled ? MOST_KNOTS : FEW) ||
    !points.every((p) => isOnBoard(p.x) && isOnBoard(p.y))
  )
    return strokesOf(line, matrix, paint)
  if (!filled && paint.stroke === 'none') return strokesOf(line, matrix, paint)
  const look: [string, Value][] = [
    ['colour', lineColour(paint)],
    ['thickness', paint.stroke === 'none' ? 0 : thicknessOf(paint, matrix)],
    ['dash', paint.dash],
    ['opacity', Math.round(paint.opacity * 100)],
    ...(filled ? [['fill', faded(paint.fill, paint.fillOpacity)] as [string, Value]] : []),
  ]
  const closed = line.closed && points.length > 2
  return [lineThrough(points, { closed, smooth: false }, look)]
}

/** The points without those that lie where the one before lies; a closed line does not come back to its first. */
function apart(points: Line['points']): Line['points'] {
  const same = (a: Line['points'][number], b: Line['points'][number]) =>
    whole(a.x) === whole(b.x) && whole(a.y) === whole(b.y)
  const kept = points.filter((p, i) => i === 0 || !same(p, points[i - 1]!))
  return kept.length > 2 && same(kept[0]!, kept.at(-1)!) ? kept.slice(0, -1) : kept
}

/** A line as strokes. A stroke has no fill: what has nothing but one is drawn around in its colour. */
function strokesOf({ points, closed: round }: Line, matrix: Matrix, paint: Paint): Made[] {
  const line = paint.stroke === 'none' ? faded(paint.fill, paint.fillOpacity) : lineColour(paint)
  if (line === 'none') return []
  const thickness = paint.stroke === 'none' ? HAIR : thicknessOf(paint, matrix)
  return strokesAlong(points, round, { colour: line, thickness, opacity: Math.round(paint.opacity * 100) })
}

/** The font of kinds.json that is nearest to a list of families. */
function fontOf(families: string): string {
  if (/mono|courier|consol|menlo/i.test(families)) return 'mono'
  if (/cursive|hand|comic|script|excalifont|virgil/i.test(families)) return 'hand'
  return /serif|times|georgia|garamond|roman/i.test(families.replace(/sans-serif/gi, '')) ? 'serif' : 'sans'
}

/** A line of text whose baseline begins (or is anchored) at x, y. */
export function textOf(text: string, x: number, y: number, matrix: Matrix, paint: Paint, newID: () => string): Made[] {
  const words = cleanText(text, true).replace(/\s+/g, ' ').trim().slice(0, 10_000)
  const colour = faded(paint.fill === 'none' ? paint.stroke : paint.fill, paint.fillOpacity)
  const size = Math.round(paint.fontSize * growth(matrix))
  if (words === '' || colour === 'none' || !(size > 0)) return []
  const type = { font: fontOf(paint.fontFamily), size: Math.min(20_000, Math.max(100, size)) }
  const set = layout(plain(words), type, 0)
  const turn = turnOf(matrix) ?? 0
  const place = mapPoint(matrix, x, y)
  const shift = { middle: 0.5, end: 1 }[paint.anchor] ?? 0
  // Turned about its middle: that is where it is put first.
  const offset = { x: set.w / 2 - set.w * shift, y: set.h / 2 - measure().baseline(type, type.size * LINE) }
  const by = turned(offset, { x: 0, y: 0 }, turn)
  const at = { x: place.x + by.x - set.w / 2, y: place.y + by.y - set.h / 2 }
  if (!isOnBoard(at.x) || !isOnBoard(at.y)) return []
  const made: Made = new Map<string, Value>([
    ['kind', 'text'],
    ['at', [whole(at.x), whole(at.y)]],
    ['font', type.font],
    ['font-size', type.size],
    ['colour', colour],
    ['opacity', Math.round(paint.opacity * 100)],
    ['measured', [set.w, set.h]],
  ])
  if (turn !== 0) made.set('angle', turn)
  const runs = anew([], plain(words), { mine: new Set(), shut: new Set(), told: new Map(), newID })
  for (const [path, value] of runs) if (value !== null) made.set(path, value)
  return [made]
}
