import type { Op } from '../board/types'
import { say } from '../words/say'
import { noticesOf, type Progress } from './notices'
import { UNSEEN } from './pace'
import type { Editor } from './types'

/** As many ops are committed at once whatever they are. */
const ONCE = 1000
/** One turn should not take longer than this, in milliseconds: the page gets a frame between two. */
const TURN = 60
/** Fewer ops than this are not worth a turn of their own. */
const LEAST = 100
/** Work of more ops than this says how far it is. */
const SHOWN = 4000
/** What is worked out for more elements than this may hold the page for 200 ms on a slow machine: 15 µs for each. */
const HOLDS = 12_000

/** What it needs of the editor's parts. */
type Clock = {
  readonly now: () => number
  readonly after: (milliseconds: number, run: () => void) => () => void
  readonly frame: (run: () => void) => () => void
}

/** A step of which a part is committed. */
type Work = {
  readonly ops: readonly Op[]
  readonly step: string
  readonly first: (ops: readonly Op[]) => void
  readonly progress: Progress | null
  from: number
}

/**
 * Commits a large step in turns, so that the page stays alive meanwhile: a part at once, the rest part by part. What rests on all
 * of it, as any command may, is done afterwards; what cannot wait, as a hand that takes hold of something, flushes.
 */
export class Turns {
  private readonly editor: Editor
  private readonly clock: Clock
  private work: Work | null = null
  /** What is begun as soon as the person has seen that there is work. */
  private announced: (() => void) | null = null
  private next: (() => void)[] = []
  /** What is left for the end of the step. */
  private last: (() => void) | null = null
  private callOff: () => void = () => {}
  private size = ONCE

  constructor(editor: Editor, clock: Clock) {
    this.editor = editor
    this.clock = clock
  }

  /** Commits as much as one turn allows; the rest follows. A little goes at once, whatever waits. `first` is done before each part. */
  commit(ops: readonly Op[], step: string, first: (ops: readonly Op[]) => void = () => {}): void {
    if (ops.length <= ONCE) {
      first(ops)
      this.editor.client.commit(ops, step)
      return
    }
    this.flush()
    const progress = ops.length > SHOWN ? noticesOf(this.editor).begin(say('Changing many things'), null) : null
    this.work = { ops, step, first, progress, from: 0 }
    this.turn()
  }

  /** Does this once all is committed: at once if nothing waits. */
  afterwards(run: () => void): void {
    if (this.work === null && this.announced === null) run()
    else this.next.push(run)
  }

  /**
   * Does this once for all parts of a step, with the last: what looks at all that is selected would take longer with each part than
   * the part itself. At once if no part is to come. Of several the newest is done.
   */
  once(run: () => void): void {
    if (this.work === null) run()
    else this.last = run
  }

  /**
   * As afterwards, for what is worked out in one piece, for so many elements: where that may hold the page for longer than a moment, the
   * person is shown first that it will.
   */
  weighed(elements: number, title: string, run: () => void): void {
    this.afterwards(() => (elements > HOLDS ? this.announce(title, run) : run()))
  }

  /** Commits all that waits now: a hand takes hold of it, or the page may be about to go. */
  flush(): void {
    this.callOff()
    while (this.work !== null || this.announced !== null) {
      this.announced?.()
      if (this.work !== null) this.part(this.work, Number.POSITIVE_INFINITY)
    }
  }

  private announce(title: string, run: () => void): void {
    const progress = noticesOf(this.editor).begin(title, null, true)
    const go = () => {
      if (this.announced !== go) return
      this.announced = null
      this.perform(run)
      progress.end()
      this.goOn()
    }
    this.announced = go
    const { after, frame } = this.clock
    const late = after(UNSEEN, go)
    // The bar is drawn in the first frame that comes after it is there.
    const soon = after(0, () => frame(() => after(0, () => frame(go))))
    this.callOff = () => {
      late()
      soon()
    }
  }

  private turn(): void {
    if (this.work === null) return
    const begun = this.clock.now()
    const done = this.part(this.work, this.size)
    const took = Math.max(1, this.clock.now() - begun)
    this.size = Math.max(LEAST, Math.min(done * 2, Math.round((done * TURN) / took)))
    if (this.work !== null) this.callOff = this.clock.after(0, () => this.turn())
  }

  /** Commits so much of it; returns how many ops that were. Where one may write no more, the rest is dropped. */
  private part(work: Work, most: number): number {
    const ops = this.editor.state.readOnly ? [] : work.ops.slice(work.from, work.from + most)
    work.from += ops.length
    if (ops.length > 0) {
      work.first(ops)
      this.editor.client.commit(ops, work.step)
    }
    work.progress?.share(work.from / work.ops.length)
    if (ops.length === 0 || work.from >= work.ops.length) this.end(work)
    return ops.length
  }

  private end(work: Work): void {
    work.progress?.end()
    this.work = null
    this.last?.()
    this.last = null
    this.goOn()
  }

  /** Does what was waiting, up to what is to be waited for again. */
  private goOn(): void {
    while (this.work === null && this.announced === null) {
      const run = this.next.shift()
      if (run === undefined) return
      this.perform(run)
    }
  }

  /** What it leaves for afterwards comes before what was waiting already. */
  private perform(run: () => void): void {
    const waiting = this.next
    this.next = []
    run()
    this.next.push(...waiting)
  }
}
