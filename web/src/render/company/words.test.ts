import { expect, test } from 'vitest'
import { Signs } from './signs'
import { Words } from './words'

test('words are seen as they are typed, fade when they are taken back, and are not believed for ever', () => {
  const words = new Words()
  words.hear('a', 'He', 0)
  words.hear('a', 'Hello\n\u202ethere', 100)
  expect(words.of('a', 100)).toEqual({ words: 'Hello there', strength: 1 })
  words.hear('a', undefined, 1000)
  expect(words.of('a', 1250)).toEqual({ words: 'Hello there', strength: 0.5 })
  expect(words.of('a', 1600)).toBeNull()
  words.hear('a', 'Still here', 2000)
  words.hear('a', 'Still here', 20_000)
  expect(words.next(20_000)).toBe(12_000)
  expect(words.of('a', 40_000)).toBeNull()
})

test('words that say nothing that can be seen are none', () => {
  const words = new Words()
  words.hear('a', '\u200b\u202e', 0)
  expect(words.of('a', 0)).toBeNull()
})

test('of a flood of signs few are shown, and all are gone after two seconds', () => {
  const signs = new Signs()
  const at = { x: 0, y: 0 }
  for (let now = 0; now < 1000; now += 10) signs.give('a', 'heart', at, 'red', now)
  expect(signs.count(1000)).toBe(7)
  signs.give('b', 'no-such-sign', at, 'red', 1000)
  expect(signs.count(1000)).toBe(7)
  for (let i = 0; i < 500; i++) signs.give(`p${i}`, 'party', at, 'red', 1000)
  expect(signs.count(1000)).toBe(60)
  expect(signs.count(3000)).toBe(0)
})
