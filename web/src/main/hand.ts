/** The hand counts as resting when nothing was pressed, let go or typed for so many milliseconds; and so long it has the page for itself at first. */
const REST = 150
/** Longer than this nobody is kept waiting for it, in milliseconds. */
const LONGEST = 2_000

/** Whether somebody is at work on the page. What is heavy and can wait is not begun in the midst of a stroke. */
export class Hand {
  #down = false
  #last = performance.now()
  readonly #gone = new AbortController()

  constructor(page: Window) {
    const hear = (type: string, heard: () => void) =>
      page.addEventListener(type, heard, { capture: true, passive: true, signal: this.#gone.signal })
    const press = (down: boolean) => () => {
      this.#down = down
      this.#last = performance.now()
    }
    hear('pointerdown', press(true))
    for (const end of ['pointerup', 'pointercancel', 'blur']) hear(end, press(false))
    hear('keydown', () => {
      this.#last = performance.now()
    })
  }

  /** Resolves when the hand rests; after a while in any case. */
  async rests(): Promise<void> {
    const begun = performance.now()
    while (this.#busy && performance.now() - begun < LONGEST)
      await new Promise((resolve) => setTimeout(resolve, REST / 4))
  }

  /** Listens no more. */
  letGo(): void {
    this.#gone.abort()
  }

  get #busy(): boolean {
    return this.#down || performance.now() - this.#last < REST
  }
}
