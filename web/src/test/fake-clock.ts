import type { Clock } from '../sync/clock'

/** A clock that stands until it is told to go, and draws from a seed. */
export class FakeClock implements Clock {
  #now = 1_790_000_000_000
  #timers: { at: number; order: number; run: () => void }[] = []
  #order = 0
  #draw: () => number

  constructor(draw: () => number = seeded(1)) {
    this.#draw = draw
  }

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, order: this.#order++, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }

  random(): number {
    return this.#draw()
  }

  /** How many timers run. */
  get waiting(): number {
    return this.#timers.length
  }

  /** The machine sleeps: time passes and no timer comes. */
  sleep(ms: number): void {
    this.#now += ms
  }

  /** Lets time pass; what is due happens in its order. */
  advance(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const next = this.#timers.filter((each) => each.at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0]
      if (!next) break
      this.#timers = this.#timers.filter((each) => each !== next)
      this.#now = Math.max(this.#now, next.at)
      next.run()
    }
    this.#now = until
  }
}

/** A sequence of numbers in [0, 1) that depends on nothing but its seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Lets every promise that can go on do so. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}
