import { sameClip } from '../editor/clip'
import { wantLetters } from '../elements/measure'
import type { Done, Item, Job, TilePainter } from './job'
import type { Face, FromWorker, ToWorker } from './worker/protocol'
import type { FromShelf, ToShelf } from './worker/shelf'
import { packed, type Told } from './worker/told'

/** What is used of a Worker. */
export type WorkerLike = {
  postMessage(message: ToWorker, transfer?: Transferable[]): void
  addEventListener(type: 'message', listener: (event: { readonly data: FromWorker }) => void): void
  addEventListener(type: 'error' | 'messageerror', listener: (event: unknown) => void): void
  terminate(): void
}

/** Pictures in the making at once: one is painted, one waits, so that the worker need not wait for the page. Urgent ones may be more. */
const MOST = 2
const MOST_URGENT = 4
/** While the first picture is waited for the page paints as well: what is left then goes to whoever is done first. */
const MOST_FIRST = 2
/** Elements told in one frame: copying them costs the page a few microseconds each. */
const TOLD = 1200
/** While the first picture is waited for, and nothing moves. */
const TOLD_FIRST = 4800
/** The worker knows no more elements than this; then it forgets all, and is told anew what is needed. */
const KNOWN = 120_000
/** Silence while something is to be painted, in milliseconds: then the page paints too; and then the worker is given up. */
const LATE = 1_000
const LOST = 5_000
/** A worker that has not begun is waited for longer: the page paints meanwhile. */
const BEGINNING = 30_000

/** What becomes of the worker, for whoever gave it work. */
export type WorkerNews = {
  readonly done: Done
  /** It has begun to paint. */
  ready(): void
  /** Texts look different now. */
  fonts(): void
  /** It says something of pictures. */
  pictures(say: FromShelf): void
  /** It will never answer again. */
  failed(why: string): void
}

/** Has a worker paint. Elements go there when they are first needed, and again when they have changed. */
export class WorkerPainter implements TilePainter {
  private readonly worker: WorkerLike
  private readonly news: WorkerNews
  private readonly now: () => number
  private readonly known = new Map<string, { readonly number: number } & Pick<Item, 'props' | 'clip'>>()
  private readonly under = new Map<number, Job>()
  private next = 1
  /** How many more may be told in this frame. */
  private left = TOLD
  private first = false
  private heard = 0
  private state: 'starting' | 'ready' | 'failed' = 'starting'

  constructor(worker: WorkerLike, faces: readonly Face[], news: WorkerNews, now: () => number) {
    this.worker = worker
    this.news = news
    this.now = now
    this.heard = now()
    worker.addEventListener('message', ({ data }) => this.hear(data))
    worker.addEventListener('error', () => this.fail('it stopped'))
    worker.addEventListener('messageerror', () => this.fail('it was not understood'))
    this.post({ t: 'fonts', faces })
  }

  /** Whether it paints by now. */
  get ready(): boolean {
    return this.state === 'ready'
  }

  /** How many elements it has been told of. */
  get knows(): number {
    return this.known.size
  }

  /** Says nothing although it has work. */
  get late(): boolean {
    return this.under.size > 0 && this.now() - this.heard > LATE
  }

  /** The jobs that it has not done yet. */
  get open(): Iterable<Job> {
    return this.under.values()
  }

  room(urgent: boolean): boolean {
    return this.ready && !this.late && this.under.size < this.most(urgent)
  }

  private most(urgent: boolean): number {
    if (!urgent) return MOST
    return this.first ? MOST_FIRST : MOST_URGENT
  }

  give(job: Job): boolean {
    if (!this.tell(job.items)) return false
    if (this.under.size === 0) this.heard = this.now()
    this.under.set(job.number, job)
    const elements = Uint32Array.from(job.items, ({ id }) => this.known.get(id)!.number)
    const { number, order, urgent } = job
    this.post({ t: 'paint', number, order, urgent, elements }, [elements.buffer])
    return true
  }

  drop(number: number): void {
    if (this.under.delete(number)) this.post({ t: 'drop', number })
  }

  /** A new frame begins; `first`: what is seen has never been painted yet. */
  frame(first = false): void {
    this.first = first
    this.left = first ? TOLD_FIRST : TOLD
    const silence = this.now() - this.heard
    if (this.state === 'starting' && silence > BEGINNING) this.fail('it does not begin')
    if (this.ready && this.under.size > 0 && silence > LOST) this.fail('it does not answer')
  }

  /** The page has loaded a font, or has more of them. */
  fonts(faces: readonly Face[]): void {
    this.post({ t: 'fonts', faces })
  }

  /** Tells it something of pictures. */
  pictures(say: ToShelf): void {
    this.post({ t: 'pictures', say })
  }

  /** Ends it, where it has not ended by itself. */
  close(): void {
    this.under.clear()
    if (this.state === 'failed') return
    this.state = 'failed'
    this.worker.terminate()
  }

  /** Tells what the worker does not know yet; true when it knows all. A great many take several frames. */
  private tell(items: readonly Item[]): boolean {
    const fresh: Told[] = []
    let all = true
    if (this.known.size > KNOWN) this.forget()
    for (const { id, props, span, clip } of items) {
      const known = this.known.get(id)
      if (known?.props === props && sameClip(known.clip, clip)) continue
      if (this.left <= 0) {
        all = false
        break
      }
      this.left--
      const number = known?.number ?? this.next++
      this.known.set(id, { number, props, clip })
      fresh.push([number, props, span, clip])
    }
    if (fresh.length > 0) {
      const elements = packed(fresh)
      this.post({ t: 'know', elements }, [elements])
    }
    return all
  }

  private forget(): void {
    this.known.clear()
    this.post({ t: 'forget' })
  }

  private hear(message: FromWorker): void {
    if (this.state === 'failed') return
    this.heard = this.now()
    if (message.t === 'ready') {
      this.state = 'ready'
      this.news.ready()
    } else if (message.t === 'painted') {
      this.under.delete(message.number)
      this.news.done(message.number, message.picture)
    } else if (message.t === 'letters') wantLetters()
    else if (message.t === 'fonts') this.news.fonts()
    else if (message.t === 'pictures') this.news.pictures(message.say)
    else if (message.t === 'failed') this.fail(message.why)
  }

  private post(message: ToWorker, transfer: Transferable[] = []): void {
    try {
      this.worker.postMessage(message, transfer)
    } catch (error) {
      this.fail(String(error))
    }
  }

  private fail(why: string): void {
    if (this.state === 'failed') return
    this.state = 'failed'
    this.worker.terminate()
    this.news.failed(why)
  }
}
