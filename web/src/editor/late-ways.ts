import type { Box } from '../geometry/box'
import type { BoardEditor } from './editor'

/** A past that goes by is left to rest for so long before ways are looked for, in milliseconds: most moments are passed over. */
const REST = 60

/** So long it is left alone where nobody sees the board, in milliseconds. */
const UNSEEN = 1000

/** So long at most the page is held at a time, in milliseconds: half a frame. */
const SLICE = 8

/**
 * A board that has just arrived is shown before arrows with right angles have found their ways around what stands between: that may take
 * milliseconds for each. They do so in the moments after, and the picture follows once, when all have. In a past that goes by they do so when it rests.
 */
export class LateWays {
  private readonly editor: BoardEditor
  private readonly seen: () => boolean
  private readonly leave: () => void
  private callOff: (() => void) | null = null
  private stale: Box[] = []

  /** `seen`: whether anybody sees the board, or its past lies over it. */
  constructor(editor: BoardEditor, seen = () => true) {
    this.editor = editor
    this.seen = seen
    this.leave = editor.watch({
      live() {},
      stale: (what) => {
        if (what === 'all') this.stale = []
        if (what === 'all' || editor.finder.hurried) this.soon()
      },
    })
    this.soon()
  }

  private soon(): void {
    this.after(this.editor.finder.hurried ? REST : 0)
  }

  private after(milliseconds: number): void {
    this.callOff?.()
    this.callOff = this.editor.parts.after(milliseconds, () => this.slice())
  }

  private slice(): void {
    if (!this.seen()) {
      this.after(UNSEEN)
      return
    }
    const { finder, parts } = this.editor
    const until = parts.now() + SLICE
    while (parts.now() < until) {
      const stale = finder.smooth()
      if (stale === null) {
        this.done()
        return
      }
      this.stale.push(...stale)
    }
    this.after(0)
  }

  private done(): void {
    this.callOff = null
    const { stale } = this
    this.stale = []
    if (stale.length === 0) return
    for (const watcher of this.editor.watchers) {
      watcher.stale(stale)
      watcher.live()
    }
  }

  close(): void {
    this.callOff?.()
    this.leave()
  }
}
