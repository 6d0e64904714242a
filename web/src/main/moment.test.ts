import { expect, test } from 'vitest'
import { hashAt, momentIn } from './moment'

test.each([
  ['', null],
  ['#k=Zz', null],
  ['#then=0', 0],
  ['#k=Zz&then=1203&view=1,2,3,4', 1203],
  ['#then=', null],
  ['#then=-1', null],
  ['#then=1.5', null],
  ['#then=1e3', null],
  ['#then=9999999999999999', null],
  ['#k=then=5', null],
  ['#lathen=5', null],
])('the moment in %s', (hash, moment) => expect(momentIn(hash)).toBe(moment))

test('a moment is put beside what stands there, in place of another one, and taken out again', () => {
  expect(hashAt('', 7)).toBe('#then=7')
  expect(hashAt('#k=Zz&then=7&view=1,2,3,4', 8)).toBe('#k=Zz&view=1,2,3,4&then=8')
  expect(hashAt('#then=7', null)).toBe('')
  expect(momentIn(hashAt('#k=Zz', 12))).toBe(12)
})
