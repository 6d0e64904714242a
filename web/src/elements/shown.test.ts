import { expect, test } from 'vitest'
import { firstSign, isolated, shownLine } from './shown'

test.each([
  ['Plans', 'Plans'],
  ['  Plans\t', 'Plans'],
  ['Plans \u202egnp.exe', 'Plans gnp.exe'],
  ['Pl\u200ban\u00ads', 'Plans'],
  ['\u2067Plans\u2069', 'Plans'],
  ['\ufeffA\u200dda', 'Ada'],
  ['a\r\nb\u2028c', 'a b c'],
  ['\u200b\u200d', ''],
  ['👩🏽‍🚀 ❤️', '👩🏽‍🚀 ❤️'],
  ['👩‍', '👩'],
  ['🏴󠁧󠁢󠁥󠁮󠁧󠁿 x\u{e0041}', '🏴󠁧󠁢󠁥󠁮󠁧󠁿 x'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['क्\u200dष', 'क्\u200dष'],
  ['a\ud800b', 'a\ufffdb'],
])('%j is shown as %j', (given, shown) => {
  expect(shownLine(given)).toBe(shown)
  expect(shownLine(shown)).toBe(shown)
})

test('a tab sets text from right to left apart, and nothing else', () => {
  expect(isolated('Kitchen plans')).toBe('Kitchen plans')
  expect(isolated('תוכנית')).toBe('\u2068תוכנית\u2069')
})

test.each([
  ['garden', 'G'],
  [' élan', 'É'],
  ['👩🏽‍🚀 trip', '👩🏽‍🚀'],
  ['', ''],
])('the first sign of %j is %j', (line, sign) => expect(firstSign(line)).toBe(sign))
