import { type Box, centreOf } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import type { Changes, ElementProps, Lettering } from './element'
import { kindOf } from './kind-of'
import { labelBox } from './label'
import { number, pair, sized, string } from './props'
import { type Layout, layout, typeOf, widestWord } from './text-layout'
import { resizedWithin } from './turning'
import { type Words, wordsIn } from './words'

/** How words stand in an element that one may write in: a text, or a shape with its label. */

/** Whether one may write in an element. */
export function carriesWords(p: ElementProps): boolean {
  const { lettering, cells } = kindOf(p)
  return p.get('kind') === 'text' || lettering !== undefined || cells !== undefined
}

/** How wide its lines may be, in hundredths; 0 where they are as wide as they are. */
function wrapOf(p: ElementProps): number {
  return kindOf(p).lettering?.room(p).w ?? number(p, 'width')
}

/** The element with letters of the size that these words have in it. */
export function lettersFor(p: ElementProps, words: Words): ElementProps {
  return kindOf(p).lettering?.fitted?.(p, words) ?? p
}

/** Words as they are set in an element. */
export function setIn(p: ElementProps, words: Words): Layout {
  const fitted = lettersFor(p, words)
  return layout(words, typeOf(fitted), wrapOf(fitted))
}

/** Whether the lines wrap at a width. */
export function wraps(p: ElementProps): boolean {
  return wrapOf(p) > 0
}

/** Where the lines stand before the element is turned. */
export function linesBox(p: ElementProps, set: Layout): Box {
  const { lettering } = kindOf(p)
  // Its room hangs on the size of the letters only where there is hardly any.
  if (lettering !== undefined) return labelBox(p, lettering.room(p), set)
  const [x, y] = pair(p, 'at')
  return { x, y, w: set.w, h: set.h }
}

/** The point that they are turned about with the element. */
export function turnsAbout(p: ElementProps, set: Layout): BoardPoint {
  return centreOf(kindOf(p).lettering === undefined ? linesBox(p, set) : sized(p))
}

/** The colour of the letters. */
export function lettersColour(p: ElementProps): string {
  return string(p, kindOf(p).lettering === undefined ? 'colour' : 'text-colour')
}

/** A word longer than this is broken rather than that a shape grows wider for it, in hundredths. */
const LONG_WORD = 40_000

/** The width of the longest word, as far as a shape grows for it. */
function wordWidth(p: ElementProps, words: Words): number {
  const widest = Math.ceil(widestWord(words, typeOf(p)))
  return widest > LONG_WORD ? 0 : widest
}

/** What changes in an element that says something else: the size of a text, or that of a shape which is too small for its label. */
export function fittedTo(p: ElementProps, words: Words): Changes {
  const { lettering } = kindOf(p)
  if (lettering !== undefined)
    return words.text.trim() === '' ? new Map() : grownFor(lettersFor(p, words), lettering, words)
  const set = setIn(p, words)
  return new Map([['measured', [set.w, set.h]]])
}

/** What changes in an element whose words are set otherwise than they were. */
export function refitted(p: ElementProps): Changes {
  return kindOf(p).cells?.fitted(p) ?? fittedTo(p, wordsIn(p))
}

/** As wide as the longest word takes and then as high as the lines take; its upper left corner stays. Where letters fit themselves words are broken instead. */
function grownFor(p: ElementProps, lettering: Lettering, words: Words): Changes {
  const own = sized(p)
  const w = lettering.fitted === undefined ? Math.max(own.w, lettering.sizeFor(p, wordWidth(p, words), 0)[0]) : own.w
  const set = setIn(new Map([...p, ['size', [w, own.h]]]), words)
  const h = Math.max(own.h, lettering.sizeFor(p, 0, set.h)[1])
  return w === own.w && h === own.h ? new Map() : resizedWithin(kindOf(p), p, own, { ...own, w, h }, number(p, 'angle'))
}
