import type { Done, Job, TilePainter } from './job'
import { Painting } from './painting'

/** So many jobs wait at most: what is needed most is chosen late. */
const MOST = 2

/** Paints on the page, within what is left of each frame. */
export class PagePainter implements TilePainter {
  private readonly done: Done
  private readonly jobs: Job[] = []
  private now: { readonly job: Job; readonly painting: Painting } | null = null

  constructor(done: Done) {
    this.done = done
  }

  /** Whether it has something to paint. */
  get busy(): boolean {
    return this.now !== null || this.jobs.length > 0
  }

  room(): boolean {
    return this.jobs.length < MOST
  }

  give(job: Job): true {
    this.jobs.push(job)
    return true
  }

  drop(number: number): void {
    const at = this.jobs.findIndex((job) => job.number === number)
    if (at >= 0) this.jobs.splice(at, 1)
    if (this.now?.job.number === number) this.now = null
  }

  /** Works for one frame, until `enough`. */
  frame(enough: () => boolean): void {
    while (this.now !== null || this.jobs.length > 0) {
      this.now ??= this.begun(this.jobs.shift()!)
      const { job, painting } = this.now
      if (!painting.go(enough)) return
      this.now = null
      this.done(job.number, painting.take())
      if (enough()) return
    }
  }

  private begun(job: Job): { readonly job: Job; readonly painting: Painting } {
    return { job, painting: new Painting(job.order, job.items, true) }
  }
}
