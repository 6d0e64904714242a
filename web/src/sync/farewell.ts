import { type Clock, within } from './clock'
import type { BoardClient } from './types'

/** How long a leaving page waits for the verdicts on what it sent, in milliseconds. */
const FAREWELL = 2_000

/** Resolves when nothing of one's own waits any more, or when that takes too long. */
export function farewell(clock: Clock, client: BoardClient, waits: () => boolean): Promise<void> {
  const answered = new Promise<void>((resolve) => {
    const off = client.on({
      state: () => {
        if (waits()) return
        off()
        resolve()
      },
    })
  })
  return within(clock, FAREWELL, answered)
}
