import type { Outline } from './pen'

/** What an arrow can end with. Drawn with the tip at 0, 0 and the line coming from the left; lengths are shares of the head's own length. */

/** A piece of a head. `closed`: filled with the line's colour, or hollow. */
export type HeadPart = {
  readonly closed: 'filled' | 'hollow' | false
  /** `l`: how long the head is; `w`: how far it stands out to each side. */
  build(to: Outline, l: number, w: number): void
}

/** `inset`: the line ends so far before the tip, as a share of the head's length. */
export type Head = { readonly inset: number; readonly parts: readonly HeadPart[] }

type Build = HeadPart['build']

const open = (build: Build): HeadPart => ({ closed: false, build })

const triangle: Build = (to, l, w) => {
  to.moveTo(0, 0)
  to.lineTo(-l, -w)
  to.lineTo(-l, w)
  to.closePath()
}

const diamond: Build = (to, l, w) => {
  to.moveTo(0, 0)
  to.lineTo(-l * 0.6, -w * 0.85)
  to.lineTo(-l * 1.2, 0)
  to.lineTo(-l * 0.6, w * 0.85)
  to.closePath()
}

/** A circle whose far side lies so far from the tip. */
const circle =
  (from: number): Build =>
  (to, l) => {
    const r = l * 0.35
    to.ellipse(-l * from - r, 0, r, r, 0, 0, 2 * Math.PI)
    to.closePath()
  }

/** A line across, so far from the tip. */
const bar =
  (from: number): Build =>
  (to, l, w) => {
    to.moveTo(-l * from, -w)
    to.lineTo(-l * from, w)
  }

/** The line itself, from the tip so far back. */
const stem =
  (back: number): Build =>
  (to, l) => {
    to.moveTo(0, 0)
    to.lineTo(-l * back, 0)
  }

const crowsFoot: Build = (to, l, w) => {
  to.moveTo(0, -w)
  to.lineTo(-l, 0)
  to.lineTo(0, w)
}

/** Every head of kinds.json but "none"; the last six say how many, as in drawings of tables. */
export const heads: { readonly [name: string]: Head } = {
  arrow: {
    inset: 0,
    parts: [
      open((to, l, w) => {
        to.moveTo(-l, -w)
        to.lineTo(0, 0)
        to.lineTo(-l, w)
      }),
    ],
  },
  triangle: { inset: 0.9, parts: [{ closed: 'filled', build: triangle }] },
  'triangle-open': { inset: 1, parts: [{ closed: 'hollow', build: triangle }] },
  circle: { inset: 0.6, parts: [{ closed: 'filled', build: circle(0) }] },
  'circle-open': { inset: 0.7, parts: [{ closed: 'hollow', build: circle(0) }] },
  diamond: { inset: 1.1, parts: [{ closed: 'filled', build: diamond }] },
  'diamond-open': { inset: 1.2, parts: [{ closed: 'hollow', build: diamond }] },
  bar: { inset: 0, parts: [open(bar(0))] },
  one: { inset: 0, parts: [open(bar(0.5))] },
  'only-one': { inset: 0, parts: [open(bar(0.4)), open(bar(0.8))] },
  'zero-one': {
    inset: 1.2,
    parts: [open(bar(0.3)), open(stem(0.5)), { closed: 'hollow', build: circle(0.5) }],
  },
  many: { inset: 0, parts: [open(crowsFoot)] },
  'one-many': { inset: 0, parts: [open(crowsFoot), open(bar(1.25))] },
  'zero-many': { inset: 1.7, parts: [open(crowsFoot), open(stem(1)), { closed: 'hollow', build: circle(1) }] },
}

/** How long a head is with a line so thick, in hundredths: it grows more slowly than the line. */
export function headLength(thickness: number): number {
  return 900 + 3.5 * thickness
}

/** How far it stands out to each side, as a share of its length. */
export const HEAD_WIDTH = 0.5
