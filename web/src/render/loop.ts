/** One frame at a time, and none where nothing is to be drawn. */
export class Loop {
  private readonly draw: (now: number) => boolean
  private request = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private stopped = false

  /** `draw` returns whether the next frame is wanted too. */
  constructor(draw: (now: number) => boolean) {
    this.draw = draw
  }

  /** Asks for a frame; asking again before it comes does nothing. */
  ask(): void {
    if (this.request !== 0 || this.stopped) return
    this.request = requestAnimationFrame((now) => {
      this.request = 0
      if (this.draw(now)) this.ask()
    })
  }

  /** Asks for a frame in so many milliseconds; the last asking counts. */
  askIn(milliseconds: number): void {
    clearTimeout(this.timer)
    if (milliseconds < Number.POSITIVE_INFINITY) this.timer = setTimeout(() => this.ask(), milliseconds)
  }

  /** No more frames. */
  stop(): void {
    this.stopped = true
    cancelAnimationFrame(this.request)
    clearTimeout(this.timer)
  }
}
