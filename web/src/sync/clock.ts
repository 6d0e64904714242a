/** Time and chance, passed in, so that no test waits and every schedule can be replayed. */
export interface Clock {
  /** Milliseconds since 1970, of this machine; used for durations and leases, never for order. */
  now(): number
  /** Calls `run` once after so many milliseconds; returns how to call it off. */
  after(ms: number, run: () => void): () => void
  /** A number in [0, 1). */
  random(): number
}

/** The page's own clock. Timers, not animation frames: a hidden page must go on (C69). */
export const pageClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  random: () => Math.random(),
}

/** Resolves when the work is over, well or not, or when so many milliseconds have passed. */
export function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const callOff = clock.after(ms, resolve)
    const over = () => {
      callOff()
      resolve()
    }
    work.then(over, over)
  })
}
