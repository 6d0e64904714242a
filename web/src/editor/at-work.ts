import type { BoardEditor } from './editor'

/** Whoever has not moved, pressed or typed anything for so long is idle (W14); in milliseconds. */
export const IDLE = 60_000

/** Tells the others when one is idle, or does not see the page any more, and when one is back. */
export class AtWork {
  private readonly editor: BoardEditor
  private readonly gone = new AbortController()
  private state: 'idle' | 'away' | null = null
  private last: number
  private callOff: (() => void) | null = null

  constructor(editor: BoardEditor, page: Document = document) {
    this.editor = editor
    this.last = editor.parts.now()
    const { signal } = this.gone
    for (const type of ['pointermove', 'pointerdown', 'keydown', 'wheel'])
      page.addEventListener(type, () => this.moved(), { capture: true, passive: true, signal })
    page.addEventListener('visibilitychange', () => this.looked(page.visibilityState === 'hidden'), { signal })
    this.looked(page.visibilityState === 'hidden')
  }

  /** Listens no more. */
  close(): void {
    this.gone.abort()
    this.callOff?.()
  }

  private moved(): void {
    this.last = this.editor.parts.now()
    this.tell(null)
    this.watch(IDLE)
  }

  private looked(hidden: boolean): void {
    if (!hidden) {
      this.moved()
      return
    }
    this.callOff?.()
    this.callOff = null
    this.tell('away')
  }

  /** One timer, which looks again if there was something meanwhile: there may be a thousand moves a second. */
  private watch(wait: number): void {
    this.callOff ??= this.editor.parts.after(wait, () => {
      this.callOff = null
      const left = this.last + IDLE - this.editor.parts.now()
      if (left > 0) this.watch(left)
      else this.tell('idle')
    })
  }

  private tell(state: 'idle' | 'away' | null): void {
    if (state === this.state) return
    this.state = state
    this.editor.client.present({ state })
  }
}
