import type { Placed } from '../elements/pen'
import type { Pictures } from './pictures'
import { drawPixels, type Pixels } from './pixels'

/** What a store of levels needs from outside. */
export type LevelsParts = {
  /** The bytes of an asset; null where they are not to be had now: `there` says when they are. */
  readonly bytes: (asset: string) => Promise<Blob | null>
  /** Makes pixels of the bytes of a picture, so wide and so high; `natural`: how large the whole is. */
  readonly decode: (bytes: Blob, w: number, h: number, natural: readonly [number, number]) => Promise<ImageBitmap>
  /** Better pixels than before are there. */
  readonly arrived: (asset: string, pixels: ImageBitmap) => void
  /** The same pixels or finer ones from somebody who has them; null where nobody does. */
  readonly borrow?: (asset: string, width: number) => Promise<ImageBitmap | null>
  /** Whether pixels are made at all now. */
  readonly open?: () => boolean
  /** Bytes that all pixels may take together. */
  readonly budget: number
  /** Milliseconds. */
  readonly now: () => number
}

/** Pixels of one size. */
type Level = { readonly bitmap: ImageBitmap; used: number }

/** What is known of one asset. */
type Entry = {
  readonly levels: Map<number, Level>
  /** The width that is wanted and not there; 0 for none. */
  wanted: number
  /** The width that it was drawn for last, or would be now. */
  serves: number
  /** How large the whole is. */
  natural: readonly [number, number]
  /** When it was wanted last. */
  asked: number
  state: 'free' | 'under way' | 'missing' | 'broken'
}

/** A level with where it is kept. */
type Kept = { readonly entry: Entry; readonly width: number; readonly level: Level }

/** The smallest level, in pixels of its longer side: smaller ones would save nothing. */
const LEAST = 64
/** What was drawn so recently is still being drawn, in milliseconds: to drop it for something else would only move the lack. */
const RECENT = 1500
/** No level takes more of the room. */
const LARGEST = 3 / 4
/** What was drawn within so long may still be on the screen, in milliseconds: everything becomes finer again when all that would fit. */
const CALM = 10_000
/** So many levels coarser than it should be a picture may be when there is no room. */
const COARSEST = 4

/**
 * Pictures in the sizes that the screen needs: each half as wide as the one before, made of the whole picture when it is wanted, and
 * dropped when others need the room. One is made at a time: a photo takes 48 MB while it is unpacked.
 */
export class Levels implements Pictures {
  private readonly parts: LevelsParts
  private readonly entries = new Map<string, Entry>()
  private used = 0
  private busy = false
  /** How many levels coarser everything is shown, because it would not fit otherwise. */
  private coarser = 0
  /** When it was last looked whether finer ones would fit. */
  private eased = 0

  constructor(parts: LevelsParts) {
    this.parts = parts
  }

  draw(to: CanvasRenderingContext2D, placed: Placed, across: number): boolean {
    const pixels = this.pixels(placed, across)
    if (pixels !== null) drawPixels(to, pixels, placed)
    return pixels !== null
  }

  /** The best pixels there are of a whole picture for one that is drawn so wide; better ones are made where they are needed. */
  pixels({ asset, natural, part }: Placed, across: number): Pixels | null {
    const now = this.parts.now()
    this.ease(now)
    const entry = this.entry(asset)
    const width = this.widthFor(natural, part.w > 0 ? (across * natural[0]) / part.w : across)
    const best = bestOf(entry.levels, width)
    if (best !== null) best.used = now
    entry.serves = width
    if (!entry.levels.has(width)) {
      entry.wanted = width
      entry.natural = natural
      entry.asked = now
      this.go()
    }
    return best?.bitmap ?? null
  }

  /** Bytes that were missing may be there now. */
  there(asset: string): void {
    const entry = this.entries.get(asset)
    if (entry?.state !== 'missing') return
    entry.state = 'free'
    entry.asked = this.parts.now()
    this.go()
  }

  /** Takes pixels that somebody else has made, for the time until there are better ones. */
  lend(asset: string, bitmap: ImageBitmap): void {
    const { levels } = this.entry(asset)
    if (bestOf(levels, bitmap.width) === null) this.keep(levels, bitmap, this.parts.now())
    else bitmap.close()
  }

  /** Pixels of a picture that are at least so wide; null for none. */
  at(asset: string, width: number): ImageBitmap | null {
    const found = bestOf(this.entries.get(asset)?.levels ?? new Map(), width)
    return found !== null && found.bitmap.width >= width ? found.bitmap : null
  }

  /** Nothing that was wanted until now is wanted any more; goes on with what is wanted next. */
  afresh(): void {
    for (const entry of this.entries.values()) entry.wanted = 0
  }

  /** The memory that all pixels take, in bytes. */
  get bytes(): number {
    return this.used
  }

  private entry(asset: string): Entry {
    let entry = this.entries.get(asset)
    if (entry === undefined) {
      entry = { levels: new Map(), wanted: 0, serves: 0, natural: [1, 1], asked: 0, state: 'free' }
      this.entries.set(asset, entry)
    }
    return entry
  }

  /** The width of the smallest level that is fine enough, and does not take all of the room. */
  private widthFor([w, h]: readonly [number, number], across: number): number {
    let k = 1
    const wanted = across / 2 ** this.coarser
    while ((w * k) / 2 >= wanted && (Math.max(w, h) * k) / 2 >= LEAST) k /= 2
    while (w * h * k * k * 4 > this.parts.budget * LARGEST) k /= 2
    return Math.max(1, Math.round(w * k))
  }

  /** Makes what is wanted most recently, if nothing is being made. */
  private go(): void {
    if (this.busy || this.parts.open?.() === false) return
    const next = this.next()
    if (next === null) return
    this.busy = true
    const [asset, entry] = next
    entry.state = 'under way'
    void this.make(asset, entry).then(() => {
      this.busy = false
      this.go()
    })
  }

  /** Nothing that was wanted is forgotten: a tile that was painted without it is not painted again by itself. */
  private next(): [string, Entry] | null {
    let found: [string, Entry] | null = null
    for (const [asset, entry] of this.entries) {
      if (entry.wanted === 0 || entry.state !== 'free') continue
      if (found === null || before(entry, found[1])) found = [asset, entry]
    }
    return found
  }

  private async make(asset: string, entry: Entry): Promise<void> {
    const { wanted, natural } = entry
    const height = Math.max(1, Math.round((natural[1] * wanted) / natural[0]))
    entry.wanted = 0
    this.makeRoom(wanted * height * 4)
    try {
      const bitmap = (await this.parts.borrow?.(asset, wanted)) ?? (await this.unpacked(asset, wanted, height, natural))
      if (bitmap === null) {
        entry.state = 'missing'
        entry.wanted ||= wanted
        return
      }
      entry.state = 'free'
      if (entry.wanted === wanted) entry.wanted = 0
      this.keep(entry.levels, bitmap, this.parts.now())
      this.trim(entry)
      this.parts.arrived(asset, bitmap)
    } catch {
      // Bytes that the server took and the browser does not: they will not become others.
      entry.state = 'broken'
    }
  }

  private async unpacked(
    asset: string,
    w: number,
    h: number,
    natural: readonly [number, number],
  ): Promise<ImageBitmap | null> {
    const bytes = await this.parts.bytes(asset)
    return bytes === null ? null : this.parts.decode(bytes, w, h, natural)
  }

  private keep(levels: Map<number, Level>, bitmap: ImageBitmap, used: number): void {
    const before = levels.get(bitmap.width)
    if (before !== undefined) this.used -= sizeOf(before.bitmap)
    before?.bitmap.close()
    levels.set(bitmap.width, { bitmap, used })
    this.used += sizeOf(bitmap)
  }

  /** Drops what is not drawn any more so that something of that many bytes fits: while it is made there is more than the rest takes. */
  private makeRoom(bytes: number): void {
    const { budget, now } = this.parts
    for (const one of this.oldest()) {
      if (this.used + bytes <= budget || now() - one.level.used < RECENT) return
      this.drop(one)
    }
  }

  /** Drops what was not drawn for longest until the rest fits; where that is still being drawn, everything becomes coarser. */
  private trim(fresh: Entry): void {
    const { budget, now } = this.parts
    let pressed = false
    // Finer ones than are shown now stand in the way of all else, and to drop them is no sign of a lack.
    const all = this.oldest().sort((a, b) => Number(isFiner(b)) - Number(isFiner(a)))
    for (const one of all) {
      if (this.used <= budget) break
      if (one.entry === fresh && one.width === Math.max(...fresh.levels.keys())) continue
      pressed ||= !isFiner(one) && now() - one.level.used < RECENT
      this.drop(one)
    }
    if (!pressed || this.coarser === COARSEST) return
    this.coarser++
    this.eased = now()
    for (const entry of this.entries.values()) entry.serves = Math.ceil(entry.serves / 2)
  }

  /** Everything becomes a level finer where what is being drawn would fit so. */
  private ease(now: number): void {
    if (this.coarser === 0 || now - this.eased < CALM) return
    this.eased = now
    let drawn = 0
    for (const { level } of this.oldest()) if (now - level.used < CALM) drawn += sizeOf(level.bitmap)
    if (drawn * 4 <= this.parts.budget) this.coarser--
  }

  /** All levels, those that were not drawn for longest first. */
  private oldest(): Kept[] {
    const all = [...this.entries.values()].flatMap((entry) =>
      [...entry.levels].map(([width, level]) => ({ entry, width, level })),
    )
    return all.sort((a, b) => a.level.used - b.level.used)
  }

  private drop({ entry, width, level }: Kept): void {
    entry.levels.delete(width)
    this.used -= sizeOf(level.bitmap)
    level.bitmap.close()
  }
}

/** Whether a level is finer than what it is drawn for now. */
const isFiner = ({ entry, width }: Kept): boolean => width > entry.serves

/** What has nothing to show comes first, then what was wanted last. */
function before(a: Entry, b: Entry): boolean {
  if ((a.levels.size === 0) !== (b.levels.size === 0)) return a.levels.size === 0
  return a.asked > b.asked
}

/** The smallest that is at least so wide, or else the widest. */
function bestOf(levels: ReadonlyMap<number, Level>, width: number): Level | null {
  let best: [number, Level] | null = null
  for (const one of levels) {
    if (best === null) best = one
    else if (best[0] < width ? one[0] > best[0] : one[0] >= width && one[0] < best[0]) best = one
  }
  return best?.[1] ?? null
}

const sizeOf = ({ width, height }: ImageBitmap) => width * height * 4
