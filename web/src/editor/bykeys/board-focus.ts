import { onSpoken, say } from '../../words/say'
import type { BoardEditor } from '../editor'
import type { Walker } from './walker'

/** Where the chrome's tools are found on the page. */
const TOOLS = '[role="toolbar"] button:not([disabled])[tabindex="0"], [role="toolbar"] button:not([disabled])'

/**
 * The board as something that has the focus: Tab walks through what lies on it, and goes on to the rest of the page at the ends. It lies
 * over the canvas, and pointers pass through it.
 */
export class BoardFocus {
  private readonly editor: BoardEditor
  private readonly walker: Walker
  private readonly field = document.createElement('div')
  private readonly skips = document.createElement('nav')
  private readonly gone = new AbortController()
  private readonly ends: readonly (() => void)[]

  constructor(host: HTMLElement, editor: BoardEditor, walker: Walker) {
    this.editor = editor
    this.walker = walker
    this.field.className = 'board-focus'
    this.field.tabIndex = 0
    // The keys that are pressed here are meant for the board, not for walking through its text.
    this.field.setAttribute('role', 'application')
    host.append(this.field)
    this.skips.className = 'skips'
    document.body.prepend(this.skips)
    this.name()
    const { signal } = this.gone
    this.field.addEventListener('keydown', (e) => this.keyDown(e), { signal })
    this.field.addEventListener('blur', () => delete this.field.dataset.quiet, { signal })
    host.addEventListener('pointerdown', () => this.comeBack(), { signal })
    this.ends = [
      onSpoken(() => this.name()),
      editor.subscribe(({ editing }, before) => {
        if (editing === null && before.editing !== null) this.comeBack()
      }),
    ]
  }

  /** Takes it off the page. */
  close(): void {
    this.gone.abort()
    for (const end of this.ends) end()
    this.field.remove()
    this.skips.remove()
  }

  /** Gives the board the focus. */
  take(): void {
    this.field.focus({ preventScroll: true })
  }

  /** Whether the board has the focus. */
  get has(): boolean {
    return document.activeElement === this.field
  }

  /** From the board to the tools, and from anywhere else to the board. */
  change(): void {
    const tool = this.has ? document.querySelector<HTMLElement>(TOOLS) : null
    if (tool === null) this.take()
    else tool.focus()
  }

  private keyDown(e: KeyboardEvent): void {
    if (e.key !== 'Tab' || e.ctrlKey || e.altKey || e.metaKey) return
    delete this.field.dataset.quiet
    const way = e.shiftKey ? -1 : 1
    // In the midst of a gesture nobody leaves.
    if (!this.editor.busy && this.walker.next(way) === null) return
    e.preventDefault()
    this.editor.run(way === 1 ? 'walk-next' : 'walk-back')
  }

  /** Once nothing else has the focus: who pressed a pointer on the board, or has ended writing on it, goes on there. */
  private comeBack(): void {
    setTimeout(() => {
      if (document.activeElement !== document.body || this.gone.signal.aborted) return
      // Browsers ring what has the focus once any key is pressed: here that is for who goes about by keys.
      this.field.dataset.quiet = ''
      this.take()
    })
  }

  private name(): void {
    this.field.setAttribute('aria-label', say('What lies on the board'))
    this.field.setAttribute(
      'aria-description',
      say('Tab goes from one to the next, Alt with an arrow key to the nearest, F6 to the tools.'),
    )
    this.skips.setAttribute('aria-label', say('Ways past'))
    this.skips.replaceChildren(
      this.skip(say('To the board'), () => this.take()),
      this.skip(say('To the tools'), () => document.querySelector<HTMLElement>(TOOLS)?.focus()),
      this.skip(say('To the outline'), () => this.editor.run('panel-outline')),
    )
  }

  private skip(title: string, go: () => void): HTMLElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = title
    button.addEventListener('click', go)
    return button
  }
}
