import { describe, expect, test } from 'vitest'
import { chance } from '../../elements/chance'
import { Track } from './track'

/** How a hand was seen. */
type Seen = { readonly jump: number; readonly stood: number; readonly lag: number; readonly frames: number }

/** A hand goes along, each place told after `wait` and each told with `late`; looked at 60 times a second, from the second half second on. */
function watched(
  speed: number,
  { wait, late, lost }: { wait: () => number; late: () => number; lost: () => boolean },
): Seen {
  const end = 4000
  const told: { at: number; x: number }[] = []
  let arrived = 0
  for (let t = 0; t < end; t += wait()) {
    // A connection keeps the order: what is late holds up what comes after.
    arrived = Math.max(arrived, t + late())
    if (!lost()) told.push({ at: arrived, x: speed * t })
  }
  const track = new Track([0])
  let [before, jump, stood, lag, frames] = [Number.NaN, 0, 0, 0, 0]
  for (let now = 0; now < end - 200; now += 1000 / 60) {
    while (told.length > 0 && told[0]!.at <= now) {
      const { at, x } = told.shift()!
      track.tell([x], at)
    }
    const x = track.at(now)[0]!
    if (now > 500) {
      frames += 1
      jump = Math.max(jump, Math.abs(x - before))
      if (Math.abs(x - before) < 0.05 * speed * (1000 / 60)) stood += 1
      lag = Math.max(lag, now - x / speed)
    }
    before = x
  }
  return { jump: jump / (speed * (1000 / 60)), stood: stood / frames, lag, frames }
}

describe('a hand that goes along at 1,000 pixels a second', () => {
  test.each([
    ['every 50 ms, never late', 50, 50, 0, 0, { jump: 1.05, stood: 0, lag: 95 }],
    // As a page tells of its hand: when 50 ms have passed, with the next of its frames.
    ['every 50 to 66 ms, up to 10 ms late', 50, 66, 10, 0, { jump: 1.3, stood: 0, lag: 130 }],
    ['every 20 to 50 ms, up to 25 ms late', 20, 50, 25, 0, { jump: 2.4, stood: 0.01, lag: 175 }],
    ['every 50 ms, up to 30 ms late', 50, 50, 30, 0, { jump: 1.9, stood: 0.01, lag: 165 }],
    ['every 50 ms, up to 20 ms late, and one of ten lost', 50, 50, 20, 0.1, { jump: 1.5, stood: 0.07, lag: 270 }],
    [
      'every 20 to 50 ms, up to 25 ms late, and one of twenty lost',
      20,
      50,
      25,
      0.05,
      { jump: 2.4, stood: 0.03, lag: 180 },
    ],
  ] as const)('is told %s', (_, least, most, latest, loss, allowed) => {
    for (let seed = 1; seed <= 40; seed++) {
      const roll = chance(seed)
      const seen = watched(1, {
        wait: () => least + roll() * (most - least),
        late: () => roll() * latest,
        lost: () => roll() < loss,
      })
      expect(seen.frames, `seed ${seed}`).toBeGreaterThan(150)
      expect(seen.jump, `seed ${seed}: the largest jump, in frames of the hand's own speed`).toBeLessThan(allowed.jump)
      expect(seen.stood, `seed ${seed}: share of frames in which it stood still`).toBeLessThanOrEqual(allowed.stood)
      expect(seen.lag, `seed ${seed}: ms behind the hand`).toBeLessThan(allowed.lag)
    }
  })
})

test('it comes to rest where it was told last, and goes on from there after a rest', () => {
  const track = new Track([0, 0])
  track.tell([10, 20], 1000)
  expect(track.at(1000)).toEqual([0, 0])
  expect(track.rests(1000)).toBe(false)
  expect(track.at(2000)).toEqual([10, 20])
  expect(track.rests(2000)).toBe(true)
  track.tell([20, 20], 9000)
  expect(track.at(9000)).toEqual([10, 20])
  const half = track.at(9045)[0]!
  expect(half).toBeGreaterThan(10)
  expect(half).toBeLessThan(20)
  track.put([500, 0])
  expect(track.at(9050)).toEqual([500, 0])
  expect(track.rests(9050)).toBe(true)
})
