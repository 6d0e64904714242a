/** So long work may go on before the page gets a turn, in milliseconds: within a frame, with room for the frame itself. */
const TURN = 12

/** Cuts long work into turns, so that the page stays alive meanwhile. */
export class Pace {
  private readonly now: () => number
  private readonly rest: () => Promise<void>
  private since: number

  /** `now`: milliseconds; `rest`: resolves when the page has had its turn. */
  constructor(now: () => number = () => performance.now(), rest: () => Promise<void> = nextTask) {
    this.now = now
    this.rest = rest
    this.since = now()
  }

  /** Whether the page is due; asked often, so it is cheap. */
  get due(): boolean {
    return this.now() - this.since > TURN
  }

  /** Gives the page its turn. */
  async turn(): Promise<void> {
    await this.rest()
    this.since = this.now()
  }
}

/** Resolves in a task of its own. By a message, for timers are held back in pages that are not seen. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** Nobody waits longer than this for a frame, in milliseconds: pages that are not seen get none. */
export const UNSEEN = 500

/** Resolves when what was just changed has been drawn. */
export function drawn(): Promise<void> {
  if (typeof requestAnimationFrame !== 'function') return nextTask()
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
    setTimeout(resolve, UNSEEN)
  })
}
