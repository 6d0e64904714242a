import type { Assets } from '../assets/assets'
import type { Element } from '../board/types'
import type { BoardEditor } from '../editor/editor'
import { assetOf } from '../elements/asset-of'
import { kindOf } from '../elements/kind-of'
import type { Box } from '../geometry/box'
import { drawCrop } from './crop-mark'
import { showCrops } from './hand-marks'
import { Levels } from './levels'
import type { Painters } from './painters'
import { showPictures } from './pictures'
import { Reels } from './reels'
import { decodePicture } from './unpack'
import type { FromShelf } from './worker/shelf'

/** What an album needs from outside. */
export type AlbumParts = {
  readonly editor: BoardEditor
  readonly painters: Painters
  readonly assets: Promise<Assets>
  /** The picture of the board is no longer right in these boxes. */
  readonly stale: (boxes: readonly Box[]) => void
  /** Another frame is to be drawn. */
  readonly ask: () => void
}

/** The memory of the page's own pixels, in bytes: of what moves, for what rests is the worker's. One photo of 12 megapixels fits. */
const BUDGET = 64 * 2 ** 20

/** The page's side of a board's pictures: it gets their bytes, for the worker too, and has painted anew what shows them when better pixels come. */
export class Album {
  readonly levels: Levels
  readonly reels: Reels
  private readonly parts: AlbumParts
  private readonly ends: (() => void)[] = []
  /** What shows each asset. */
  private shows = new Map<string, Set<string>>()
  private readonly lent = new Map<number, (bitmap: ImageBitmap | null) => void>()
  private loans = 0

  constructor(parts: AlbumParts) {
    this.parts = parts
    this.levels = new Levels({
      budget: BUDGET,
      now: () => performance.now(),
      bytes: (asset) => this.bytesOf(asset),
      borrow: (asset, width) => this.borrow(asset, width),
      decode: decodePicture,
      arrived: (asset) => this.spoil(asset),
      open: () => !parts.painters.beginning,
    })
    this.reels = new Reels(parts.editor, (asset) => this.shows.get(asset) ?? [], parts.ask)
    this.ends.push(parts.editor.client.on({ changed: (touched) => this.changed(touched) }))
    this.changed('all')
    void parts.assets.then(
      (assets) =>
        this.ends.push(
          assets.on({
            there: (asset) => {
              this.levels.there(asset)
              parts.painters.pictures({ is: 'there', asset })
            },
          }),
        ),
      () => {},
    )
    showPictures({
      draw: (to, placed, across) => this.reels.draw(to, placed) || this.levels.draw(to, placed, across),
    })
    showCrops(drawCrop)
    this.spoilAll()
  }

  /** Hears what the worker says of pictures; null: there is none any more, or it has begun. */
  hear(say: FromShelf | null): void {
    if (say === null) {
      this.endLoans()
      this.levels.afresh()
      this.spoilAll()
    } else if (say.is === 'want') void this.give(say.asset)
    else if (say.is === 'arrived') {
      this.levels.lend(say.asset, say.small)
      this.spoil(say.asset)
    } else {
      this.lent.get(say.number)?.(say.bitmap)
      this.lent.delete(say.number)
    }
  }

  close(): void {
    this.reels.close()
    for (const end of this.ends) end()
  }

  private async bytesOf(asset: string): Promise<Blob | null> {
    try {
      const bytes = await (await this.parts.assets).bytesOf(asset)
      if (bytes !== null) void this.reels.consider(asset, bytes)
      return bytes
    } catch {
      return null
    }
  }

  private async give(asset: string): Promise<void> {
    const bytes = await this.bytesOf(asset)
    this.parts.painters.pictures({ is: 'bytes', asset, bytes })
  }

  /** What the worker has painted with is copied sooner than unpacked again. */
  private borrow(asset: string, width: number): Promise<ImageBitmap | null> {
    const number = ++this.loans
    if (!this.parts.painters.pictures({ is: 'lend', asset, width, number })) return Promise.resolve(null)
    return new Promise((resolve) => {
      this.lent.set(number, resolve)
    })
  }

  private endLoans(): void {
    for (const resolve of this.lent.values()) resolve(null)
    this.lent.clear()
  }

  private changed(touched: ReadonlySet<string> | 'all'): void {
    const { view } = this.parts.editor.client
    if (touched === 'all') this.shows = new Map()
    const ids = touched === 'all' ? view.paintOrder() : touched
    for (const id of ids) {
      const element = view.element(id)
      if (element !== undefined) this.note(element)
    }
  }

  /** Who has shown another asset before stays noted for that: it is looked at when it is painted. */
  private note({ id, props }: Element): void {
    const asset = assetOf(props)
    if (asset === '') return
    const ids = this.shows.get(asset)
    if (ids === undefined) this.shows.set(asset, new Set([id]))
    else ids.add(id)
  }

  private spoil(...assets: string[]): void {
    const { view } = this.parts.editor.client
    const boxes: Box[] = []
    for (const asset of assets) {
      for (const id of this.shows.get(asset) ?? []) {
        const props = view.element(id)?.props
        if (props !== undefined && assetOf(props) === asset) boxes.push(kindOf(props).bounds(props))
      }
    }
    this.parts.stale(boxes)
  }

  private spoilAll(): void {
    this.spoil(...this.shows.keys())
  }
}
