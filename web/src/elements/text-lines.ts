import type { ElementProps } from './element'
import { measure } from './measure'
import { inkOf } from './palette'
import type { Pen } from './pen'
import { number } from './props'
import { type Layout, type Line, lineLeft, piecesIn, typeOf } from './text-layout'
import { leads, type Piece } from './text-pieces'

/** Text lower than so many CSS pixels is drawn as bars: nobody can read it. */
const READABLE = 3.5
/** The colour of letters that lead somewhere. */
export const LINK_COLOUR = 'blue'
/** What is drawn with letters, in sizes of them: lines below and through them, the ground of code, and the room beside the point of a list. */
export const UNDER = { below: 0.13, thick: 0.065 }
const THROUGH = { above: 0.28, thick: 0.07 }
export const GROUND = { strength: 0.1, beside: 0.12 }
const BESIDE = 0.45

/** Where lines are drawn: from a point that is relative to where the pen is, within a width. */
type Room = { readonly x: number; readonly y: number; readonly w: number }

/** Draws lines that are set, one below the other. */
export function lettered(p: ElementProps, set: Layout, { x, y, w }: Room, colour: string, pen: Pen): void {
  const ink = inkOf(colour)
  const small = typeOf(p).size * pen.scale < READABLE
  const opacity = number(p, 'opacity')
  pen.opacity(opacity * (small ? 0.5 : 1))
  for (const line of set.lines) {
    if (line.marker === '' && set.words.text.slice(line.from, line.to).trim() === '') continue
    const left = x + lineLeft(p, line, w)
    const top = y + line.y
    if (small) pen.bar(left, top + 0.3 * line.h, line.w, line.h * 0.4, ink)
    else lineOf(set, line, left, top + measure().baseline(line.type, line.h), ink, opacity, pen)
  }
}

function lineOf(set: Layout, line: Line, left: number, base: number, ink: string, opacity: number, pen: Pen): void {
  if (line.marker !== '') marker(line, left, base, ink, pen)
  for (const piece of piecesIn(set, line)) {
    if (piece.marks !== '') ground(piece, left, base, ink, opacity, pen)
    const colour = leads(piece.marks) ? LINK_COLOUR : ink
    pen.text(piece.text, left + piece.at, base, piece.type, colour, piece.rtl)
    if (piece.marks !== '') lines(piece, left, base, colour, pen)
  }
}

/** The point or the number of a list, on the side where one begins to read. */
function marker({ marker: sign, type, w, rtl }: Line, left: number, base: number, ink: string, pen: Pen): void {
  const gap = BESIDE * type.size
  const at = rtl ? left + w + gap : left - gap - measure().width(sign, type)
  pen.text(sign, at, base, type, ink, rtl)
}

/** What code stands on. */
function ground(
  { marks, type, at, w }: Piece,
  left: number,
  base: number,
  ink: string,
  opacity: number,
  pen: Pen,
): void {
  if (!marks.includes('c')) return
  const beside = GROUND.beside * type.size
  pen.opacity(opacity * GROUND.strength)
  pen.bar(left + at - beside, base - type.size * 0.95, w + 2 * beside, type.size * 1.25, ink)
  pen.opacity(opacity)
}

/** The lines below and through letters. */
function lines({ marks, type, at, w }: Piece, left: number, base: number, colour: string, pen: Pen): void {
  const { size } = type
  if (marks.includes('u') || leads(marks)) pen.bar(left + at, base + UNDER.below * size, w, UNDER.thick * size, colour)
  if (marks.includes('s')) pen.bar(left + at, base - THROUGH.above * size, w, THROUGH.thick * size, colour)
}
