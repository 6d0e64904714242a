import type { Box } from '../geometry/box'
import type { ElementProps } from './element'
import { type Measure, measure } from './measure'
import { number } from './props'
import { layout, typeOf, widestWord } from './text-layout'
import { sameWords, type Words } from './words'

/** Letters do not become smaller than this, in hundredths; then what they stand in grows. */
const LEAST = 900
/** Letters become smaller for a long word's sake down to this, in hundredths; then it is broken: it shall not make all others unreadable. */
const WHOLE = 1600
/** Each smaller size that is tried is so many times the one before. */
const STEP = 0.92

type Fitted = { readonly words: Words; readonly by: Measure; readonly props: ElementProps }
const known = new WeakMap<ElementProps, Fitted>()

function fits(p: ElementProps, size: number, words: Words, roomOf: (p: ElementProps) => Box): boolean {
  const sizedLetters = new Map([...p, ['font-size', size]])
  const room = roomOf(sizedLetters)
  if (layout(words, typeOf(sizedLetters), room.w).h > room.h) return false
  // A word that would be broken is a reason for smaller letters, too.
  return size <= WHOLE || widestWord(words, typeOf(sizedLetters)) <= room.w
}

/** The element with letters as large as they are meant to be, or as they still fit into its room. */
export function fittedIn(p: ElementProps, words: Words, roomOf: (p: ElementProps) => Box, least = LEAST): ElementProps {
  const by = measure()
  const before = known.get(p)
  if (before?.by === by && sameWords(before.words, words)) return before.props
  let size = number(p, 'font-size')
  while (size > least && !fits(p, size, words, roomOf)) size = Math.max(least, Math.round(size * STEP))
  const props = size === number(p, 'font-size') ? p : new Map([...p, ['font-size', size]])
  known.set(p, { words, by, props })
  return props
}
