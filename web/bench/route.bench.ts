import { test } from 'vitest'
import { chance } from '../src/elements/chance'
import type { Box } from '../src/geometry/box'
import { type Port, routed } from '../src/geometry/route'
import { at } from './share'

/** How long a way with right angles takes to be found among obstacles; beside it, what looking once at each obstacle for each of a thousand pieces of way costs. */

const OBSTACLES = 500
const WAYS = 200
const ROUNDS = 5

/** Shapes in rows that are a little out of line. */
function field(roll: () => number): Box[] {
  const columns = Math.ceil(Math.sqrt(OBSTACLES))
  return Array.from({ length: OBSTACLES }, (_, i) => ({
    x: Math.round((i % columns) * 20_000 + roll() * 6000),
    y: Math.round(Math.floor(i / columns) * 16_000 + roll() * 5000),
    w: Math.round(5000 + roll() * 8000),
    h: Math.round(4000 + roll() * 6000),
  }))
}

const sides = ({ x, y, w, h }: Box): Port[] => [
  { at: { x: x + w, y: y + h / 2 }, way: { x: 1, y: 0 } },
  { at: { x, y: y + h / 2 }, way: { x: -1, y: 0 } },
  { at: { x: x + w / 2, y }, way: { x: 0, y: -1 } },
  { at: { x: x + w / 2, y: y + h }, way: { x: 0, y: 1 } },
]

/** The least that a router has to do many times. */
function looks(boxes: readonly Box[], roll: () => number): number {
  const begin = performance.now()
  let hit = 0
  for (let i = 0; i < 1000; i++) {
    const [x, y] = [roll() * 400_000, roll() * 350_000]
    for (const box of boxes) if (x < box.x + box.w && x + 20_000 > box.x && y < box.y + box.h && y + 10 > box.y) hit++
  }
  return hit < 0 ? 0 : performance.now() - begin
}

test(`ways around ${OBSTACLES} obstacles`, () => {
  const roll = chance(7)
  console.log('round | way p50 ms | p95 | a thousand looks ms')
  for (let round = 0; round < ROUNDS; round++) {
    const times: number[] = []
    for (let i = 0; i < WAYS; i++) {
      const boxes = field(roll)
      const any = () => boxes[Math.floor(roll() * boxes.length)]!
      const [from, to] = [sides(any()), sides(any())]
      const begin = performance.now()
      routed(from, to, boxes, 1000)
      times.push(performance.now() - begin)
    }
    times.sort((a, b) => a - b)
    const floor = looks(field(roll), roll)
    console.log(`${round} | ${at(times, 0.5).toFixed(2)} | ${at(times, 0.95).toFixed(2)} | ${floor.toFixed(2)}`)
  }
})
