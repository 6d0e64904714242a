import { type ScreenPoint, screenPoint } from '../geometry/point'
import type { Editor } from './types'

const places = new WeakMap<Editor, PointerPlace>()

/** Where the pointer was on the canvas last, also while it is over a panel, or a finger is lifted. */
export class PointerPlace {
  private readonly host: HTMLElement
  private readonly gone = new AbortController()
  private last: Pick<PointerEvent, 'clientX' | 'clientY'> | null = null

  constructor(host: HTMLElement, editor: Editor) {
    this.host = host
    places.set(editor, this)
    // There may be a thousand moves a second: where the canvas lies is asked when the place is.
    const look = ({ clientX, clientY }: PointerEvent) => {
      this.last = { clientX, clientY }
    }
    for (const type of ['pointermove', 'pointerdown'] as const)
      host.addEventListener(type, look, { capture: true, passive: true, signal: this.gone.signal })
  }

  /** Null where there has been none. */
  get at(): ScreenPoint | null {
    if (this.last === null) return null
    const { left, top } = this.host.getBoundingClientRect()
    return screenPoint(this.last.clientX - left, this.last.clientY - top)
  }

  close(): void {
    this.gone.abort()
  }
}

/** The place of one's own hand on the screen: where it was last, or the middle of the window. */
export function pointerPlace(editor: Editor): ScreenPoint {
  const { w, h } = editor.viewport
  return places.get(editor)?.at ?? screenPoint(w / 2, h / 2)
}
