import { grown } from '../geometry/box'
import type { ElementProps, Kind } from './element'
import { labelled, roomIn, wholeBox } from './label'
import { type Measure, measure } from './measure'
import type { Outline, Pen } from './pen'
import { number, sized, string, upright } from './props'
import { shapeKind } from './shape'
import { layout, typeOf, widestWord } from './text-layout'
import { joined, runsOf, withoutWords } from './text-runs'

/** How round its corners are, in hundredths: as cut paper is. */
const CORNER = 300
/** The shadow lies so far below it, in hundredths, and this is what it is drawn with, the outermost first. */
const SHADOW = [
  { below: 360, wider: 120, colour: '#0000000a' },
  { below: 240, wider: 40, colour: '#00000012' },
] as const
/** Letters do not become smaller than this, in hundredths; then the note grows. */
const LEAST = 900
/** Each smaller size that is tried is so many times the one before. */
const STEP = 0.92

const paper = shapeKind({
  kind: 'note',
  outline: (_p, w, h, to) => to.roundRect(0, 0, w, h, CORNER),
  word: () => '',
})

type Fitted = { readonly words: string; readonly by: Measure; readonly props: ElementProps }
const known = new WeakMap<ElementProps, Fitted>()

function fits(p: ElementProps, size: number, words: string): boolean {
  const sizedLetters = new Map([...p, ['font-size', size]])
  const room = roomIn(sizedLetters, wholeBox)
  if (layout(words, typeOf(sizedLetters), room.w).h > room.h) return false
  // A word that would be broken is a reason for smaller letters, too.
  return widestWord(words, typeOf(sizedLetters)) <= room.w
}

/** The note with letters as large as they may be and still fit. */
function fitted(p: ElementProps, words: string): ElementProps {
  const by = measure()
  const before = known.get(p)
  if (before?.by === by && before.words === words) return before.props
  let size = number(p, 'font-size')
  while (size > LEAST && !fits(p, size, words)) size = Math.max(LEAST, Math.round(size * STEP))
  const props = size === number(p, 'font-size') ? p : new Map([...p, ['font-size', size]])
  known.set(p, { words, by, props })
  return props
}

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

/** A sticky note: paper in a colour, with words that fit themselves into it. */
export const note: Kind = {
  ...paper,
  bounds: (p) => grown(upright(p, sized(p)), SHADOW[0].below + SHADOW[0].wider),
  overhang: () => 0,
  draw(p, pen) {
    if (string(p, 'fill') !== 'none') shade(p, pen)
    paper.draw(withoutWords(p), pen)
    const words = joined(runsOf(p))
    if (words !== '') labelled(fitted(p, words), wholeBox, pen)
  },
  lettering: { ...paper.lettering!, fitted },
}
