import { rounded } from '../geometry/point'
import { keyText } from '../words/keys'
import { say } from '../words/say'
import { type Brought, broughtBy, type DropPlace } from './brought'
import { toBoard } from './camera'
import { type Clipboard, clipboardOf, type PictureReader } from './clipboard'
import { type Sorted, sortOut } from './clipboard-sort'
import { ALL, textObjection } from './clipboard-text'
import { inDialog, isField } from './keyboard'
import { matches } from './keys'
import { noticesOf } from './notices'
import { heldStill } from './tree'
import type { Editor } from './types'

/**
 * Brings the page's copy, cut and paste events, and what is dropped on the board, to the clipboard. Events, since over plain HTTP a
 * browser has no clipboard object; from menus it is used where it is there.
 */
export class ClipboardEvents {
  private readonly host: HTMLElement
  private readonly editor: Editor
  private readonly clipboard: Clipboard
  private readonly gone = new AbortController()
  /** The last press asked for a paste of plain text. */
  private plain = false
  /** A menu asked for a copy: the focus is in it, and it is meant all the same. */
  private asked = false

  constructor(host: HTMLElement, editor: Editor, pictures: () => Promise<PictureReader>) {
    this.host = host
    this.editor = editor
    this.clipboard = clipboardOf(editor)
    this.clipboard.pictures = pictures
    this.clipboard.system = { write: (html, text) => this.write(html, text), read: () => readSystem() }
    const { signal } = this.gone
    document.addEventListener('copy', (e) => this.copy(e), { signal })
    document.addEventListener('cut', (e) => this.cut(e), { signal })
    document.addEventListener('paste', (e) => this.paste(e), { signal, capture: true })
    window.addEventListener('keydown', (e) => this.keyDown(e), { signal, capture: true })
    host.addEventListener('pointermove', (e) => this.pointer(e), { signal })
    host.addEventListener('pointerleave', () => this.left(), { signal })
    host.addEventListener('dragover', (e) => this.over(e), { signal })
    host.addEventListener('drop', (e) => this.drop(e), { signal })
  }

  /** Lets go of the page. */
  close(): void {
    this.gone.abort()
    this.clipboard.system = null
    this.clipboard.pictures = null
  }

  private keyDown(e: KeyboardEvent): void {
    this.plain = matches(e, 'mod+shift+v')
  }

  private pointer(e: PointerEvent): void {
    this.clipboard.pointer = e.pointerType === 'touch' ? null : this.at(e)
  }

  private left(): void {
    this.clipboard.pointer = null
  }

  private at(e: DropPlace) {
    const { left, top } = this.host.getBoundingClientRect()
    return rounded(toBoard(this.editor.state.camera, { x: e.clientX - left, y: e.clientY - top }))
  }

  /** Whether an event is the board's: not of a field, a dialog, or words that were marked on the page. */
  private mine(e: ClipboardEvent): boolean {
    if (this.asked) return true
    const focus = document.activeElement
    if (e.defaultPrevented || isField(e.target) || isField(focus) || inDialog(e.target) || inDialog(focus)) return false
    return e.type === 'paste' || document.getSelection()?.isCollapsed !== false
  }

  private copy(e: ClipboardEvent): boolean {
    if (e.clipboardData === null || !this.mine(e)) return false
    const copy = this.clipboard.copy()
    if (copy === null) return false
    e.clipboardData.setData('text/html', copy.html)
    if (copy.text !== '') e.clipboardData.setData('text/plain', copy.text)
    e.preventDefault()
    return true
  }

  private cut(e: ClipboardEvent): void {
    // Where all of it is locked, deleting says so; and nothing was cut.
    const { client, state } = this.editor
    const kept = state.readOnly || heldStill(client.view, state.selection)
    if (kept ? this.mine(e) : this.copy(e)) this.editor.run('delete')
  }

  private paste(e: ClipboardEvent): void {
    const { plain } = this
    this.plain = false
    if (e.clipboardData === null) return
    if (isField(e.target)) this.guard(e)
    if (!this.mine(e)) return
    e.preventDefault()
    void this.clipboard.paste(sortOut(broughtBy(e.clipboardData), plain))
  }

  /** A text that a board cannot hold would hang the field it is pasted into. */
  private guard(e: ClipboardEvent): void {
    if (this.editor.state.editing === null || !this.host.contains(e.target as Node)) return
    const text = e.clipboardData!.getData('text/plain')
    const sentence = text.length > ALL ? textObjection(text) : null
    if (sentence === null) return
    e.preventDefault()
    noticesOf(this.editor).say(say('Nothing was pasted'), sentence)
  }

  private over(e: DragEvent): void {
    if (e.dataTransfer === null) return
    e.preventDefault()
    e.dataTransfer.dropEffect = this.editor.state.readOnly ? 'none' : 'copy'
  }

  private drop(e: DragEvent): void {
    if (e.dataTransfer === null || isField(e.target)) return
    e.preventDefault()
    void this.take(broughtBy(e.dataTransfer), e)
  }

  /** Puts what was brought on the board: where it was dropped, or as it is pasted. */
  take(brought: Brought, at: DropPlace | null): Promise<void> {
    const files = at !== null && brought.files.length > 0
    const what: Sorted = files ? { is: 'files', files: brought.files } : sortOut(brought)
    return this.clipboard.paste(what, at === null ? undefined : this.at(at))
  }

  /** An event of our own first: it works everywhere. */
  private async write(html: string, text: string): Promise<boolean> {
    if (this.copyByEvent()) return true
    try {
      const types = {
        'text/html': new Blob([html], { type: 'text/html' }),
        'text/plain': new Blob([text], { type: 'text/plain' }),
      }
      await navigator.clipboard.write([new ClipboardItem(types)])
      return true
    } catch {
      return false
    }
  }

  private copyByEvent(): boolean {
    let taken = false
    const look = (e: ClipboardEvent) => {
      taken = e.defaultPrevented
    }
    this.asked = true
    window.addEventListener('copy', look)
    try {
      return document.execCommand('copy') && taken
    } catch {
      return false
    } finally {
      this.asked = false
      window.removeEventListener('copy', look)
    }
  }
}

const byKeys = () => say('This browser pastes here by keys only: press {keys}.', { keys: keyText('mod+v') })

async function readSystem(): Promise<Sorted | { readonly sentence: string }> {
  if (typeof navigator.clipboard?.read !== 'function') return { sentence: byKeys() }
  try {
    const brought = { html: '', text: '', svg: '', files: [] as File[] }
    for (const item of await navigator.clipboard.read()) {
      const text = async (type: string) => (item.types.includes(type) ? (await item.getType(type)).text() : '')
      brought.html ||= await text('text/html')
      brought.text ||= await text('text/plain')
      brought.svg ||= await text('image/svg+xml')
      if (item.types.includes('image/png'))
        brought.files.push(new File([await item.getType('image/png')], 'image.png', { type: 'image/png' }))
    }
    return sortOut(brought)
  } catch {
    return { sentence: byKeys() }
  }
}
