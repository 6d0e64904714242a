import { onPixels } from '../../editor/camera'
import type { BoardEditor } from '../../editor/editor'
import { lifted } from '../lifted'
import type { Look } from '../look'
import { Loop } from '../loop'
import type { Ghosts, Lens } from './lens'
import { Outlines, type Placed } from './outlines'
import { Picked } from './picked'

/** How a layer lies over the board; it lets the hand through. */
const LAID = 'position:absolute;left:0;top:0;transform-origin:0 0;pointer-events:none'
/** How much the veil hides, and how much of ghosts is seen. */
const VEIL = 0.84
const GHOSTLY = '0.42'

const none: ReadonlySet<string> = new Set()

/**
 * What a lens lays over an editor's board, beneath all that moves in hands: ghosts, a veil, what shines through it, and lines. It is there only
 * while there is a lens, and it follows the camera, the theme and the board.
 */
export class LensLayer {
  lens: Lens | null = null
  private readonly editor: BoardEditor
  private readonly host: HTMLElement
  private loop: Loop | null = null
  private ends: readonly (() => void)[] = []
  private outlines: Outlines | null = null
  private readonly veil = document.createElement('div')
  private lit: Picked | null = null
  private litIDs: ReadonlySet<string> = none
  private ghosts: { readonly of: Ghosts; readonly picked: Picked } | null = null
  private placed: readonly Placed[] = []

  constructor(editor: BoardEditor, host: HTMLElement) {
    this.editor = editor
    this.host = host
    this.veil.style.cssText = `${LAID};inset:0;background:var(--paper);opacity:${VEIL}`
  }

  /** Shows this instead of what was shown; null shows the board as it is. */
  show(lens: Lens | null): void {
    this.lens = lens
    if (lens === null) this.end()
    else {
      if (this.loop === null) this.begin()
      this.look(lens)
      this.outlines!.spoiled()
      this.ask()
    }
  }

  private readonly ask = (): void => this.loop?.ask()

  private begin(): void {
    const { editor } = this
    this.loop = new Loop((now) => this.frame(now))
    this.outlines = new Outlines()
    const fonts = () => {
      this.lit?.spoilWords()
      this.ghosts?.picked.spoilWords()
      this.ask()
    }
    document.fonts.addEventListener('loadingdone', fonts)
    this.ends = [
      editor.watch({
        stale: (boxes) => {
          this.lit?.spoiled(boxes)
          this.outlines!.spoiled()
          this.ask()
        },
        live: this.ask,
      }),
      editor.subscribe(this.ask),
      () => document.fonts.removeEventListener('loadingdone', fonts),
    ]
  }

  private end(): void {
    this.loop?.stop()
    this.loop = null
    for (const end of this.ends) end()
    this.ends = []
    this.outlines?.canvas.remove()
    this.outlines = null
    this.veil.remove()
    this.lit?.close()
    this.lit = null
    this.ghosts?.picked.close()
    this.ghosts = null
  }

  /** Gets ready what the lens needs and puts away what it does not. */
  private look({ groups, ghosts, dims }: Lens): void {
    const { editor } = this
    this.haunt(ghosts ?? null)
    const own = groups.map((group): Placed => ({ group, finder: editor.finder }))
    this.placed = this.ghosts === null ? own : [{ group: this.ghosts.of, finder: this.ghosts.of.finder }, ...own]
    this.litIDs = new Set(groups.flatMap(({ ids }) => [...ids]))
    if (!dims) {
      this.lit?.close()
      this.lit = null
    } else if (this.lit === null) this.lit = new Picked(editor.finder, () => this.litIDs, this.ask)
    else this.lit.spoiled('all')
    this.lay()
  }

  /** Shows these ghosts and no others; what is there already is not painted anew. */
  private haunt(ghosts: Ghosts | null): void {
    if (this.ghosts?.of.finder === ghosts?.finder && this.ghosts?.of.ids === ghosts?.ids) return
    this.ghosts?.picked.close()
    this.ghosts = null
    if (ghosts === null) return
    const picked = new Picked(ghosts.finder, () => ghosts.ids, this.ask)
    picked.canvas.style.opacity = GHOSTLY
    this.ghosts = { of: ghosts, picked }
  }

  /** What rests is the first in the host; the lens comes right over it, and what moves over that. */
  private lay(): void {
    const { lit, ghosts, outlines, veil, host } = this
    if (lit === null) veil.remove()
    const layers = [ghosts?.picked.canvas, lit && veil, lit?.canvas, outlines!.canvas].filter((one) => one != null)
    for (const layer of layers) if (layer.style.position === '') layer.style.cssText += LAID
    host.firstElementChild!.after(...layers)
  }

  private frame(now: number): boolean {
    const { editor } = this
    const look = this.lookNow()
    const without = lifted(editor).ids
    const painting = this.lit?.frame(look, without) === true
    const haunting = this.ghosts?.picked.frame(look, none) === true
    const drawing = this.outlines!.frame(this.placed, look, without, now)
    return painting || haunting || drawing
  }

  /** How the board is seen now; the canvases are made to fit it. */
  private lookNow(): Look {
    const { state, viewport } = this.editor
    const dpr = Math.min(3, Math.max(1, devicePixelRatio || 1))
    const [w, h] = [Math.ceil(viewport.w * dpr), Math.ceil(viewport.h * dpr)]
    for (const canvas of [this.lit?.canvas, this.ghosts?.picked.canvas, this.outlines!.canvas]) {
      if (canvas === undefined || (canvas.width === w && canvas.height === h)) continue
      canvas.width = w
      canvas.height = h
      canvas.style.width = `${w / dpr}px`
      canvas.style.height = `${h / dpr}px`
      this.lit?.resized()
      this.ghosts?.picked.resized()
      this.outlines!.resized()
    }
    return { camera: onPixels(state.camera, dpr), theme: state.theme, viewport, dpr }
  }
}
