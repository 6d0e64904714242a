import { describe, expect, it } from 'vitest'
import { noWheel, type Turn, type Wheel, wheelMeant } from './wheel'

/** [deltaX, deltaY, milliseconds since the one before]: as browsers have told them. */
type Told = readonly [deltaX: number, deltaY: number, after: number]

const recorded: readonly { name: string; mode: number; told: readonly Told[]; is: Wheel['is'] }[] = [
  {
    name: 'a mouse in Chromium on Windows and Linux',
    mode: 0,
    told: [
      [0, 100, 0],
      [0, 100, 60],
      [0, -100, 400],
    ],
    is: 'mouse',
  },
  {
    name: 'a mouse at 125 % of the system’s scale',
    mode: 0,
    told: [
      [0, 80, 0],
      [0, 80, 45],
    ],
    is: 'mouse',
  },
  {
    name: 'a mouse turned fast',
    mode: 0,
    told: [
      [0, 120, 0],
      [0, 240, 16],
      [0, 360, 16],
    ],
    is: 'mouse',
  },
  {
    name: 'a mouse in Firefox, by lines',
    mode: 1,
    told: [
      [0, 3, 0],
      [0, 3, 80],
      [0, -3, 500],
    ],
    is: 'mouse',
  },
  {
    name: 'a trackpad',
    mode: 0,
    told: [
      [0, 1, 0],
      [0, 4, 16],
      [1, 11, 16],
      [3, 38, 16],
      [2, 30, 16],
    ],
    is: 'trackpad',
  },
  {
    name: 'a trackpad that coasts faster than a notch',
    mode: 0,
    told: [
      [0, 2, 0],
      [0, 26, 16],
      [0, 88, 16],
      [0, 120, 16],
      [0, 100, 16],
      [0, 61, 16],
      [0, 9, 16],
    ],
    is: 'trackpad',
  },
  {
    name: 'a trackpad pushed askew',
    mode: 0,
    told: [
      [-60, 70, 0],
      [-80, 90, 16],
    ],
    is: 'trackpad',
  },
  {
    name: 'a trackpad with parts of pixels',
    mode: 0,
    told: [
      [0, 1.25, 0],
      [0, 7.5, 16],
      [-0.5, 12.25, 16],
    ],
    is: 'trackpad',
  },
]

function turns(told: readonly Told[], deltaMode: number, more: Partial<Turn> = {}): Turn[] {
  let time = 1000
  return told.map(([deltaX, deltaY, after]) => {
    time += after
    return { deltaX, deltaY, deltaMode, mod: false, shift: false, time, ...more }
  })
}

function meant(all: readonly Turn[], setting: 'auto' | 'pan' | 'zoom') {
  let wheel = noWheel
  return all.map((turn) => {
    const [meaning, next] = wheelMeant(turn, wheel, setting, 800)
    wheel = next
    return { meaning, is: next.is }
  })
}

describe('what turned', () => {
  it.each(recorded)('is told: $name', ({ told, mode, is }) => {
    const all = meant(turns(told, mode), 'auto')
    expect(all.map((one) => one.is)).toEqual(told.map(() => is))
    expect(all.every(({ meaning }) => (is === 'mouse' ? 'zoom' in meaning : 'pan' in meaning))).toBe(true)
  })

  it('may change between two pushes', () => {
    const all = meant([...turns([[0, 5, 0]], 0), ...turns([[0, 100, 2000]], 0), ...turns([[3, 5, 5000]], 0)], 'auto')
    expect(all.map((one) => one.is)).toEqual(['trackpad', 'mouse', 'trackpad'])
  })
})

describe('what it means', () => {
  const notch = turns([[0, 100, 0]], 0)
  const push = turns([[3, 7, 0]], 0)

  it.each([
    ['pan', notch, { pan: [0, -100] }],
    ['pan', push, { pan: [-3, -7] }],
    ['zoom', notch, { zoom: Math.exp(-0.1) }],
    ['zoom', turns([[0, 4, 0]], 0), { zoom: Math.exp(-0.04) }],
    ['zoom', push, { pan: [-3, -7] }],
    ['auto', turns([[0, 3, 0]], 1), { zoom: Math.exp(-0.1) }],
    ['pan', turns([[0, 3, 0]], 1), { pan: [0, -48] }],
    ['pan', turns([[0, 1, 0]], 2), { pan: [0, -800] }],
  ] as const)('with %s', (setting, all, expected) => {
    expect(meant(all, setting)[0]!.meaning).toEqual(expected)
  })

  it('is always zoom with mod, and smooth for a pinch', () => {
    for (const setting of ['auto', 'pan', 'zoom'] as const) {
      const pinch = meant(
        turns(
          [
            [0, -1.5, 0],
            [0, -2.25, 16],
            [0, -0.5, 16],
          ],
          0,
          { mod: true },
        ),
        setting,
      )
      const zooms = pinch.map(({ meaning }) => ('zoom' in meaning ? meaning.zoom : 0))
      expect(zooms.every((zoom) => zoom > 1 && zoom < 1.03)).toBe(true)
      expect(zooms.reduce((a, b) => a * b)).toBeCloseTo(Math.exp(0.0425), 9)
    }
  })

  it('goes sideways with shift, also where the system has turned it already', () => {
    expect(meant(turns([[0, 100, 0]], 0, { shift: true }), 'auto')[0]!.meaning).toEqual({ pan: [-100, 0] })
    expect(meant(turns([[100, 0, 0]], 0, { shift: true }), 'zoom')[0]!.meaning).toEqual({ pan: [-100, 0] })
  })
})
