import { expect, test } from 'vitest'
import type { Gesture } from '../../wire/messages'
import { SmoothGesture } from './smooth-gesture'

const base = { id: 'gesture-1', ids: ['element-1'] }

/** Told one after the other, 50 ms apart, from time 1000 on; what is shown 45 ms after the last was told. */
function between(...told: Gesture[]): Gesture {
  const smooth = new SmoothGesture(told[0]!)
  for (const [i, gesture] of told.entries()) smooth.tell(gesture, 1000 + i * 50)
  const after = 1000 + (told.length - 1) * 50
  expect(smooth.at(after + 1000)).toBe(told.at(-1))
  return smooth.at(after + 45)
}

test('what is carried, turned and pulled goes on between two tellings', () => {
  expect(between({ ...base, by: [0, 0] }, { ...base, by: [900, 90] }).by).toEqual([450, 45])
  expect(between({ ...base, turn: [0, 7, 8] }, { ...base, turn: [900, 7, 8] }).turn).toEqual([450, 7, 8])
  const box = [0, 0, 10, 10, 0] as const
  expect(between({ ...base, box, to: [0, 0, 0, 0] }, { ...base, box, to: [0, 0, 90, 900] })).toMatchObject({
    box,
    to: [0, 0, 45, 450],
  })
})

test('what goes past the half turn does not spin back', () => {
  expect(between({ ...base, turn: [17_900, 0, 0] }, { ...base, turn: [-17_900, 0, 0] }).turn).toEqual([-17_900, 0, 0])
})

test('shapes and lines grow, and what does not move in them stays', () => {
  const shape = (w: number) => ({
    ...base,
    props: new Map<string, never>([
      ['kind', 'rectangle' as never],
      ['at', [0, 0] as never],
      ['size', [w, w] as never],
      ['knots/b', ['a1', [w, 0], false] as never],
    ]),
  })
  const props = between(shape(0), shape(900)).props!
  expect([...props]).toEqual([
    ['kind', 'rectangle'],
    ['at', [0, 0]],
    ['size', [450, 450]],
    ['knots/b', ['a1', [450, 0], false]],
  ])
})

const stroke = (points: number, name = 'kind'): Gesture => ({
  ...base,
  props: new Map([[name, name === 'kind' ? 'stroke' : 'laser']]),
  from: 0,
  points: Array.from({ length: points }, () => [100, 0, 50, 8]).flat(),
})

test('a stroke grows by its points and by parts of the way between them; a trail of light by points only', () => {
  expect(between(stroke(2), stroke(5)).points).toEqual([...stroke(3).points!, 50, 0, 50, 8])
  expect(between(stroke(2, 'name'), stroke(5, 'name')).points).toEqual(stroke(3).points)
  expect(between(stroke(1600), stroke(1700)).points).toHaveLength(1700 * 4)
})

test('another gesture under the same name begins where it is told', () => {
  expect(between({ ...base, by: [900, 0] }, { ...base, turn: [50, 0, 0] })).toEqual({ ...base, turn: [50, 0, 0] })
})
