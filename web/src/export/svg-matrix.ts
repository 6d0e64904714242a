import type { BoardPoint } from '../geometry/point'

/** An affine map, in SVG's order: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export const still: Matrix = [1, 0, 0, 1, 0, 0]

/** The map that does the second first. */
export function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ]
}

export function mapPoint(m: Matrix, x: number, y: number): BoardPoint {
  return { x: m[0] * x + m[2] * y + m[4], y: m[1] * x + m[3] * y + m[5] }
}

/** By how much lengths grow, on the whole. */
export function growth(m: Matrix): number {
  return Math.sqrt(Math.abs(m[0] * m[3] - m[1] * m[2]))
}

/** The turn of a map that keeps right angles, in hundredths of a degree; null for one that slants, or mirrors. */
export function turnOf(m: Matrix): number | null {
  const [a, b, c, d] = m
  const across = Math.hypot(a, b)
  const down = Math.hypot(c, d)
  if (!(across > 0 && down > 0) || a * d - b * c <= 0) return null
  if (Math.abs(a * c + b * d) > 1e-4 * across * down) return null
  return Math.round((Math.atan2(b, a) * 18000) / Math.PI) + 0
}

const turnMatrix = (degrees: number): Matrix => {
  const r = (degrees * Math.PI) / 180
  return [Math.cos(r), Math.sin(r), -Math.sin(r), Math.cos(r), 0, 0]
}

function one(name: string, n: readonly number[]): Matrix | null {
  const [a = 0, b = 0, c = 0] = n
  switch (name) {
    case 'matrix':
      return n.length === 6 ? (n as unknown as Matrix) : null
    case 'translate':
      return [1, 0, 0, 1, a, b]
    case 'scale':
      return [a, 0, 0, n.length > 1 ? b : a, 0, 0]
    case 'rotate':
      return times(times([1, 0, 0, 1, b, c], turnMatrix(a)), [1, 0, 0, 1, -b, -c])
    case 'skewX':
      return [1, 0, Math.tan((a * Math.PI) / 180), 1, 0, 0]
    case 'skewY':
      return [1, Math.tan((a * Math.PI) / 180), 0, 1, 0, 0]
  }
  return null
}

/** So many steps of a transform are followed. */
const MOST = 32

/** Reads a transform attribute; what is none of it does nothing. */
export function readTransform(text: string | undefined): Matrix {
  let matrix = still
  let steps = 0
  for (const [, name, list] of (text ?? '').matchAll(/([a-zA-Z]{1,9})\s*\(([^()]{0,300})\)/g)) {
    if (++steps > MOST) break
    const numbers = (list!.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?/g) ?? []).map(Number)
    const next = one(name!, numbers)
    if (next?.every(Number.isFinite)) matrix = times(matrix, next)
  }
  return matrix
}
