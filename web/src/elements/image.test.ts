import { expect, test } from 'vitest'
import type { Value } from '../board/types'
import { sized } from '../elements/props'
import { centreOf } from '../geometry/box'
import { turned } from '../geometry/point'
import { anchorPoint } from './arrow-end'
import { croppedTo, tiedInCrop, uncropped, uncroppedBox } from './crop'
import { image, partOf, sizeWithin } from './image'
import { PenThatRemembers } from './recorder.testing'

const asset = '0f'.repeat(32)

function picture(more: Readonly<Record<string, Value>> = {}): Map<string, Value> {
  const props = { kind: 'image', at: [1000, 2000], size: [40_000, 30_000], asset, natural: [400, 300], ...more }
  return new Map(Object.entries(props as Record<string, Value>))
}

const changed = (p: ReadonlyMap<string, Value>, changes: ReadonlyMap<string, Value>) => new Map([...p, ...changes])

test('it is drawn as large as it lies, and what stands for it where its pixels are not there', () => {
  const pen = new PenThatRemembers()
  image.draw(picture({ opacity: 40, radius: 99_999 }), pen)
  expect(pen.images).toEqual([])
  expect(pen.drawn.map(({ what }) => what)).toEqual(['fill', 'line'])
  pen.assets.add(asset)
  image.draw(picture({ opacity: 40, radius: 99_999 }), pen)
  const part = { x: 0, y: 0, w: 400, h: 300 }
  expect(pen.images).toEqual([
    { asset, w: 40_000, h: 30_000, natural: [400, 300], part, mirrored: false, radius: 15_000, opacity: 40 },
  ])
})

test('what is cropped stays where it is, also turned and mirrored', () => {
  let seen = 0
  for (const angle of [0, 3000, 9000, 27_500]) {
    for (const mirrored of [false, true]) {
      const p = picture({ angle, mirrored })
      const all = uncroppedBox(p)
      expect(all).toEqual(sized(p))
      const to = { x: all.x + 10_000, y: all.y + 3000, w: 20_000, h: 9000 }
      const cropped = changed(p, croppedTo(p, to))
      expect(partOf(cropped)).toEqual({ x: 100, y: 30, w: 200, h: 90 })
      // Its middle is where it was seen before.
      const before = turned(centreOf(to), centreOf(all), angle)
      const now = centreOf(sized(cropped))
      expect(Math.abs(now.x - before.x)).toBeLessThanOrEqual(1)
      expect(Math.abs(now.y - before.y)).toBeLessThanOrEqual(1)
      // And back again.
      const whole = uncropped(cropped)
      expect(partOf(whole)).toEqual({ x: 0, y: 0, w: 400, h: 300 })
      for (const i of [0, 1]) {
        const [a, b] = [p.get('at') as number[], whole.get('at') as number[]]
        expect(Math.abs(a[i]! - b[i]!)).toBeLessThanOrEqual(2)
      }
      seen++
    }
  }
  expect(seen).toBe(8)
})

test('cropped to nothing, or by what makes no sense, something is left', () => {
  const p = picture()
  const none = changed(p, croppedTo(p, { x: 1000, y: 2000, w: 0, h: 0 }))
  expect(partOf(none)).toEqual({ x: 0, y: 0, w: 1, h: 1 })
  expect(partOf(picture({ crop: [300, 0, 100, 0] }))).toEqual({ x: 0, y: 0, w: 400, h: 300 })
  expect(partOf(picture({ natural: [0, 0], crop: [1, 1, 1, 1] }))).toEqual({ x: 0, y: 0, w: 1, h: 1 })
})

test('mirrored twice it is as before; upside down it is turned by half and mirrored', () => {
  const p = picture({ angle: 1000 })
  const about = centreOf(sized(p))
  const once = changed(p, image.flipped(p, 'h', about))
  expect(once.get('mirrored')).toBe(true)
  const twice = changed(once, image.flipped(once, 'h', about))
  expect([twice.get('mirrored'), twice.get('angle'), twice.get('at')]).toEqual([false, 1000, [1000, 2000]])
  const down = changed(picture(), image.flipped(picture(), 'v', about))
  expect([down.get('mirrored'), Math.abs(down.get('angle') as number)]).toEqual([true, 18_000])
})

test('it is put at its own size, or as large as there is room', () => {
  expect(sizeWithin([400, 300], { w: 100_000, h: 100_000 })).toEqual({ x: 40_000, y: 30_000 })
  expect(sizeWithin([4000, 3000], { w: 100_000, h: 60_000 })).toEqual({ x: 80_000, y: 60_000 })
  expect(sizeWithin([16_384, 1], { w: 100_000, h: 60_000 })).toEqual({ x: 100_000, y: 6 })
})

test('what points at a place in it goes on pointing there when it is cropped, also turned, mirrored and back', () => {
  for (const angle of [0, 3000, 9000]) {
    for (const mirrored of [false, true]) {
      const p = picture({ angle, mirrored })
      const anchor = { id: 'picture', x: 4000, y: 2500 }
      const cropped = changed(p, croppedTo(p, { x: 11_000, y: 5000, w: 20_000, h: 15_000 }))
      const there = tiedInCrop(anchor, p, cropped)
      expect(there).toEqual({ id: 'picture', x: 3000, y: 3000 })
      const [was, now] = [anchorPoint(p, anchor), anchorPoint(cropped, there)]
      expect(Math.hypot(was.x - now.x, was.y - now.y)).toBeLessThan(2)
      expect(tiedInCrop(there, cropped, uncropped(cropped))).toEqual(anchor)
    }
  }
})

test('where the place is cut off the edge next to it is meant; the whole, a side and its middle go on being meant', () => {
  const p = picture()
  const cropped = changed(p, croppedTo(p, { x: 1000, y: 2000, w: 20_000, h: 30_000 }))
  const tied = (x: number, y: number) => {
    const anchor = tiedInCrop({ id: 'picture', x, y }, p, cropped)
    return [anchor.x, anchor.y]
  }
  expect(tied(9000, 2500)).toEqual([10_000, 2500])
  expect(tied(5000, 5000)).toEqual([5000, 5000])
  expect(tied(10_000, 3000)).toEqual([10_000, 3000])
  expect(tied(5000, 0)).toEqual([5000, 0])
  expect(tied(2000, 10_000)).toEqual([4000, 10_000])
  // In the very middle of what is left, and yet a place.
  expect(tied(2500, 5000)).toEqual([5001, 5000])
})
