import { identify } from '../assets/identify'
import type { Element } from '../board/types'
import type { BoardEditor } from '../editor/editor'
import { assetOf } from '../elements/asset-of'
import { naturalOf } from '../elements/image'
import { kindOf } from '../elements/kind-of'
import type { Placed } from '../elements/pen'
import { type Box, touches } from '../geometry/box'
import { CanvasPen } from './canvas-pen'
import type { Under } from './live'
import { type Look, seenBy } from './look'
import { drawPixels } from './pixels'
import { canMove, Reel } from './reel'

/** So many pictures move at once at most, those that were put last first; the others stand still. */
const MOST = 8
/** A picture with more than this lying over it stands still: all of that is drawn anew with each of its frames. */
const ABOVE = 20
/** Larger ones stand still, in pixels: each frame of them takes 16 MB and more. */
const LARGEST = 4_000_000
/** Smaller ones cannot be seen to move, in device pixels. */
const SMALLEST = 12
/** What was not seen for so long is unpacked anew when it is seen again, in milliseconds. */
const FORGOTTEN = 10_000

/** Kinds of picture that may move. */
const moving: ReadonlySet<string> = new Set(['image/gif', 'image/webp'])

/** What plays now: these are in no tile, and the live layer draws them with what lies over them. */
export type Playing = { readonly ids: ReadonlySet<string>; readonly drawn: readonly Played[] }

/** A moving picture, or what lies over one: of that only what lies in its box is drawn. */
type Played = Element & { readonly within?: Box }

/** Nothing plays. */
export const still: Playing = { ids: new Set(), drawn: [] }

/** Moving pictures: which of them are seen, and their frames. Where a person wants no motion, they stand still. */
export class Reels {
  private readonly editor: BoardEditor
  private readonly ask: () => void
  private readonly shows: (asset: string) => Iterable<string>
  /** The bytes of those that move; null for those that do not, or that are being looked at. */
  private readonly known = new Map<string, Blob | null>()
  private readonly reels = new Map<string, { readonly reel: Reel; seen: number }>()

  /** `shows`: the elements that show an asset; `ask`: another frame is to be drawn. */
  constructor(editor: BoardEditor, shows: Reels['shows'], ask: () => void) {
    this.editor = editor
    this.shows = shows
    this.ask = ask
  }

  /** Looks at bytes that came: whether they are a moving picture. */
  async consider(asset: string, bytes: Blob): Promise<void> {
    if (this.known.has(asset) || !canMove() || !moving.has(bytes.type)) return
    this.known.set(asset, null)
    const found = identify(new Uint8Array(await bytes.arrayBuffer()))
    if (typeof found === 'string' || !found.moves) return
    this.known.set(asset, bytes)
    this.ask()
  }

  /** What plays on what is seen; `held` is in somebody's hand. */
  playing(look: Look, held: ReadonlySet<string>, now: number): Playing {
    if (this.known.size === 0 || !this.editor.parts.motion()) return still
    const ids = new Set<string>()
    const drawn: Played[] = []
    for (const [asset, bytes] of this.known) {
      if (bytes === null) continue
      for (const id of this.shows(asset)) {
        if (ids.size >= MOST || held.has(id)) continue
        const own = this.drawnFor(id, asset, look, held)
        if (own === null || this.reelOf(asset, bytes, now) === null) continue
        ids.add(id)
        drawn.push(...own)
      }
    }
    this.forget(now)
    return ids.size === 0 ? still : { ids, drawn }
  }

  /** Draws all that plays and is in no tile any more, and over each what lies over it. */
  painter({ drawn }: Playing, without: ReadonlySet<string>): Under {
    const seen = drawn.filter(({ id, within }) => within !== undefined || without.has(id))
    return (to, { camera, dpr, theme }) => {
      const pen = new CanvasPen(to, camera, dpr, theme)
      for (const { props, within } of seen) {
        to.save()
        if (within !== undefined) cutOff(to, pen, within)
        kindOf(props).draw(props, pen)
        to.restore()
      }
    }
  }

  /** Draws the frame of a picture that plays; false for others. */
  draw(to: CanvasRenderingContext2D, placed: Placed): boolean {
    const frame = this.reels.get(placed.asset)?.reel.at(performance.now()) ?? null
    if (frame !== null) drawPixels(to, frame, placed)
    return frame !== null
  }

  /** When the next frame is due. */
  next(now: number): number {
    let least = Number.POSITIVE_INFINITY
    for (const { reel } of this.reels.values()) least = Math.min(least, reel.due)
    return Math.max(1, least - now)
  }

  close(): void {
    for (const { reel } of this.reels.values()) reel.close()
    this.reels.clear()
  }

  /** The picture and what lies over it; null where it stands still. */
  private drawnFor(id: string, asset: string, look: Look, held: ReadonlySet<string>): readonly Played[] | null {
    const { client, finder } = this.editor
    const props = client.view.element(id)?.props
    const box = finder.bounds(id)
    if (props === undefined || box === null || assetOf(props) !== asset || !touches(box, seenBy(look))) return null
    const [w, h] = naturalOf(props)
    if (w * h > LARGEST || (Math.max(box.w, box.h) * look.camera.zoom * look.dpr) / 100 < SMALLEST) return null
    const above = this.above(id, box)
    if (above === null) return null
    const over = above.filter((one) => !held.has(one.id))
    return [client.view.element(id)!, ...over.map((one) => ({ ...one, within: box }))]
  }

  /** What lies over it; null for too much. */
  private above(id: string, box: Box): readonly Element[] | null {
    const found: Element[] = []
    let passed = false
    for (const element of this.editor.finder.painted(box)) {
      if (element.id === id) passed = true
      else if (passed && found.push(element) > ABOVE) return null
    }
    return passed ? found : null
  }

  /** Null until its first frame is there: until then the tiles show it. */
  private reelOf(asset: string, bytes: Blob, now: number): Reel | null {
    let entry = this.reels.get(asset)
    if (entry === undefined) {
      entry = { reel: new Reel(bytes, this.ask), seen: now }
      this.reels.set(asset, entry)
    }
    entry.seen = now
    return entry.reel.at(now) === null ? null : entry.reel
  }

  private forget(now: number): void {
    for (const [asset, { reel, seen }] of this.reels) {
      if (now - seen < FORGOTTEN) continue
      reel.close()
      this.reels.delete(asset)
    }
  }
}

/** What follows is cut off at a box. */
function cutOff(to: CanvasRenderingContext2D, pen: CanvasPen, { x, y, w, h }: Box): void {
  pen.from(x, y, 0, 0, 0)
  to.beginPath()
  to.rect(0, 0, w, h)
  to.clip()
}
