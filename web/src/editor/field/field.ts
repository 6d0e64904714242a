import { say } from '../../words/say'
import './field.css'
import { kindOf } from '../../elements/kind-of'
import { ofLetters } from '../../elements/marks'
import { LINE } from '../../elements/measure'
import { colourOf, roomColour } from '../../elements/palette'
import { number } from '../../elements/props'
import { carriedCaret } from '../../elements/text-caret'
import { typeOf } from '../../elements/text-layout'
import { letterOf } from '../../elements/text-letters'
import { LINK_COLOUR } from '../../elements/text-lines'
import { TAB } from '../../elements/text-pieces'
import type { Run } from '../../elements/text-runs'
import { typedMarks } from '../../elements/words'
import { lettersColour, lettersFor, linesBox, setIn, turnsAbout, wraps } from '../../elements/writing'
import type { Box } from '../../geometry/box'
import { turned } from '../../geometry/point'
import { onPixels, toScreen } from '../camera'
import { caretBox, following, type Sight } from '../caret'
import type { BoardEditor } from '../editor'
import { textHandsOf } from '../text-hand'
import type { TextSession } from '../text-session'
import type { Typist } from '../typist'
import { follow } from './address'
import { type Edit, linkAround, type Marked } from './edits'
import { FieldHand } from './field-hand'
import { heardInput } from './input'
import { keyed } from './keyed'
import { endOfChange, TextPast } from './past'
import { copied, dropped, pasted } from './pasted'
import { type Selected, Sheet } from './sheet'

/** Room for the caret beside the letters, on both sides, in units: which of them is the end depends on how a line reads. */
const CARET = 2
/** How far the quiet frame around the field stands off the letters, and how thick it is, in CSS pixels whatever the zoom. */
const OFF = 5
const THIN = 1.25

/** The field one types into, laid exactly over its text on the canvas, which does not draw it meanwhile. */
export class TextField {
  readonly editor: BoardEditor
  private readonly host: HTMLElement
  readonly typist: Typist
  readonly node: HTMLElement
  private readonly sheet: Sheet
  private readonly sight: () => Sight
  private readonly past = new TextPast()
  /** The entries that the field shows. */
  private shown: readonly Run[] = []
  /** What was marked when the field was looked at last. */
  private marked: Selected
  /** The marks of letters that are typed next, where they were chosen without any being marked. */
  private chosen: string | null = null
  /** Where the caret was when the camera last looked after it: it does so once, and the person may move the paper away. */
  private sought = ''
  private gone = false
  private laidFor: readonly unknown[] = []

  constructor(host: HTMLElement, editor: BoardEditor, typist: Typist, session: TextSession, sight: () => Sight) {
    this.host = host
    this.editor = editor
    this.typist = typist
    this.sight = sight
    this.node = made()
    this.sheet = new Sheet(this.node)
    const end = session.typed.length
    this.marked = { from: end, to: end, backward: false }
    this.listen()
    host.append(this.node)
    this.shown = session.runs
    this.lay()
    this.node.focus({ preventScroll: true })
    this.sheet.select(this.marked)
    // Opening it must not move the paper: the hand has just pointed there.
    this.sought = this.caretNow()
    textHandsOf(editor).hold(new FieldHand(this))
    this.tell()
  }

  get session(): TextSession | null {
    return this.typist.session
  }

  /** What is marked; where the focus is elsewhere, as it was left. */
  get selected(): Selected {
    return this.marked
  }

  /** The marks that letters typed now get; null for those around. */
  get next(): string | null {
    return this.chosen
  }

  /** The letters that a range of the browser means. */
  rangeOf({ startContainer, startOffset, endContainer, endOffset }: AbstractRange): Marked {
    const from = this.sheet.indexOf(startContainer, startOffset)
    return { from, to: this.sheet.indexOf(endContainer, endOffset) }
  }

  /** Where all of the element lies in the window, in CSS pixels: the field is only a part of a shape. */
  frame(): Box | null {
    const { session } = this
    // All of a table, too: the bar would lie over the cells beside.
    const props = session === null ? undefined : (this.editor.finder.shown(session.id)?.props ?? this.typist.props)
    if (props === undefined || props.get('kind') === 'text') return null
    const { x, y, w, h } = kindOf(props).frame(props)
    const { camera } = this.editor.state
    const at = toScreen(camera, { x, y })
    const { left, top } = this.host.getBoundingClientRect()
    return { x: at.x + left, y: at.y + top, w: (w * camera.zoom) / 100, h: (h * camera.zoom) / 100 }
  }

  private get focused(): boolean {
    return document.activeElement === this.node
  }

  /** Has the focus, with what was marked marked again. */
  takeFocus(): void {
    if (this.focused) return
    const { marked } = this
    this.node.focus({ preventScroll: true })
    this.sheet.select(marked)
    this.marked = marked
  }

  /** Takes the field away. */
  close(): void {
    // Its going is no sign that the person went elsewhere.
    this.gone = true
    this.editor.client.present({ caret: null })
    this.node.remove()
    textHandsOf(this.editor).hold(null)
  }

  private listen(): void {
    const { node } = this
    node.addEventListener('beforeinput', (e) => heardInput(this, e))
    node.addEventListener('input', () => this.read())
    node.addEventListener('compositionstart', () => this.compose(true))
    node.addEventListener('compositionend', () => this.compose(false))
    node.addEventListener('keydown', (e) => keyed(this, e))
    node.addEventListener('click', (e) => this.clicked(e))
    node.addEventListener('copy', (e) => copied(this, e))
    node.addEventListener('cut', (e) => copied(this, e))
    node.addEventListener('paste', (e) => pasted(this, e))
    node.addEventListener('drop', (e) => dropped(this, e))
    node.addEventListener('dragstart', (e) => e.preventDefault())
    node.addEventListener('blur', (e) => this.left(e.relatedTarget))
  }

  /** Tells the others where one types. */
  private tell(): void {
    const { session, marked } = this
    if (session === null) return
    const [from, to] = marked.backward ? [marked.to, marked.from] : [marked.from, marked.to]
    const [a, b] = [letterOf(session.runs, from), letterOf(session.runs, to)]
    const run = (letter: typeof a) => letter.run || session.cell
    this.editor.client.present({ caret: [session.id, run(a), a.at, run(b), b.at] })
  }

  private clicked(e: MouseEvent): void {
    if (this.session !== null && (e.ctrlKey || e.metaKey)) follow(linkAround(this.session, this.marked).link)
  }

  /** Does an edit, as one that follows others of its kind, or as a step of its own ('') to be taken back. */
  does(edit: Edit | null, kind = ''): void {
    const { session } = this
    if (edit === null || session === null) return
    this.typist.edit(() => edit.changes)
    this.took(session.runs, kind)
    this.mark(edit.marked)
  }

  /** Chooses the marks of what is typed next. */
  choose(mark: string): void {
    const { words } = this.session!
    const now = this.chosen ?? ofLetters(typedMarks(words, this.marked.from).marks)
    this.chosen = now.includes(mark) ? now.replace(mark, '') : now + mark
    textHandsOf(this.editor).changed()
  }

  /** Takes back what was done in the field last, or does it again. */
  turn(way: 'back' | 'again'): void {
    const { session } = this
    const changes = session && this.past[way](session)
    if (session === null || changes === null) return
    this.typist.edit(() => changes)
    const at = endOfChange(session.runs, this.session!.runs)
    this.refresh()
    this.mark({ from: at, to: at })
  }

  private took(before: readonly Run[], kind: string): void {
    this.past.did(before, this.session!.runs, kind, this.editor.parts.now())
    this.chosen = null
    this.refresh()
  }

  private mark(marked: Marked): void {
    this.sheet.select(marked)
    this.marked = { backward: false, ...marked }
    this.tell()
    this.seek()
    textHandsOf(this.editor).changed()
  }

  /** The browser wrote by itself: a composition, or what it does not let itself be told. */
  private read(): void {
    const { session } = this
    if (session === null) return
    const marks = this.chosen
    this.typist.type(this.sheet.text, marks === null ? undefined : marks)
    const { composing } = this.typist
    const selected = this.sheet.selected
    this.past.did(session.runs, this.session!.runs, 'composed', this.editor.parts.now())
    if (composing) {
      this.lay()
      this.seek()
      return
    }
    this.chosen = null
    this.refresh()
    if (selected !== null) this.mark(selected)
  }

  private compose(begins: boolean): void {
    this.typist.composing = begins
    this.node.classList.toggle('is-composing', begins)
    if (begins) this.past.rest()
    else this.read()
  }

  /** Shows the session as it is: others may have written in it. */
  follow(): void {
    const { session } = this
    if (session === null || !this.another(session)) return
    if (!this.typist.composing && session.runs !== this.shown) {
      const { from, to, backward } = this.marked
      const carried = (at: number) => carriedCaret(at, this.shown, session.runs)
      const next = { from: carried(from), to: carried(to), backward }
      this.refresh()
      if (this.focused) this.sheet.select(next)
      this.marked = next
      this.sought = this.caretNow()
    }
    this.lay()
    this.seek()
    textHandsOf(this.editor).changed()
  }

  /** Whether anything that the field hangs on is another than when it was asked last: hands that move near it are no reason to lay it anew. */
  private another({ runs }: TextSession): boolean {
    const { state, viewport, client } = this.editor
    const now = [runs, client.view.element(this.session!.id)?.props, state.camera, state.theme, viewport.w, viewport.h]
    const same = now.every((one, i) => one === this.laidFor[i])
    this.laidFor = now
    return !same
  }

  private refresh(): void {
    this.shown = this.session!.runs
    this.lay()
  }

  /** The focus went elsewhere: to another part of the page that is the end; with the whole window it may come back. */
  private left(to: EventTarget | null): void {
    if (this.gone || this.session === null) return
    if (to instanceof Element && to.closest('[data-of-text]') !== null) return
    if (document.hasFocus()) this.editor.endTyping()
    else this.typist.commit()
  }

  /** What is marked has become another by the browser's doing. */
  looked(): void {
    const selected = this.sheet.selected
    if (selected === null || !this.focused || this.typist.composing) return
    const { from, to } = this.marked
    if (selected.from !== from || selected.to !== to) {
      this.chosen = null
      this.past.rest()
    }
    this.marked = selected
    this.tell()
    this.seek()
    textHandsOf(this.editor).changed()
  }

  private caretNow(): string {
    // A shape that grows with its words carries them along.
    const size = this.typist.props?.get('size') ?? ''
    const { from, to } = this.marked
    return `${from} ${to} ${this.session?.typed.length} ${this.sight().h} ${size}`
  }

  /** The camera goes after the caret where it leaves what is seen. Only one's own doing brings it there, not what others write. */
  seek(): void {
    const { editor, session } = this
    const { props } = this.typist
    if (session === null || props === undefined || !this.focused) return
    const now = this.caretNow()
    if (now === this.sought) return
    this.sought = now
    const { from, to, backward } = this.marked
    const { camera } = editor.state
    const next = following(camera, caretBox(props, session.words, backward ? from : to), this.sight())
    if (next !== camera) editor.setCamera(next)
  }

  /** Lays the field over the place of its letters, and shows them unless a composition is under way. */
  lay(): void {
    const { typist, editor } = this
    const { state } = editor
    const { props, session } = typist
    if (props === undefined || session === null) return
    const set = setIn(props, session.words)
    const { x, y, w } = linesBox(props, set)
    const corner = turned({ x, y }, turnsAbout(props, set), number(props, 'angle'))
    const at = toScreen(onPixels(state.camera, Math.min(3, Math.max(1, devicePixelRatio || 1))), corner)
    const { style } = this.node
    const { size } = typeOf(lettersFor(props, session.words))
    style.lineHeight = `${(size * LINE) / 100}px`
    const ink = colourOf(lettersColour(props), state.theme) ?? ''
    const faint = (colour: string) => `color-mix(in srgb, ${colour} ${number(props, 'opacity')}%, transparent)`
    style.caretColor = ink
    // The letters alone: the frame around them is to be seen however faint they are.
    style.color = faint(ink)
    style.setProperty('--link-letters', faint(colourOf(LINK_COLOUR, state.theme) ?? ink))
    // A shape frames its label by itself; a cell is one among many.
    style.outline =
      props.get('kind') === 'text' || session.cell !== ''
        ? `${THIN / state.camera.zoom}px solid color-mix(in srgb, ${roomColour('accent', state.theme)} 70%, transparent)`
        : 'none'
    // In a cell it stands clear of the lines around that.
    style.outlineOffset = `${(session.cell === '' ? OFF : OFF / 2) / state.camera.zoom}px`
    style.borderRadius = `${2 / state.camera.zoom}px`
    style.whiteSpace = wraps(props) ? 'pre-wrap' : 'pre'
    style.width = `${w / 100 + 2 * CARET}px`
    style.height = `${set.h / 100}px`
    style.transform = `translate(${at.x}px,${at.y}px) scale(${state.camera.zoom}) rotate(${number(props, 'angle') / 100}deg) translate(${-CARET}px,0)`
    // Lines may break elsewhere though the letters are the same, as in a shape that has grown.
    if (!typist.composing && this.sheet.show(set, props) && this.focused) this.sheet.select(this.marked)
  }
}

function made(): HTMLElement {
  const node = document.createElement('div')
  node.className = 'text-field'
  node.contentEditable = 'true'
  node.spellcheck = true
  node.setAttribute('role', 'textbox')
  node.setAttribute('aria-multiline', 'true')
  node.setAttribute('aria-label', say('Text'))
  node.style.cssText =
    `position:absolute;left:0;top:0;margin:0;padding:0 ${CARET}px;box-sizing:border-box;background:transparent;` +
    `transform-origin:0 0;tab-size:${TAB};user-select:text;-webkit-user-select:text;touch-action:auto;font-kerning:auto;font-weight:400`
  return node
}
