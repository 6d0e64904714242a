import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { between, fitted, MAX_ZOOM, MIN_ZOOM, seen, toBoard, toScreen, zoomedAt } from './camera'
import { pinched } from './touches'

const coordinate = fc.double({ min: -1e8, max: 1e8, noNaN: true })
const camera = fc.record({
  x: coordinate,
  y: coordinate,
  zoom: fc.double({ min: MIN_ZOOM, max: MAX_ZOOM, noNaN: true }),
})
const pixel = fc.integer({ min: 0, max: 4000 })

describe('camera', () => {
  it('keeps what lies under the pointer there while zooming', () => {
    fc.assert(
      fc.property(camera, pixel, pixel, fc.double({ min: 0.001, max: 100, noNaN: true }), (c, x, y, zoom) => {
        const next = zoomedAt(c, x, y, zoom)
        const back = toScreen(next, toBoard(c, { x, y }))
        expect(back.x).toBeCloseTo(x, 3)
        expect(back.y).toBeCloseTo(y, 3)
        expect(next.zoom).toBeGreaterThanOrEqual(MIN_ZOOM)
        expect(next.zoom).toBeLessThanOrEqual(MAX_ZOOM)
      }),
    )
  })

  it('keeps what lies under two fingers between them', () => {
    fc.assert(
      fc.property(camera, pixel, pixel, pixel, pixel, (c, x, y, toX, toY) => {
        const next = pinched(
          c,
          [
            { x, y },
            { x: x + 100, y },
          ],
          [
            { x: toX, y: toY },
            { x: toX + 200, y: toY },
          ],
        )
        const back = toScreen(next, toBoard(c, { x: x + 50, y }))
        expect(back.x).toBeCloseTo(toX + 100, 2)
        expect(back.y).toBeCloseTo(toY, 2)
      }),
    )
  })

  it('shows all of what is fitted where the zoom allows it', () => {
    fc.assert(
      fc.property(
        coordinate,
        coordinate,
        fc.integer({ min: 1, max: 500_000 }),
        fc.integer({ min: 1, max: 400_000 }),
        (x, y, w, h) => {
          const viewport = { w: 1280, h: 800 }
          const view = seen(fitted({ x, y, w, h }, viewport), viewport)
          expect(view.x).toBeLessThanOrEqual(x)
          expect(view.y).toBeLessThanOrEqual(y)
          expect(view.x + view.w).toBeGreaterThanOrEqual(x + w)
          expect(view.y + view.h).toBeGreaterThanOrEqual(y + h)
        },
      ),
    )
  })

  it('begins and ends a glide where it should', () => {
    fc.assert(
      fc.property(camera, camera, (a, b) => {
        const viewport = { w: 1280, h: 800 }
        expect(between(a, b, viewport, 0).x).toBeCloseTo(a.x, 2)
        expect(between(a, b, viewport, 1).y).toBeCloseTo(b.y, 2)
      }),
    )
  })
})
