import { expect, it } from 'vitest'
import { freshSeed, Random } from '../board/test/random'
import { type Area, apart, areaOf, boxIn } from './areas'
import { viewOf } from './view'

const cells = ({ x, y, w, h }: Area) =>
  Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`)

it('paints nothing twice, and nothing that is wrong not at all: random areas', () => {
  const seed = freshSeed('areas')
  const random = new Random(seed)
  const counts = { joined: 0, apart: 0 }
  for (let round = 0; round < 300; round++) {
    const areas = Array.from({ length: random.below(12) }, () => ({
      x: random.below(40),
      y: random.below(40),
      w: 1 + random.below(10),
      h: 1 + random.below(10),
    }))
    const found = apart(areas)
    const covered = found.flatMap(cells)
    const unique = new Set(covered)
    expect(unique.size, `seed ${seed}, round ${round}`).toBe(covered.length)
    for (const cell of areas.flatMap(cells)) expect(unique.has(cell), `seed ${seed}, round ${round}`).toBe(true)
    if (found.length < areas.length) counts.joined++
    if (found.length > 1) counts.apart++
  }
  console.log(`areas, seed ${seed}:`, counts)
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
})

it('knows where a box of the board is seen, and no more than the picture has', () => {
  const view = viewOf({ x: -1000, y: -1000, w: 128_000, h: 72_000 }, { w: 1280, h: 720 })
  expect(view.camera).toEqual({ x: -1000, y: -1000, zoom: 1 })
  const area = areaOf({ x: 0, y: 0, w: 5000, h: 5000 }, view)!
  expect(area).toEqual({ x: 8, y: 8, w: 54, h: 54 })
  expect(boxIn(area, view)).toEqual({ x: -200, y: -200, w: 5400, h: 5400 })
  expect(areaOf({ x: 200_000, y: 0, w: 100, h: 100 }, view)).toBeNull()
  expect(areaOf({ x: -1e6, y: -1e6, w: 2e6, h: 2e6 }, view)).toEqual({ x: 0, y: 0, w: 1280, h: 720 })
})
