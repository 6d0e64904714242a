import { cellAt } from '../elements/cells'
import type { ElementProps } from '../elements/element'
import type { BoardPoint } from '../geometry/point'
import type { TextSession } from './text-session'
import type { Editor } from './types'
import type { Typist } from './typist'

/**
 * Typing as far as the rest of the editor needs to know of it. Who does it comes a moment after the canvas (main/canvas.ts): nobody
 * writes before the first stroke, and what is begun before it is there begins then.
 */
export class Typing {
  private typist: Typist | null = null
  private waiting: { readonly id: string; readonly fresh: ElementProps | null; readonly cell: string } | null = null

  /** Somebody to type is there. */
  take(typist: Typist): void {
    this.typist = typist
    if (this.waiting !== null) typist.begin(this.waiting.id, this.waiting.fresh, this.waiting.cell)
    this.waiting = null
  }

  /** Whether something is typed into, or about to be. */
  get under(): boolean {
    return this.session !== null || this.waiting !== null
  }

  /** The session, if one is typing. */
  get session(): TextSession | null {
    return this.typist?.session ?? null
  }

  /** Types into a text of the board, or into one that is to come. `cell`: which of an element's texts; '' for its own, or the first. */
  begin(id: string, fresh: ElementProps | null, cell = ''): void {
    if (this.typist === null) this.waiting = { id, fresh, cell }
    else this.typist.begin(id, fresh, cell)
  }

  /** Goes on in the cell at a point, where that is another of the element one writes in; whether it is. */
  goesOnAt(editor: Editor, at: BoardPoint): boolean {
    const { session } = this
    const cell = session === null ? '' : cellAt(editor.client.view.element(session.id)?.props, at)
    if (cell === '') return false
    editor.edit(session!.id, null, cell)
    return true
  }

  /** The board changed. */
  changed(touched: ReadonlySet<string> | 'all'): void {
    this.typist?.changed(touched)
  }

  /** Ends it. Returns the id of what was written if it stays. */
  end(): string | null {
    this.waiting = null
    return this.typist?.end() ?? null
  }
}
