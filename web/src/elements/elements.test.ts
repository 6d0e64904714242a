import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import dictionary from '../../../rooms/board/kinds.json'
import type { Value } from '../board/types'
import { turnedBox } from '../geometry/box'
import { kinds } from '.'
import { kindOf, visible } from './kind-of'
import { palette } from './palette'

const rectangle = (more: readonly [string, Value][] = []) =>
  new Map<string, Value>([['kind', 'rectangle'], ['at', [0, 0]], ['size', [10000, 5000]], ...more])

describe('the lists', () => {
  it('hold a kind for each of kinds.json that is drawn', () => {
    const drawn = Object.keys(dictionary.kinds).filter((kind) => !['board', 'group', 'layer'].includes(kind))
    // The one without a name stands for what is not known.
    expect(kinds.map((kind) => kind.kind).toSorted()).toEqual(['', ...drawn].toSorted())
    for (const kind of drawn) expect(visible(new Map([['kind', kind]])), kind).toBe(true)
  })

  it('hold a light and a dark value for each palette token', () => {
    expect([...palette.keys()].toSorted()).toEqual(dictionary.palette.filter((token) => token !== 'none').toSorted())
  })

  it("agree with the chrome's colours", () => {
    const css = readFileSync(new URL('../ui/styles/palette.css', import.meta.url), 'utf8')
    for (const [token, [light, dark]] of palette) {
      expect(css).toContain(`.is-${token} {\n  --colour: light-dark(${light}, ${dark});`)
    }
  })
})

describe('a shape', () => {
  it('is hit on its line, inside only where it is filled', () => {
    const plain = rectangle()
    expect(kindOf(plain).hit(plain, { x: 0, y: 2500 }, 100)).toBe(true)
    expect(kindOf(plain).hit(plain, { x: 5000, y: 2500 }, 100)).toBe(false)
    const filled = rectangle([['fill', 'soft-red']])
    expect(kindOf(filled).hit(filled, { x: 5000, y: 2500 }, 100)).toBe(true)
  })

  it('is hit where it is drawn when turned', () => {
    const turned = rectangle([['angle', 9000]])
    expect(kindOf(turned).frame(turned)).toEqual(turnedBox({ x: 0, y: 0, w: 10000, h: 5000 }, 9000))
    expect(kindOf(turned).hit(turned, { x: 5000, y: -2500 }, 100)).toBe(true)
    expect(kindOf(turned).hit(turned, { x: 0, y: 2500 }, 100)).toBe(false)
  })
})

describe('every kind', () => {
  const samples: readonly ReadonlyMap<string, Value>[] = [
    rectangle(),
    rectangle([['kind', 'ellipse']]),
    new Map<string, Value>([
      ['kind', 'stroke'],
      ['at', [0, 0]],
      ['points', [0, 0, 50, 0, 10000, 5000, 50, 8]],
    ]),
    new Map<string, Value>([
      ['kind', 'text'],
      ['at', [0, 0]],
      ['text/a1', ['a0', 'hello', '']],
    ]),
  ]

  it('fills the box it is resized to, mirrored too, in whole numbers', () => {
    for (const p of samples) {
      const kind = kindOf(p)
      const from = kind.frame(p)
      for (const to of [
        { ...from, w: from.w * 2, h: from.h * 2 },
        { x: from.x + from.w, y: from.y, w: -from.w * 1.5, h: from.h * 1.5 },
      ]) {
        const changes = kind.resized(p, from, to)
        const now = kind.frame(new Map([...p, ...changes]))
        expect(Math.abs(now.w - Math.abs(to.w)), kind.kind).toBeLessThan(20)
        for (const value of changes.values()) expect([value].flat().every(Number.isInteger)).toBe(true)
      }
    }
  })

  it('moves as a whole', () => {
    for (const p of samples) {
      const kind = kindOf(p)
      const now = kind.frame(new Map([...p, ...kind.moved(p, { x: 300, y: -200 })]))
      expect(now.x).toBe(kind.frame(p).x + 300)
      expect(now.y).toBe(kind.frame(p).y - 200)
    }
  })

  it('bears what is missing', () => {
    for (const kind of kinds) {
      const bare = new Map<string, Value>([['kind', kind.kind]])
      expect(Number.isFinite(kind.bounds(bare).w), kind.kind).toBe(true)
      expect(() => kind.hit(bare, { x: 0, y: 0 }, 1)).not.toThrow()
      expect(() => kind.resized(bare, { x: 0, y: 0, w: 0, h: 0 }, { x: 0, y: 0, w: 5, h: 5 })).not.toThrow()
    }
  })
})
