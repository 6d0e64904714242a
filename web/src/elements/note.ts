import { grown } from '../geometry/box'
import { toSay } from '../words/say'
import type { ElementProps, Kind } from './element'
import { fittedIn } from './fitting'
import { labelled, type Room, roomIn, sizeFor, wholeBox } from './label'
import type { Outline, Pen } from './pen'
import { number, sized, string, upright } from './props'
import { shapeKind } from './shape'
import { signatureOf, signs } from './signature'
import { smallLine } from './small-line'
import { withoutWords } from './text-runs'
import { type Words, wordsIn } from './words'

/** How round its corners are, in hundredths: as cut paper is. */
const CORNER = 300
/** The shadow lies so far below it, in hundredths, and this is what it is drawn with, the outermost first. */
const SHADOW = [
  { below: 360, wider: 120, colour: '#0000000a' },
  { below: 240, wider: 40, colour: '#00000012' },
] as const
/** The name of who made it: how high its letters are, and what is kept free for it at the foot, in hundredths. */
const SIGNED = 1150
const FOOT = 1800
/** The name stands so far from the sides, in hundredths. */
const MARGIN = 1000
/** How strong the name is beside the words, in percent. */
const QUIET = 60
/** A note lower than this has no room for a name, in hundredths. */
const LOW = 6000

/** What is kept free at the foot. It does not hang on whether the name is known, or words would stand otherwise for everybody. */
function footOf(p: ElementProps): number {
  return signs(p) && sized(p).h >= LOW ? FOOT : 0
}

function roomOf(p: ElementProps): Room {
  const foot = footOf(p)
  return foot === 0 ? wholeBox : { ...wholeBox, bottom: (100 * foot) / sized(p).h }
}

const paper = shapeKind({
  kind: 'note',
  noun: () => toSay('Note'),
  outline: (_p, w, h, to) => to.roundRect(0, 0, w, h, CORNER),
  word: () => '',
  room: roomOf,
})

const fitted = (p: ElementProps, words: Words) => fittedIn(p, words, (own) => roomIn(own, roomOf(own)))

function shade(p: ElementProps, pen: Pen): void {
  const { x, y, w, h } = sized(p)
  const key = p.get('size')
  if (typeof key !== 'object') return
  pen.from(x, y, number(p, 'angle'), w / 2, h / 2)
  pen.opacity(number(p, 'opacity'))
  for (const { below, wider, colour } of SHADOW) {
    const build = (to: Outline) => to.roundRect(-wider, below - wider, w + 2 * wider, h + 2 * wider, CORNER + wider)
    pen.fill(key, `note shadow ${below}`, colour, build)
  }
}

function sign(p: ElementProps, pen: Pen): void {
  const name = signatureOf(p)
  if (name === '' || footOf(p) === 0) return
  const { x, y, w, h } = sized(p)
  pen.from(x, y, number(p, 'angle'), w / 2, h / 2)
  const type = { font: 'sans', size: SIGNED }
  const strength = (number(p, 'opacity') * QUIET) / 100
  const line = { x: MARGIN, y: h - FOOT - SIGNED * 0.2, w: w - 2 * MARGIN, h: FOOT }
  smallLine(name, { type, colour: string(p, 'text-colour'), strength }, line, pen)
}

/** A sticky note: paper in a colour, with words that fit themselves into it, and at its foot the name of who made it. */
export const note: Kind = {
  ...paper,
  bounds: (p) => grown(upright(p, sized(p)), SHADOW[0].below + SHADOW[0].wider),
  overhang: () => 0,
  draw(p, pen) {
    if (string(p, 'fill') !== 'none') shade(p, pen)
    paper.draw(withoutWords(p), pen)
    const words = wordsIn(p)
    if (words.text !== '') labelled(fitted(p, words), roomOf(p), pen)
    sign(p, pen)
  },
  lettering: { ...paper.lettering!, sizeFor: (p, w, h) => sizeFor(w, h + footOf(p), wholeBox), fitted },
}
