import { newID } from '../board/ids'
import { BoardEditor } from '../editor/editor'
import { Input } from '../editor/input'
import type { Parts } from '../editor/parts'
import type { CreateEditor, Style } from '../editor/types'
import { learn } from '../elements/kind-of'
import { Surface } from '../render/surface'
import { listAuthors } from '../sync/api'
import { firstTools } from '../tools/first'
import { loadShapes } from '../tools/pen'
import { firstFrame } from './first-frame'
import { followSettings, keptSettings } from './settings'
import { keepStyle, keptStyle } from './style-kept'

const pageParts: Parts = {
  kit: { tools: firstTools, commands: [] },
  newID,
  now: () => performance.now(),
  frame(run) {
    const request = requestAnimationFrame(run)
    return () => cancelAnimationFrame(request)
  },
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
  motion: () => !matchMedia('(prefers-reduced-motion: reduce)').matches,
}

/** An editor with its canvases in the host, listening to the hand. */
export class PageEditor extends BoardEditor {
  private readonly host: HTMLElement
  private readonly closing: { close(): void }[]
  private closed = false
  /** When it has the whole kit. */
  readonly whole: Promise<void>
  private rest: Promise<void> | null = null

  constructor(...[client, host]: Parameters<CreateEditor>) {
    super(client, { ...pageParts, settings: keptSettings(), style: keptStyle() })
    this.host = host
    this.closing = [{ close: followSettings(this) }, new Surface(host, this), new Input(host, this)]
    this.whole = this.fitOutSoon()
    this.fetchRestWhenNeeded()
  }

  /** Tools and commands come with the first frame, so that the first stroke need not wait for them. */
  private async fitOutSoon(): Promise<void> {
    await firstFrame()
    const { kit } = await import('./whole-kit')
    if (this.closed) return
    this.fitOut(kit)
  }

  /** The rest comes with a board that has something on it, with the first tool that makes more than ink, or when it is asked for. */
  private fetchRestWhenNeeded(): void {
    const fetch = () => {
      for (const end of ends) end()
      void this.fetchRest()
    }
    const look = () => {
      if (this.finder.expects || !firstTools.some(({ id }) => id === this.state.tool)) fetch()
    }
    const ends = [this.client.on({ coming: fetch, changed: look }), this.subscribe(look)]
  }

  /** All kinds of elements, copying and pasting, and what else a bare board can do without; once. */
  fetchRest(): Promise<void> {
    this.rest ??= this.takeRest()
    return this.rest
  }

  private async takeRest(): Promise<void> {
    const { kinds, loads, ClipboardEvents, LateWays, Signing, TextOverlay } = await import('./rest')
    if (this.closed) return
    this.closing.push(new LateWays(this))
    learn(kinds)
    this.lookAgain()
    for (const load of [loadShapes, ...loads]) void load()
    this.closing.push(new TextOverlay(this.host, this))
    this.closing.push(new Signing(this, () => listAuthors(this.client.boardID)))
    this.closing.push(new ClipboardEvents(this.host, this, async () => (await import('../export')).reader))
  }

  override setStyle(change: Partial<Style>): void {
    super.setStyle(change)
    keepStyle(change)
  }

  override run(commandID: string): void {
    // In the frame in which the window is resized nobody has been told yet (see render/surface.ts), and what is fitted would fit the old size.
    const { clientWidth: w, clientHeight: h } = this.host
    if (w !== this.viewport.w || h !== this.viewport.h) this.setViewport({ w, h })
    super.run(commandID)
  }

  override destroy(): void {
    this.closed = true
    super.destroy()
    for (const part of this.closing.toReversed()) part.close()
  }
}

/** Makes an editor for a board: the canvases go into the host, which must have a size and be positioned. */
export const createEditor = (...[client, host]: Parameters<CreateEditor>): PageEditor => new PageEditor(client, host)
