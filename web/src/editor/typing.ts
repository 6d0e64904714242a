import type { ElementProps } from '../elements/element'
import type { BoardEditor } from './editor'
import { beginText, propsOfText, rebased, type TextSession, textOps, typing } from './text-session'

/** What is typed is committed after a pause of so many milliseconds, and at least so often while it goes on. */
const PAUSE = 350
const LONGEST = 1500

/** Typing into a text of the board: keeps the session, and commits it so that the others see it grow. */
export class Typing {
  private readonly editor: BoardEditor
  private current: TextSession | null = null
  private callOff: (() => void) | null = null
  private since = 0
  private busy = false
  /** An input method is composing: the text is not whole, and must not be touched. */
  composing = false

  constructor(editor: BoardEditor) {
    this.editor = editor
  }

  /** The session, if one is typing. */
  get session(): TextSession | null {
    return this.current
  }

  /** The properties of the text as they are now, to lay the field over it. */
  get props(): ElementProps | undefined {
    return this.current === null ? undefined : propsOfText(this.current, this.editor.client.view)
  }

  begin(id: string, fresh: ElementProps | null): void {
    this.end()
    this.current = beginText(this.editor.client.view, id, this.editor.newID(), fresh)
    this.composing = false
  }

  /** The field says this now. */
  type(text: string): void {
    if (this.current === null) return
    this.current = typing(this.current, text)
    const now = this.editor.parts.now()
    if (this.callOff === null) this.since = now
    this.callOff?.()
    const wait = Math.min(PAUSE, Math.max(0, this.since + LONGEST - now))
    this.callOff = this.editor.parts.after(wait, () => this.commit())
  }

  /** Commits what was typed and not told yet. */
  commit(): void {
    this.callOff?.()
    this.callOff = null
    if (this.current === null || this.busy || this.composing) return
    this.busy = true
    const ops = textOps(this.current, this.editor.client.view, this.editor.newID)
    this.editor.commit(ops, this.current.step)
    this.busy = false
    if (this.current !== null) this.current = rebased(this.current, this.editor.client.view)
  }

  /** The board changed: lines that others wrote come into the field, lines typed here stay. True if the text is gone. */
  changed(touched: ReadonlySet<string> | 'all'): boolean {
    if (this.current === null || this.busy || (touched !== 'all' && !touched.has(this.current.id))) return false
    const here = this.editor.client.view.element(this.current.id) !== undefined
    if (!here) return this.current.fresh === null
    this.commit()
    return false
  }

  /** Ends it: commits, and takes away a text that says nothing. Returns its id if it stays. */
  end(): string | null {
    const ended = this.current
    if (ended === null) return null
    this.composing = false
    this.commit()
    this.current = null
    const element = this.editor.client.view.element(ended.id)
    if (element === undefined) return null
    if (rebased(ended, this.editor.client.view).typed.trim() !== '') return ended.id
    this.editor.commit([{ op: 'remove', id: ended.id }], ended.step)
    return null
  }
}
