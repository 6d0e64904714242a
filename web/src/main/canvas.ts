import { newID } from '../board/ids'
import { EarlyBrought } from '../editor/brought'
import { BoardEditor } from '../editor/editor'
import { Input } from '../editor/input'
import type { Kit } from '../editor/kit'
import type { Parts } from '../editor/parts'
import { PointerPlace } from '../editor/pointer-place'
import type { CreateEditor, Style } from '../editor/types'
import { learn } from '../elements/kind-of'
import { placeOf } from '../render/place'
import { Surface } from '../render/surface'
import { listAuthors } from '../sync/api'
import { firstTools } from '../tools/first'
import { loadShapes } from '../tools/pen'
import { firstFrame } from './first-frame'
import { mayMove } from './motion'
import { followSettings, keptSettings } from './settings'
import { keepStyle, keptStyle } from './style-kept'

/** What the editor needs of a page. */
export const pageParts: Omit<Parts, 'motion'> = {
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
}

/** What could not be fetched is asked for again after so many milliseconds. */
const AGAIN = 10_000

/** Where no more elements than this are seen they are painted almost as soon as drawn roughly. */
export const MANY = 1000

/** Fetches a part that is wanted, until it has come: the network may be gone just now. */
async function fetched<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN))
    }
  }
}

/** Who ever came onto a board, by their author numbers. */
async function namesOf(board: string): Promise<ReadonlyMap<number, string>> {
  return new Map([...(await listAuthors(board))].map(([author, { name }]) => [author, name]))
}

/** An editor with its canvases in the host, listening to the hand. */
export class PageEditor extends BoardEditor {
  private readonly host: HTMLElement
  private readonly closing: { close(): void }[]
  private readonly early: EarlyBrought
  private closed = false
  /** When it has the whole kit. */
  readonly whole: Promise<void>
  /** When what is seen of the board has been painted (render/surface.ts). */
  readonly shown: Promise<void>
  private kinds: Promise<void> | null = null
  private rest: Promise<void> | null = null

  constructor(...[client, host]: Parameters<CreateEditor>) {
    super(client, { ...pageParts, motion: () => mayMove(this), settings: keptSettings(), style: keptStyle() })
    this.host = host
    const surface = new Surface(host, this)
    this.shown = surface.shown
    this.early = new EarlyBrought(host, () => void this.fetchRest())
    this.closing = [
      { close: followSettings(this) },
      surface,
      new Input(host, this),
      this.early,
      new PointerPlace(host, this),
    ]
    this.whole = this.fitOutSoon()
    this.fetchWhenNeeded()
  }

  /** Tools and commands come with the first frame, so that the first stroke need not wait for them. */
  private async fitOutSoon(): Promise<void> {
    await firstFrame()
    if (this.client.state.kind === 'loading') void this.fetchKinds()
    const kit = await fetched(() => this.wholeKit())
    if (this.closed) return
    this.fitOut(kit)
  }

  /** All tools and commands that this editor is to have. */
  protected async wholeKit(): Promise<Kit> {
    return (await import('./whole-kit')).kit
  }

  /**
   * What elements are drawn with comes with a board that has something on it; the rest when that is on the screen, with the first tool that makes
   * more than ink, or when it is asked for.
   */
  private fetchWhenNeeded(): void {
    let bare = true
    const look = () => {
      const { expects, size } = this.finder
      if (expects) void this.fetchKinds()
      if (bare && (expects || size > MANY)) void this.glanceFirst()
      bare = size === 0 && !expects
      if (firstTools.some(({ id }) => id === this.state.tool)) return
      for (const end of ends) end()
      void this.fetchRest()
    }
    const coming = () => {
      void this.fetchKinds()
        .then(() => this.shown)
        .then(() => this.fetchRest())
      void import('./first-glance').catch(() => {})
    }
    const ends = [this.client.on({ coming, changed: look }), this.subscribe(look)]
    look()
  }

  /** Shows roughly what has come onto a bare board, until it is painted. */
  protected async glanceFirst(): Promise<void> {
    await this.fetchKinds()
    if (this.finder.size <= MANY) return
    const part = await import('./first-glance').catch(() => null)
    if (!this.closed) part?.glanceFirst(this)
  }

  /** All kinds of elements; once. */
  fetchKinds(): Promise<void> {
    this.kinds ??= fetched(() => import('../elements')).then(({ kinds }) => {
      learn(kinds)
      this.lookAgain()
    })
    return this.kinds
  }

  /** All kinds, copying and pasting, and what else a bare board can do without; once. */
  fetchRest(): Promise<void> {
    this.rest ??= this.takeRest()
    return this.rest
  }

  private async takeRest(): Promise<void> {
    const rest = fetched(() => import('./rest'))
    await this.fetchKinds()
    const { loads, AtWork, ByKeys, ClipboardEvents, LateWays, Signing, TextOverlay } = await rest
    if (this.closed) return
    this.closing.push(new AtWork(this))
    this.closing.push(new LateWays(this, () => placeOf(this)?.asleep() !== true))
    for (const load of [loadShapes, ...loads]) void fetched(load)
    this.closing.push(new TextOverlay(this.host, this))
    this.closing.push(new Signing(this, () => namesOf(this.client.boardID)))
    void this.takeKeys(ByKeys)
    const events = new ClipboardEvents(this.host, this, async () => (await import('../export')).reader)
    this.closing.push(events)
    void this.early.handTo((what, at) => events.take(what, at))
  }

  /** What is done by keys alone comes to the whole kit, which has come by now or is about to. */
  protected async takeKeys(ByKeys: typeof import('./rest').ByKeys): Promise<void> {
    const [kit] = await Promise.all([fetched(() => this.wholeKit()), this.whole])
    if (!this.closed) this.closing.push(new ByKeys(this.host, this, kit))
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
