import { expect, test } from 'vitest'
import { colourOfBoard } from './cover'
import { peopleColours } from './palette'

test('a board keeps its colour, and boards use all of them', () => {
  const ids = Array.from({ length: 400 }, (_, i) => `b${(i * 2654435761) % 0x1_0000_0000}`)
  const used = new Set(ids.map(colourOfBoard))
  expect(used.size).toBe(peopleColours.length)
  expect(ids.map(colourOfBoard)).toEqual(ids.map(colourOfBoard))
})
