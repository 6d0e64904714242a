import { answersKey } from './commands/free'
import type { BoardEditor } from './editor'
import { commandFor } from './keys'
import { Spring } from './spring'
import type { Command } from './types'

/** What the keyboard asks of the pointers on the canvas. */
export interface AtPointers {
  /** Whether a tool is at work. */
  readonly working: boolean
  /** Space went down or up: held, a press moves the board. */
  spaced(): void
}

/** Brings the keys that are pressed on the page to the editor. */
export class Keyboard {
  private readonly editor: BoardEditor
  private readonly pointers: AtPointers
  private readonly spring: Spring
  private readonly gone = new AbortController()
  /** Whether space is held. */
  space = false
  /** What was pressed last with a pointer. A button keeps the focus after that, but space is meant for the paper. */
  private pressed: EventTarget | null = null

  constructor(editor: BoardEditor, pointers: AtPointers) {
    this.editor = editor
    this.pointers = pointers
    this.spring = new Spring(editor)
    const { signal } = this.gone
    addEventListener('pointerdown', (e) => this.pointed(e), { capture: true, signal })
    addEventListener('keydown', (e) => this.unpoint(e), { capture: true, signal })
    addEventListener('keydown', (e) => this.keyDown(e), { signal })
    addEventListener('keyup', (e) => this.keyUp(e), { signal })
  }

  /** Lets go of the page. */
  close(): void {
    this.gone.abort()
  }

  /** Keys that are down may be let go elsewhere. */
  interrupt(): void {
    this.space = false
  }

  /** The tool in the hand was used. */
  used(): void {
    this.spring.used()
  }

  private pointed({ target }: PointerEvent): void {
    this.pressed = target instanceof Element ? target.closest('button,a,[role="button"]') : null
  }

  /** Before the button itself gets the key. */
  private unpoint(e: KeyboardEvent): void {
    // Whoever comes to it by keys means it.
    if (e.key === 'Tab') this.pressed = null
    const { pressed } = this
    if (e.key !== ' ' || !(pressed instanceof HTMLElement) || e.target !== pressed || inDialog(pressed)) return
    pressed.blur()
    e.stopPropagation()
    this.keyDown(e)
  }

  private keyDown(e: KeyboardEvent): void {
    if (e.defaultPrevented || e.isComposing || isField(e.target) || inDialog(e.target)) return
    this.modifiers(e)
    if (e.key === ' ') {
      if (isButton(e.target) && e.target !== this.pressed) return
      e.preventDefault()
      this.space = true
      this.pointers.spaced()
      return
    }
    if (e.key === 'Enter' && isButton(e.target)) return
    const answers = (one: Command) => answersKey(one, this.editor, e.repeat)
    const command = commandFor(e, this.editor.commands, this.editor.busy, answers)
    if (command === undefined || command.byEvent === true) return
    e.preventDefault()
    if (!answers(command) || (e.repeat && command.id.startsWith('tool-'))) return
    this.spring.down(e.code)
    this.editor.run(command.id)
  }

  private keyUp(e: KeyboardEvent): void {
    this.modifiers(e)
    this.spring.up(e.code)
    if (e.key !== ' ') return
    this.space = false
    this.pointers.spaced()
  }

  private modifiers(e: KeyboardEvent): void {
    if (e.repeat || !['Shift', 'Alt', 'Control', 'Meta'].includes(e.key)) return
    // Alone, it would go to the browser's own menu on some systems.
    if (e.key === 'Alt' && this.pointers.working) e.preventDefault()
    this.editor.hand({ t: 'keys', shift: e.shiftKey, alt: e.altKey, mod: e.ctrlKey || e.metaKey })
  }
}

/** Whether somebody types there. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !leaving(target)
  )
}

/** Whether it is on its way out: what is closing keeps the focus until it has faded, but a key pressed then is meant for the board. */
function leaving(target: Element): boolean {
  return target.closest('[data-closed],[data-ending-style]') !== null
}

function isButton(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('button,a,[role="button"],[role="menuitem"],[role="switch"]') !== null
  )
}

/** Whether it is part of a dialog or a menu, which has keys and words of its own. */
export function inDialog(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[data-passing]') === null &&
    target.closest('[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"],dialog') !== null &&
    !leaving(target)
  )
}
