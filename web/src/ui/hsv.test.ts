import { expect, test } from 'vitest'
import { hexOf, hexShown, hexTyped, hsvaOf } from './hsv'

test('a colour is the same after the picker has shown it', () => {
  let seen = 0
  for (let n = 0; n < 4096; n++) {
    const hex = `#${n.toString(16).padStart(3, '0').replace(/./g, '$&$&')}`
    for (const one of [`${hex}ff`, `${hex}80`, `${hex}00`]) {
      expect(hexOf(hsvaOf(one))).toBe(one)
      seen++
    }
  }
  expect(seen).toBe(12288)
  expect(hsvaOf('#ff8000')).toEqual({ h: (128 / 255) * 60, s: 1, v: 1, a: 1 })
})

test.each([
  ['#1a2b3c', '#1a2b3cff'],
  [' 1A2B3C ', '#1a2b3cff'],
  ['f80', '#ff8800ff'],
  ['#f808', '#ff880088'],
  ['#ff8800ff', '#ff8800ff'],
  ['#ff88', '#ffff8888'],
  ['#ff88g0', null],
  ['red', null],
  ['', null],
  ['#12345', null],
])('%j typed as a colour is %j', (typed, hex) => expect(hexTyped(typed)).toBe(hex))

test('what is opaque is shown without saying so', () => {
  expect(hexShown('#ff8800ff')).toBe('#ff8800')
  expect(hexShown('#ff880080')).toBe('#ff880080')
})
