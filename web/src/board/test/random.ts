import type { Op, Value } from '../types'

/** A seeded generator (mulberry32): the same seed gives the same run. */
export class Random {
  private state: number
  constructor(seed: number) {
    this.state = seed >>> 0
  }
  /** A whole number from 0 to below n. */
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n)
  }
  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!
  }
}

/** A fresh seed, or LAWS_SEED; printed, so that a run can be repeated. */
export function freshSeed(name: string): number {
  const seed = Number(process.env.LAWS_SEED ?? crypto.getRandomValues(new Uint32Array(1))[0])
  console.log(`${name}: LAWS_SEED=${seed}`)
  return seed
}

/** An op on one of `pool` elements: trees, order keys and graves come often. */
export function randomOp(random: Random, pool: number): Op {
  const id = `element-${random.below(pool)}`
  const own = random.below(3) === 0 ? { own: true as const } : {}
  switch (random.below(8)) {
    case 0:
    case 1:
      return { op: 'put', id, props: new Map<string, Value | null>([['kind', 'rectangle'], ...some(random, pool)]) }
    case 2:
      return { op: 'remove', id, ...own }
    case 3:
      return {
        op: 'restore',
        id,
        ...own,
        props: new Map<string, Value | null>([['kind', 'text'], ...some(random, pool)]),
      }
  }
  return {
    op: 'set',
    id,
    ...own,
    props: new Map<string, Value | null>([['angle', random.below(9)], ...some(random, pool)]),
  }
}

function some(random: Random, pool: number): [string, Value | null][] {
  const props: [string, Value | null][] = []
  if (random.below(2)) props.push(['parent', random.below(4) ? `element-${random.below(pool)}` : null])
  if (random.below(2)) props.push(['order', random.pick(['a0', 'a1', 'Zz', '0', 'b00', 'z'])])
  if (random.below(2)) props.push(['at', [random.below(100), 0]])
  if (random.below(4) === 0) props.push([`text/p${random.below(3)}`, ['a0', 'x', '']])
  return props
}
