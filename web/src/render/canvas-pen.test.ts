import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Value } from '../board/types'
import { kinds } from '../elements'
import { kindOf, learn } from '../elements/kind-of'
import { CanvasPen } from './canvas-pen'
import { stubCanvas } from './test/fake-canvas'

beforeEach(() => {
  stubCanvas()
  learn(kinds)
})
afterEach(() => vi.unstubAllGlobals())

/** How the lines of an element end that is seen at a zoom, in the order in which they are drawn. */
function ends(props: Record<string, Value>, zoom: number): string[] {
  const caps: string[] = []
  const context = new Proxy({ lineCap: '' } as { lineCap: string; [name: string]: unknown }, {
    get: (of, name: string) => of[name] ?? (name === 'stroke' ? () => caps.push(String(of.lineCap)) : () => {}),
  })
  const p = new Map<string, Value>(Object.entries({ at: [0, 0], size: [8000, 5000], ...props }))
  kindOf(p).draw(p, new CanvasPen(context as unknown as CanvasRenderingContext2D, { x: 0, y: 0, zoom }, 1, 'light'))
  return caps
}

test.each([0.25, 0.45, 0.7, 1, 2])(
  'what consists of dots is drawn with round ends, however small (zoom %d)',
  (zoom) => {
    for (const kind of ['rectangle', 'diamond', 'ellipse', 'line', 'arrow']) {
      const knots = { 'knots/a': ['a0', [0, 0], false], 'knots/b': ['a1', [5000, 3000], false] }
      const thickness = zoom < 0.5 ? 200 : 100
      expect(ends({ kind, ...knots, dash: 'dotted', thickness }, zoom)[0], kind).toBe('round')
    }
    const filled = { kind: 'rectangle', fill: 'red', 'fill-style': 'dots', thickness: 0 }
    // Seen so small, the dots are a tint.
    expect(ends(filled, zoom)).toEqual(zoom < 0.3 ? [] : ['round'])
  },
)

test('a thin line ends where a round end would: one that is hardly longer than wide is still seen', () => {
  const points = [0, 0, 50, 0, 40, 10, 50, 8]
  expect(ends({ kind: 'stroke', points, thickness: 400 }, 0.3)).toEqual(['square'])
  expect(ends({ kind: 'stroke', points, thickness: 400, nib: 'even' }, 2)).toEqual(['round'])
})
