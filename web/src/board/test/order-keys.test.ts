import { expect, it } from 'vitest'
import { newID } from '../ids'
import { isElementID, isOrderKey } from '../names'
import { orderBetween, orderKeys } from '../order-keys'
import { freshSeed, Random } from './random'

const hostile = [
  '0',
  '00',
  'a',
  'a0',
  'a00',
  'az',
  'b',
  'z',
  'z'.repeat(64),
  `a${'z'.repeat(63)}`,
  'A'.repeat(26),
  'A00000000000000000000000000',
  'a0V',
  'Zz',
  'b5',
  'a1',
]

/** Whether any key fits strictly between two: the shortest after a is a with a 0, or without what ends it if it is as long as it may be. */
function hasRoom(a: string, b: string): boolean {
  if (a.length < 64) return `${a}0` < b
  // The next key after one of full length that is not longer: the last character that is not z, one higher, and nothing after it.
  const bare = a.replace(/z+$/, '')
  if (bare === '') return false
  const next = bare.slice(0, -1) + String.fromCharCode(nextDigit(bare.charCodeAt(bare.length - 1)))
  return next < b
}

function nextDigit(code: number): number {
  return code === 0x39 ? 0x41 : code === 0x5a ? 0x61 : code + 1
}

it('draws keys between any two where there is room, and a key even where there is none', () => {
  const random = new Random(freshSeed('order keys'))
  let drawn = 0
  let crowded = 0
  const some = () =>
    random.below(2)
      ? random.pick(hostile)
      : Array.from({ length: 1 + random.below(5) }, () => random.pick([...'019AZaz'])).join('')
  for (let i = 0; i < 8_000; i++) {
    const [a, b] = [some(), some()].sort() as [string, string]
    const low = random.below(8) ? a : null
    const high = random.below(8) ? b : null
    const key = orderBetween(low, high)
    expect(isOrderKey(key)).toBe(true)
    if (low !== null && high !== null && (low === high || !hasRoom(low, high))) {
      expect(key).toBe(low)
      crowded++
    } else if (low === 'z'.repeat(64) || (low === null && /^0$/.test(high ?? ''))) {
      crowded++
    } else {
      expect([low, key, high, low === null || key > low, high === null || key < high]).toEqual([
        low,
        key,
        high,
        true,
        true,
      ])
      drawn++
    }
  }
  expect(Math.min(drawn, crowded)).toBeGreaterThan(0)
})

it('puts thousands on top of each other, and hundreds in one place, before there is no room', () => {
  let top: string | null = null
  for (let i = 0; i < 5000; i++) {
    const next: string = orderBetween(top, null)
    expect(next > (top ?? '')).toBe(true)
    top = next
  }
  expect(top!.length).toBeLessThan(10)
  const low = orderBetween(null, null)
  let high = orderBetween(low, null)
  for (let i = 0; i < 200; i++) {
    const key = orderBetween(low, high)
    expect(key > low && key < high).toBe(true)
    high = key
  }
})

it('draws many keys at once, ascending and short', () => {
  for (const [a, b] of [
    [null, null],
    ['a0', null],
    [null, 'a0'],
    ['a0', 'a1'],
  ] as const) {
    const keys = orderKeys(a, b, 3000)
    expect(new Set(keys).size).toBe(3000)
    expect([...keys].sort()).toEqual(keys)
    expect(keys.every((key) => (a === null || key > a) && (b === null || key < b))).toBe(true)
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(30)
  }
  expect(orderKeys('a0', 'a1', 0)).toEqual([])
})

it('two draws in one place differ', () => {
  expect(new Set(Array.from({ length: 50 }, () => orderBetween('a0', 'a1'))).size).toBeGreaterThan(45)
})

it('ids are ids', () => {
  const ids = Array.from({ length: 1000 }, newID)
  expect(ids.every((id) => isElementID(id) && id.length === 16)).toBe(true)
  expect(new Set(ids).size).toBe(1000)
})

it('draws other keys for two who draw at once, also where the upper one begins like the shortest', () => {
  for (const [a, b] of [
    ['a1', 'a24Sm'],
    ['a1', 'a2'],
    ['a1', 'a20001'],
    [null, 'a00001'],
  ] as const) {
    const drawn = new Set(Array.from({ length: 200 }, () => orderBetween(a, b)))
    expect(drawn.size, `${a} ${b}`).toBeGreaterThan(195)
    for (const key of drawn) expect((a === null || a < key) && key < b, `${a} ${key} ${b}`).toBe(true)
  }
})
