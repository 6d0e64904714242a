import { expect, test } from 'vitest'
import type { Value } from '../board/types'
import { fittedIn } from './fitting'
import { number } from './props'
import { plain } from './words'
import { refitted } from './writing'

const note = (words: string) =>
  new Map<string, Value>([
    ['kind', 'note'],
    ['at', [0, 0]],
    ['size', [20_000, 20_000]],
    ['text/a', ['a0', words, '']],
  ])
const sizeIn = (words: string) =>
  number(
    fittedIn(note(words), plain(words), () => ({ x: 0, y: 0, w: 19_000, h: 17_000 })),
    'font-size',
  )

test('many words make letters smaller, a long one only so far that the others stay readable', () => {
  expect(sizeIn('Cake')).toBe(2800)
  expect(sizeIn('who brings what to the garden party on Saturday '.repeat(6))).toBeLessThan(1500)
  expect(sizeIn('Lemonade and strawberries')).toBeGreaterThan(2000)
  expect(sizeIn('see https://example.org/a/very/long/address/that/nobody/breaks')).toBeGreaterThanOrEqual(1400)
})

test('a note with a long word stays as wide as it is', () => {
  expect(refitted(note('Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen')).has('size')).toBe(false)
})
