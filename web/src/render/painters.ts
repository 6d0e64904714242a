import { facesOfPage } from './fonts'
import type { Job, TilePainter } from './job'
import { PagePainter } from './page-painter'
import type { Picture } from './picture'
import type { FromShelf, ToShelf } from './worker/shelf'
import { type WorkerLike, WorkerPainter } from './worker-painter'

/** What painting needs from outside. */
export type PaintersParts = {
  /** Starts a worker; throws where there is none. */
  readonly start: () => WorkerLike
  /** Milliseconds; asked often, so cheap. */
  readonly now: () => number
  readonly done: (job: Job, picture: Picture) => void
  /** Something happened outside of a frame: one is wanted. */
  readonly ask: () => void
  /** Texts look different now. */
  readonly fonts: () => void
  /** The worker says something of pictures; null: from now on there is none, or it has begun. */
  readonly pictures?: (say: FromShelf | null) => void
}

/** Time for painting on the page in one frame, in milliseconds: the rest of a frame's 16 is for input and what moves. */
const BUDGET = 8
/** And for the very first picture, before which there is nothing to be smooth: still within the longest frame that may be. */
const FIRST = 40
/** A worker that has been told of so many elements is worth another's beginning: with 10,000 that gives back 17 MB in the end, with 50,000 a hundred. */
const MUCH = 3000

/** The worker where it can be, and the page where it cannot: before it is ready, when it has failed, and while it does not answer. */
export class Painters {
  private readonly parts: PaintersParts
  private readonly page: PagePainter
  private readonly jobs = new Map<number, Job>()
  private worker: WorkerPainter | null = null
  /** The one that takes its place once it is ready. */
  private fresh: WorkerPainter | null = null
  /** What the page paints although the worker was given it. */
  private readonly shared = new Set<number>()
  private tried = false
  /** What is seen has never been painted yet. */
  private first = false
  private next = 1

  constructor(parts: PaintersParts) {
    this.parts = parts
    this.page = new PagePainter((number, picture) => this.done(number, picture))
  }

  /** Begins to have a worker; nothing happens if one was tried already. */
  begin(): void {
    if (this.tried) return
    this.tried = true
    const ready = () => {
      this.parts.pictures?.(null)
      this.parts.ask()
    }
    try {
      this.worker = this.started(ready, (why) => this.failed(why))
    } catch (error) {
      this.failed(String(error))
    }
  }

  /**
   * Begins another worker where the one there is has been told of much and has nothing to do: it keeps all of that, and Chromium the room in which it grew up. It goes
   * when the other is ready, and stays if that never is: its script may be gone from the server by then.
   */
  relieve(): void {
    if (this.worker?.ready !== true || this.worker.knows < MUCH || this.jobs.size > 0) return
    this.dismiss()
    try {
      const fresh = this.started(
        () => (this.jobs.size > 0 ? this.dismiss() : this.relieved()),
        (why) => (fresh === this.worker ? this.failed(why) : this.dismiss()),
      )
      this.fresh = fresh
    } catch {
      // The one there is goes on.
    }
  }

  private relieved(): void {
    this.worker?.close()
    this.worker = this.fresh
    this.fresh = null
  }

  /** Takes back that another was to take the worker's place. */
  private dismiss(): void {
    this.fresh?.close()
    this.fresh = null
  }

  private started(ready: () => void, failed: (why: string) => void): WorkerPainter {
    const { start, now, ask, fonts, pictures } = this.parts
    const done = (number: number, picture: Picture) => {
      this.done(number, picture)
      ask()
    }
    const news = { done, ready, fonts, pictures: (say: FromShelf) => pictures?.(say), failed }
    return new WorkerPainter(start(), facesOfPage(), news, now)
  }

  /** The page has loaded a font: the worker shall have it, too. */
  fontsLoaded(): void {
    for (const worker of [this.worker, this.fresh]) worker?.fonts(facesOfPage())
  }

  /** Tells the worker something of pictures; false where there is none that paints. */
  pictures(say: ToShelf): boolean {
    if (this.worker?.ready !== true) return false
    this.worker.pictures(say)
    return true
  }

  /** Whether a worker is to be expected, and has not begun yet. */
  get beginning(): boolean {
    return !this.tried || (this.worker !== null && !this.worker.ready)
  }

  /** A number for the next job. */
  number(): number {
    return this.next++
  }

  /** Whether somebody takes another job in this frame. */
  room(urgent: boolean): boolean {
    return this.painterFor({ urgent }).room(urgent)
  }

  /** Hands a job over, where there is room; false when it is to be handed again with the next frame. */
  give(job: Job): boolean {
    this.jobs.set(job.number, job)
    if (this.painterFor(job).give(job)) return true
    this.jobs.delete(job.number)
    return false
  }

  /** Nobody needs this one any more. */
  drop(number: number): void {
    if (!this.jobs.delete(number)) return
    this.worker?.drop(number)
    this.page.drop(number)
  }

  /** Whether the page has something to paint in the next frame. */
  get busy(): boolean {
    return this.page.busy
  }

  /** A new frame begins. `first`: what is seen has never been painted yet. */
  frame(first = false): void {
    const { worker } = this
    this.first = first
    worker?.frame(first)
    // It may only be slow: what it was given is painted here as well, and whichever comes first counts.
    if (worker?.late === true) this.takeOver(worker)
  }

  /** Paints on the page what it was given, as far as a frame has time for it. */
  work(): void {
    const end = this.parts.now() + (this.first ? FIRST : BUDGET)
    this.page.frame(() => this.parts.now() > end)
  }

  /** Whether somebody has to look again soon although nothing is to be drawn: a worker may never answer. */
  get watching(): boolean {
    return this.jobs.size > 0
  }

  /** Ends the worker. */
  close(): void {
    this.worker?.close()
    this.dismiss()
    this.jobs.clear()
  }

  private painterFor({ urgent, pictures }: Pick<Job, 'urgent' | 'pictures'>): TilePainter {
    const { worker, page } = this
    if (worker?.ready !== true || worker.late) return page
    // The first picture is waited for, and nothing moves yet: both paint, and neither is to have nothing to do until the next frame.
    const both = this.first && urgent && pictures !== true
    return both && (!page.busy || (page.room() && !worker.room(urgent))) ? page : worker
  }

  private takeOver(worker: WorkerPainter): void {
    for (const job of worker.open) {
      if (this.shared.has(job.number) || !this.page.room()) continue
      this.shared.add(job.number)
      this.page.give(job)
    }
  }

  private done(number: number, picture: Picture): void {
    const job = this.jobs.get(number)
    if (job === undefined) {
      if ('close' in picture) picture.close()
      return
    }
    this.jobs.delete(number)
    if (this.shared.delete(number)) {
      this.page.drop(number)
      this.worker?.drop(number)
    }
    this.parts.done(job, picture)
  }

  /** Ends the worker, until one is begun again: nobody looks. What it has not done is the page's. */
  rest(): void {
    const { worker } = this
    const open = worker === null ? [] : [...worker.open]
    worker?.close()
    this.worker = null
    this.dismiss()
    this.tried = false
    this.parts.pictures?.(null)
    for (const job of open) if (!this.shared.has(job.number)) this.page.give(job)
  }

  private failed(why: string): void {
    console.info(`The board is painted by the page: its worker failed (${why}).`)
    this.rest()
    this.tried = true
    this.parts.ask()
  }
}
