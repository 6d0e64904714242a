import { familyOf, LINE } from '../elements/measure'
import { colourOf, roomColour } from '../elements/palette'
import { number, string } from '../elements/props'
import { carriedCaret } from '../elements/text-edit'
import { TAB, typeOf } from '../elements/text-layout'
import type { Run } from '../elements/text-runs'
import { lettersColour, lettersFor, linesBox, setIn, turnsAbout, wraps } from '../elements/writing'
import { turned } from '../geometry/point'
import { onPixels, toScreen } from './camera'
import { caretBox, following, type Sight } from './caret'
import type { BoardEditor } from './editor'
import { matches } from './keys'

/** Room for the caret beside the letters, on both sides, in units: which of them is the end depends on how a line reads. */
const CARET = 2
/** How far the quiet frame around the field stands off the letters, and how thick it is, in CSS pixels whatever the zoom. */
const OFF = 5
const THIN = 1.25

/** The field one types into, laid exactly over its text on the canvas, which does not draw it meanwhile. */
export class TextOverlay {
  private readonly editor: BoardEditor
  private readonly host: HTMLElement
  private readonly ends: (() => void)[] = []
  private field: HTMLTextAreaElement | null = null
  private id: string | null = null
  /** Where the caret was when the camera last looked after it: it does so once, and the person may move the paper away. */
  private sought = ''
  /** The entries that the field shows. */
  private shown: readonly Run[] = []
  /** Others have written in it meanwhile. */
  private joined = false

  constructor(host: HTMLElement, editor: BoardEditor) {
    this.host = host
    this.editor = editor
    this.ends.push(
      editor.subscribe(() => this.follow()),
      // Told after the session has taken in what others wrote, so that the next letter is not typed over it.
      editor.watch({ stale: () => {}, live: () => this.follow() }),
    )
    this.on(host, 'scroll', (e) => unscroll(e.target), true)
    this.on(document, 'selectionchange', () => this.seek())
    if (window.visualViewport !== null) this.on(window.visualViewport, 'resize', () => this.seek())
  }

  /** What is seen of the canvas: a keyboard on the screen covers a part of it. */
  private get sight(): Sight {
    const { w, h } = this.editor.viewport
    const seen = window.visualViewport
    if (seen === null) return { x: 0, y: 0, w, h }
    const { left, top } = this.host.getBoundingClientRect()
    const [x, y] = [Math.max(0, seen.offsetLeft - left), Math.max(0, seen.offsetTop - top)]
    return { x, y, w: Math.min(w - x, seen.width), h: Math.min(h - y, seen.height) }
  }

  /** Takes the field away. */
  close(): void {
    for (const end of this.ends) end()
    this.field?.remove()
  }

  /** Opens, closes, moves and fills the field as the editor says. */
  private follow(): void {
    const { session } = this.editor.typing
    if (session?.id !== this.id) {
      // Its going is no sign that the person went elsewhere.
      const former = this.field
      this.field = null
      former?.remove()
      this.joined = false
      this.id = session?.id ?? null
      if (session !== null) this.open(session.typed)
      this.shown = session?.runs ?? []
    }
    if (this.field === null || session === null) return
    if (!this.editor.typing.composing) {
      if (this.field.value !== session.typed) this.refill(session.typed, session.runs)
      this.shown = session.runs
    }
    this.lay(this.field)
    this.seek()
  }

  private caretNow(field: HTMLTextAreaElement): string {
    // A shape that grows with its words carries them along.
    const size = this.editor.typing.props?.get('size') ?? ''
    return `${field.selectionStart} ${field.selectionEnd} ${field.value.length} ${this.sight.h} ${size}`
  }

  private on(target: EventTarget, type: string, listener: (event: Event) => void, capture = false): void {
    target.addEventListener(type, listener, capture)
    this.ends.push(() => target.removeEventListener(type, listener, capture))
  }

  /** The camera goes after the caret where it leaves what is seen. Only one's own doing brings it there, not what others write. */
  private seek(): void {
    const { field, editor } = this
    const { props } = editor.typing
    if (field === null || props === undefined || document.activeElement !== field) return
    const now = this.caretNow(field)
    if (now === this.sought) return
    this.sought = now
    const caret = field.selectionDirection === 'backward' ? field.selectionStart : field.selectionEnd
    const { camera } = editor.state
    const next = following(camera, caretBox(props, field.value, caret), this.sight)
    if (next !== camera) editor.setCamera(next)
  }

  private open(text: string): void {
    const field = document.createElement('textarea')
    this.field = field
    field.value = text
    field.rows = 1
    field.spellcheck = false
    field.autocapitalize = 'off'
    field.dir = 'auto'
    field.setAttribute('aria-label', 'Text')
    field.setAttribute('autocomplete', 'off')
    field.style.cssText =
      `position:absolute;left:0;top:0;margin:0;padding:0 ${CARET}px;border:0;resize:none;overflow:hidden;background:transparent;` +
      `transform-origin:0 0;tab-size:${TAB};user-select:text;-webkit-user-select:text;touch-action:auto;font-kerning:auto;font-weight:400`
    field.addEventListener('input', () => this.typed(field))
    field.addEventListener('compositionstart', () => {
      this.editor.typing.composing = true
    })
    field.addEventListener('compositionend', () => {
      this.editor.typing.composing = false
      this.typed(field)
    })
    field.addEventListener('keydown', (e) => this.key(e))
    field.addEventListener('blur', () => this.left(field))
    this.host.append(field)
    this.lay(field)
    field.focus({ preventScroll: true })
    field.setSelectionRange(text.length, text.length)
    // Opening it must not move the paper: the hand has just pointed there.
    this.sought = this.caretNow(field)
  }

  private typed(field: HTMLTextAreaElement): void {
    this.editor.typing.type(field.value)
    const { session, composing } = this.editor.typing
    if (!composing && session?.typed === field.value) this.shown = session.runs
    this.lay(field)
  }

  private key(e: KeyboardEvent): void {
    if (e.isComposing) return
    const way = matches(e, 'mod+z') ? 'undo' : matches(e, 'mod+shift+z') || matches(e, 'mod+y') ? 'redo' : null
    if (way !== null && this.joined && this.id !== null) {
      e.preventDefault()
      this.turnBack(this.id, way)
    }
    if (e.key === 'Tab' && this.editor.typing.props?.get('kind') === 'note') {
      e.preventDefault()
      this.editor.run(e.shiftKey ? 'note-before' : 'note-after')
    }
    const done = e.key === 'Escape' || (e.key === 'Enter' && (e.ctrlKey || e.metaKey))
    if (done) {
      e.preventDefault()
      this.editor.endTyping()
    }
    e.stopPropagation()
  }

  /** The focus went elsewhere: to another part of the page that is the end; with the whole window it may come back. */
  private left(field: HTMLTextAreaElement): void {
    if (field !== this.field) return
    if (document.hasFocus()) this.editor.endTyping()
    else this.editor.typing.commit()
  }

  /**
   * Once others have written in it the field knows no way back of its own. What one wrote is taken back as a whole then, as it is when the
   * typing has ended, and one goes on writing.
   */
  private turnBack(id: string, way: 'undo' | 'redo'): void {
    this.editor.endTyping()
    this.editor[way]()
    this.editor.edit(id)
  }

  /** Others wrote: the caret stays behind its letter. */
  private refill(text: string, runs: readonly Run[]): void {
    const field = this.field!
    this.joined = true
    const { selectionStart, selectionEnd } = field
    field.value = text
    const start = carriedCaret(selectionStart, this.shown, runs)
    field.setSelectionRange(start, carriedCaret(selectionEnd, this.shown, runs))
    this.sought = this.caretNow(field)
  }

  private lay(field: HTMLTextAreaElement): void {
    const { typing, state } = this.editor
    const { props } = typing
    if (props === undefined) return
    const type = typeOf(lettersFor(props, field.value))
    const set = setIn(props, field.value)
    const { x, y, w } = linesBox(props, set)
    const corner = turned({ x, y }, turnsAbout(props, set), number(props, 'angle'))
    const at = toScreen(onPixels(state.camera, Math.min(3, Math.max(1, devicePixelRatio || 1))), corner)
    const { style } = field
    style.font = `${type.size / 100}px ${familyOf(type.font)}`
    style.lineHeight = `${(type.size * LINE) / 100}px`
    style.color = colourOf(lettersColour(props), state.theme) ?? ''
    style.caretColor = style.color
    // The letters alone: the frame around them is to be seen however faint they are.
    style.color = `color-mix(in srgb, ${style.caretColor} ${number(props, 'opacity')}%, transparent)`
    // A shape frames its label by itself.
    style.outline =
      props.get('kind') === 'text'
        ? `${THIN / state.camera.zoom}px solid color-mix(in srgb, ${roomColour('accent', state.theme)} 70%, transparent)`
        : 'none'
    style.outlineOffset = `${OFF / state.camera.zoom}px`
    style.borderRadius = `${2 / state.camera.zoom}px`
    style.textAlign = string(props, 'align') === 'centre' ? 'center' : string(props, 'align')
    style.whiteSpace = wraps(props) ? 'pre-wrap' : 'pre'
    style.width = `${w / 100 + 2 * CARET}px`
    style.height = `${set.h / 100}px`
    style.transform = `translate(${at.x}px,${at.y}px) scale(${state.camera.zoom}) rotate(${number(props, 'angle') / 100}deg) translate(${-CARET}px,0)`
  }
}

/** The browser scrolls whatever holds a field to its caret, and all would lie beside the pointer then. */
function unscroll(target: EventTarget | null): void {
  if (!(target instanceof Element)) return
  if (target.scrollLeft !== 0) target.scrollLeft = 0
  if (target.scrollTop !== 0) target.scrollTop = 0
}
