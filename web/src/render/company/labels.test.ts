import { describe, expect, test } from 'vitest'
import { contrast } from '../../elements/contrast'
import { colourOf } from '../../elements/palette'
import { screenPoint } from '../../geometry/point'
import { edgeOf, inWindow } from './arrows'
import { besideHand, groundOf, linesOf } from './chips'
import { CROWD_STAYS, labelsOf, NAME_FADES, NAME_STAYS, type Pointed } from './labels'

const hand = (name: string, x: number, more: Partial<Pointed> = {}): Pointed => ({
  session: name,
  name,
  colour: 'teal',
  at: screenPoint(x, 100),
  still: 0,
  idle: false,
  speaks: false,
  ...more,
})
const crowd = (still: number) => Array.from({ length: 13 }, (_, i) => hand(`P${i}`, i * 60, { still }))
const said = (hands: readonly Pointed[]) => labelsOf(hands).map(({ text }) => text)

describe('names at hands', () => {
  test('fade some seconds after the hand has come to rest', () => {
    expect(labelsOf([hand('Ada', 0, { still: NAME_STAYS })])[0]!.strength).toBe(1)
    expect(labelsOf([hand('Ada', 0, { still: NAME_STAYS + NAME_FADES / 2 })])[0]!.strength).toBeCloseTo(0.5)
    expect(labelsOf([hand('Ada', 0, { still: NAME_STAYS + NAME_FADES })])).toEqual([])
  })

  test('stay for a shorter while where there are many', () => {
    expect(labelsOf(crowd(CROWD_STAYS))).toHaveLength(13)
    expect(labelsOf(crowd(CROWD_STAYS + NAME_FADES))).toEqual([])
  })

  test('are one where hands lie close to each other, as plain as the plainest', () => {
    const five = ['Ada', 'Ben', 'Cem', 'Dan', 'Eva'].map((name, i) =>
      hand(name, 100 + i * 5, { still: i === 3 ? 0 : 3200 }),
    )
    expect(labelsOf(five)).toEqual([{ at: screenPoint(100, 100), text: 'Ada, Ben +3', colour: 'teal', strength: 1 }])
    expect(said([hand('Ada', 0), hand('Ben', 20), hand('Cem', 200)])).toEqual(['Ada, Ben', 'Cem'])
  })

  test('are not of those who are idle, speak, or have none; and nothing hidden is in them', () => {
    expect(said([hand('Ada', 0, { idle: true }), hand('Ben', 99, { speaks: true }), hand('', 300)])).toEqual([])
    expect(said([hand('C\u202eat', 0)])).toEqual(['Cat'])
    expect([...said([hand('x'.repeat(60), 0)])[0]!]).toHaveLength(24)
  })
})

test('words can be read on the colours of all people, in the light and in the dark', () => {
  for (const colour of ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink', 'ink', 'grey']) {
    for (const theme of ['light', 'dark'] as const) {
      const { ground, ink } = groundOf(colourOf(colour, theme)!)
      expect(contrast(ink, ground), `${colour} in the ${theme}`).toBeGreaterThanOrEqual(4.5)
    }
  }
})

test('what is said is broken between words, and within those that are too long', () => {
  const width = (text: string) => text.length * 10
  expect(linesOf('one two three four five six seven', width)).toEqual(['one two three four five', 'six seven'])
  expect(linesOf('x'.repeat(50), width)).toEqual(['x'.repeat(24), 'x'.repeat(24), 'xx'])
  expect(linesOf('', width)).toEqual([])
})

test('words stay in the window, and off the hand', () => {
  const window = { w: 1000, h: 800 }
  expect(besideHand(screenPoint(100, 100), 200, 60, window)).toMatchObject({ x: 11, y: 14 })
  expect(besideHand(screenPoint(990, 100), 200, 60, window)).toMatchObject({ x: -198, y: 14 })
  expect(besideHand(screenPoint(100, 790), 200, 60, window)).toMatchObject({ x: 11, y: -66 })
})

test('what lies outside the window is pointed at from its edge', () => {
  const window = { w: 1000, h: 800 }
  expect(inWindow(screenPoint(0, 800), window)).toBe(true)
  expect(inWindow(screenPoint(-1, 5), window)).toBe(false)
  for (const [x, y] of [
    [3000, 400],
    [-50, -50],
    [500, 9000],
    [1200, 810],
  ] as const) {
    const { at, way } = edgeOf(screenPoint(x, y), window)
    expect(at.x).toBeGreaterThanOrEqual(28 - 1e-9)
    expect(at.x).toBeLessThanOrEqual(972 + 1e-9)
    expect(at.y).toBeGreaterThanOrEqual(76 - 1e-9)
    expect(at.y).toBeLessThanOrEqual(708 + 1e-9)
    expect(Math.atan2(y - at.y, x - at.x)).toBeCloseTo(way)
  }
})
