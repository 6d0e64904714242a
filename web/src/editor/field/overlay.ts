import type { Sight } from '../caret'
import type { BoardEditor } from '../editor'
import { Typist } from '../typist'
import { OthersCarets } from './carets'
import { TextField } from './field'
import { Links } from './links'

/** Has a field over what is typed into, as long as something is. */
export class TextOverlay {
  private readonly editor: BoardEditor
  private readonly host: HTMLElement
  private readonly ends: (() => void)[] = []
  private readonly typist: Typist
  private readonly links: Links
  private readonly others: OthersCarets
  private field: TextField | null = null
  /** The step of the session that the field is for: one goes from cell to cell of one table. */
  private step: string | null = null

  constructor(host: HTMLElement, editor: BoardEditor) {
    this.host = host
    this.editor = editor
    this.typist = new Typist(editor)
    this.links = new Links(host, editor)
    this.others = new OthersCarets(host, editor)
    this.ends.push(
      editor.subscribe(() => this.follow()),
      // Told after the session has taken in what others wrote, so that the next letter is not typed over it.
      editor.watch({ stale: () => {}, live: () => this.follow() }),
    )
    this.on(host, 'scroll', (e) => unscroll(e.target), true)
    this.on(document, 'selectionchange', () => this.field?.looked())
    if (window.visualViewport !== null) this.on(window.visualViewport, 'resize', () => this.field?.seek())
    // The letters are others then, and lines may end elsewhere.
    this.on(document.fonts, 'loadingdone', () => this.field?.lay())
    this.follow()
  }

  /** Takes the field away. */
  close(): void {
    for (const end of this.ends) end()
    this.links.close()
    this.others.close()
    this.field?.close()
  }

  /** What is seen of the canvas: a keyboard on the screen covers a part of it. */
  private sight(): Sight {
    const { w, h } = this.editor.viewport
    const seen = window.visualViewport
    if (seen === null) return { x: 0, y: 0, w, h }
    const { left, top } = this.host.getBoundingClientRect()
    const [x, y] = [Math.max(0, seen.offsetLeft - left), Math.max(0, seen.offsetTop - top)]
    return { x, y, w: Math.min(w - x, seen.width), h: Math.min(h - y, seen.height) }
  }

  /** Opens, closes, moves and fills the field as the editor says. */
  private follow(): void {
    this.others.follow()
    const { session } = this.editor.typing
    if ((session?.step ?? null) === this.step) {
      this.field?.follow()
      return
    }
    const former = this.field
    this.field = null
    this.step = session?.step ?? null
    former?.close()
    if (session !== null) this.field = new TextField(this.host, this.editor, this.typist, session, () => this.sight())
  }

  private on(target: EventTarget, type: string, listener: (event: Event) => void, capture = false): void {
    target.addEventListener(type, listener, capture)
    this.ends.push(() => target.removeEventListener(type, listener, capture))
  }
}

/** The browser scrolls whatever holds a field to its caret, and all would lie beside the pointer then. */
function unscroll(target: EventTarget | null): void {
  if (!(target instanceof Element)) return
  if (target.scrollLeft !== 0) target.scrollLeft = 0
  if (target.scrollTop !== 0) target.scrollTop = 0
}
