import { expect, test } from 'vitest'
import type { Value } from '../board/types'
import { boxUnion } from '../geometry/box'
import { chance } from './chance'
import { labelBox, roomIn, wholeBox, withLabel } from './label'
import { sized } from './props'
import { layoutOf } from './text-layout'

const words = [
  '',
  'a',
  'WWWWWW',
  'ask Ada',
  'why not?',
  'über',
  '図図図',
  'two\nlines',
  'a word that is too long for it',
]

test('the box of a shape is that of it and all its label, whether the label had to be set for that or not', () => {
  const roll = chance(7)
  const seen = { within: 0, beyond: 0 }
  for (let i = 0; i < 2000; i++) {
    const word = words[Math.floor(roll() * words.length)]!
    const marks = roll() < 0.2 ? 'b' : ''
    const p = new Map<string, Value>([
      ['kind', 'rectangle'],
      ['at', [1000, 2000]],
      ['size', [Math.round(roll() * 20_000), Math.round(roll() * 8000)]],
      ['font-size', 800 + Math.round(roll() * 3000)],
      ['text/a1', ['a0', word, marks]],
    ])
    const room = roll() < 0.5 ? wholeBox : { left: 25, top: 25, right: 25, bottom: 25 }
    const own = sized(p)
    const where = roomIn(p, room)
    const all = boxUnion([own, labelBox(p, where, layoutOf(p, where.w))])!
    expect(withLabel(p, own, room)).toEqual(all)
    seen[all.h > own.h ? 'beyond' : 'within']++
  }
  expect(Math.min(seen.within, seen.beyond)).toBeGreaterThan(100)
})
