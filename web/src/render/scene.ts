import type { Finder } from '../editor/finder'
import type { Camera, Theme } from '../editor/types'
import { type Box, grown, holds, touches } from '../geometry/box'
import { itemOf } from './items'
import { holdPictures, type Item, type Job } from './job'
import { alike, boxBehind, cellBox, cellsOf, type Level, overviewOf, TILE, wholeTile } from './level'
import { LevelChoice } from './level-choice'
import { type Look, roomFor, sameLook, seenBy } from './look'
import { Mosaic } from './mosaic'
import type { Painters } from './painters'
import { Painting } from './painting'
import { patched } from './patched'
import { forgotten, type Picture } from './picture'
import { nearest, type Spot, spotOf, wantedOf } from './plan'
import { different, sameSet } from './sets'
import { Swap } from './swap'
import { type Tile, Tiles } from './tiles'
import { hasWords } from './words'

/** A change whose tiles hold no more elements than this is painted at once: asking the worker would take longer. */
const SMALL = 120
/** More boxes than this at once: everything is painted anew. */
const BOXES = 20_000
/** A change of more boxes than this, or of all that is seen and more, may be one of many parts. */
const CROWD = 200
/** What is not seen is painted once no such change has come for so long, in milliseconds: one tile of it may show all there is. */
const CALM = 300
/** Time for choosing work in one frame, in milliseconds. */
const CHOOSING = 4

const nothing: ReadonlySet<string> = new Set()

/** What a scene asks about what it shows. */
export type Scenery = Pick<Finder, 'extent' | 'painted' | 'bounds' | 'clip'>

/** The tiles of a board: which there are, what is wrong with them, and who paints them. Everything but what moves. */
export class Scene {
  readonly tiles = new Tiles()
  private readonly finder: Scenery
  private readonly painters: Painters
  private readonly jobs = new Map<
    number,
    { readonly tile: Tile; readonly version: number; readonly rect: typeof wholeTile }
  >()
  private readonly choice = new LevelChoice()
  private look: Look | null = null
  private crowded = Number.NEGATIVE_INFINITY
  private number = 0
  private boxes: Box[] = []
  private all = false
  private swap: Swap | null = null
  /** Whether all became another when a change began to be shown last. */
  private anew = false
  /** What the tiles, as they are shown now, leave out. */
  private shown: ReadonlySet<string> = nothing
  /** Elements that came from a hand and that no tile shows yet. */
  private fresh = new Set<string>()
  /** How far the board reached when a change began to be shown last. */
  private reach: Box | null = null
  /** The theme of what is shown. */
  private painted: Theme | null = null
  /** Where the camera went last, in CSS pixels. */
  private motion = { x: 0, y: 0 }
  /** Whether the picture differs from what was drawn last. */
  private stirred = true
  /** Whether a hand is at work and the view stands still meanwhile. */
  private held = false
  /** Whether all that is seen has ever been painted. */
  private complete = false

  constructor(finder: Scenery, painters: Painters) {
    this.finder = finder
    this.painters = painters
  }

  /** The theme in which the board is shown: the new one as soon as all that is seen has it. */
  get theme(): Theme | null {
    return this.painted
  }

  /** What the tiles on the screen leave out: the live layer shows it. */
  get without(): ReadonlySet<string> {
    return this.shown
  }

  /** What came from a hand onto the board and is in no tile yet: the live layer still shows it. */
  get arriving(): ReadonlySet<string> {
    return this.swap === null ? this.fresh : new Set([...this.fresh, ...this.swap.fresh])
  }

  /** The picture is no longer right in these boxes, or anywhere. */
  spoiled(boxes: readonly Box[] | 'all'): void {
    if (boxes === 'all' || this.boxes.length + boxes.length > BOXES) this.all = true
    else this.boxes.push(...boxes)
  }

  /** Letters look different now. */
  spoilWords(): void {
    this.tiles.spoilAll(({ words }) => words)
  }

  /** The pictures themselves are gone. */
  lost(): void {
    for (const tile of [...this.tiles.all()]) {
      this.forgetJob(tile)
      this.tiles.remove(tile)
    }
    this.stirred = true
  }

  /** An element that a hand has made has come onto the board. */
  landed(id: string): void {
    this.fresh.add(id)
  }

  /** Works for one frame; true if it wants the next one, too. `held`: a hand is at work on the board. */
  frame(look: Look, without: ReadonlySet<string>, now: () => number, held = false): boolean {
    const start = now()
    this.number++
    this.held = held && this.look !== null && sameLook(this.look, look)
    this.follow(look, start)
    this.begin(without, start)
    // Nothing moves where all is another: it is waited for as the first picture was.
    this.painters.frame(!this.complete || (this.anew && this.swap !== null))
    const full = this.plan(now, start + CHOOSING)
    this.painters.work()
    const finished = this.finish()
    this.trim()
    // What has changed while the last change was on its way begins with the next frame, and nobody else asks for that.
    const waits = this.swap === null && (this.all || this.boxes.length > 0)
    return waits || finished || this.painters.busy || full || this.restless(start)
  }

  /** Draws what there is. */
  draw(to: CanvasRenderingContext2D, look: Look): void {
    this.stirred = false
    new Mosaic(to, this.tiles, this.sight(look, to.canvas)).draw()
  }

  /** Draws the whole board from its coarse picture alone; false where a part of that was never painted. */
  drawOverview(to: CanvasRenderingContext2D, camera: Camera, dpr: number): boolean {
    const extent = this.finder.extent()
    if (extent === null || this.look === null) return false
    // The one that is painted anew when something changes goes first.
    const level = [this.coarse(extent), overviewOf(extent, this.look.dpr)].find((one) => this.tiles.covers(one, extent))
    if (level === undefined) return false
    const { width, height } = to.canvas
    new Mosaic(to, this.tiles, { camera, dpr, width, height, level, extent, frame: this.number }).draw()
    return true
  }

  /** Whether what was changed is shown. */
  get rests(): boolean {
    return this.swap === null && this.boxes.length === 0 && !this.all
  }

  /** Whether all that is seen has been painted once. */
  get whole(): boolean {
    return this.complete
  }

  /** Whether the picture has changed since it was drawn. */
  get changed(): boolean {
    return this.stirred
  }

  private sight(look: Look, { width, height }: { readonly width: number; readonly height: number }) {
    const { camera, dpr } = look
    return { camera, dpr, width, height, level: this.level, extent: this.extent(), frame: this.number }
  }

  /** The box around all there is, and the pixel that smoothing adds. */
  private extent(): Box | null {
    const extent = this.finder.extent()
    return extent === null ? null : grown(extent, 2 / this.level.k)
  }

  private get level(): Level {
    return this.choice.level
  }

  /** Goes after the camera: a new zoom is painted once it rests, or when what there is would be stretched too far. */
  private follow(look: Look, now: number): void {
    const before = this.look
    this.look = look
    const { camera } = look
    if (before !== null && before.camera.zoom === camera.zoom && before.camera !== camera) {
      const x = ((camera.x - before.camera.x) * camera.zoom) / 100
      const y = ((camera.y - before.camera.y) * camera.zoom) / 100
      if (x !== 0 || y !== 0) this.motion = { x, y }
    }
    if (!this.choice.follow(look, this.tiles, this.finder.extent(), now)) return
    this.stirred = true
    for (const tile of this.tiles.all()) if (tile.job !== 0 && tile.level.key !== this.level.key) this.forgetJob(tile)
  }

  private seen(tile: Tile): boolean {
    const look = this.look!
    return tile.level.key === this.level.key && touches(cellBox(tile.level, tile.column, tile.row), seenBy(look))
  }

  /** Begins to show what has changed since, unless the last change is still on its way. */
  private begin(without: ReadonlySet<string>, now: number): void {
    const look = this.look!
    if (this.boxes.length > CROWD || this.boxes.some((box) => holds(box, seenBy(look)))) this.crowded = now
    if (this.painted === null) this.painted = look.theme
    if (this.swap !== null) return
    const other = look.theme !== this.painted
    const lifted = sameSet(without, this.shown) ? nothing : different(without, this.shown)
    const quiet = !this.all && this.boxes.length === 0 && this.fresh.size === 0
    if (!other && quiet && lifted.size === 0) return
    for (const id of lifted) {
      const box = this.finder.bounds(id)
      if (box !== null) this.boxes.push(box)
    }
    if (this.all || other) this.tiles.spoilAll()
    else this.tiles.spoil(this.boxes)
    this.anew = this.all
    this.all = false
    this.boxes = []
    if (lifted.size > 0 || this.fresh.size > 0) this.beyond()
    this.reach = this.extent()
    const swap = new Swap(lifted.size === 0 ? this.shown : new Set(without), look.theme, this.fresh)
    this.fresh = new Set()
    this.swap = swap
    for (const tile of this.tiles.all()) {
      if (tile.job !== 0 && this.jobs.get(tile.job)?.version !== tile.version) this.forgetJob(tile)
      if (tile.dirty !== null && this.seen(tile)) swap.wait(tile)
    }
    this.atOnce(swap)
  }

  /** What a hand has put where the board did not reach: nothing was there, and the hand's picture stays until these tiles have come, too. */
  private beyond(): void {
    const extent = this.extent()
    if (extent === null) return
    for (const spot of nearest(this.level, seenBy(this.look!), extent, true)) {
      const { level, column, row } = spot
      if (this.reach !== null && touches(cellBox(level, column, row), this.reach)) continue
      const tile = this.tiles.at(level, column, row, this.painted!)
      if (tile.picture !== undefined) continue
      tile.show(null)
      tile.spoil(wholeTile)
    }
  }

  /** Paints a small change here and now. */
  private atOnce(swap: Swap): void {
    const tiles = [...swap.open()]
    if (tiles.length > 8) return
    const jobs: { readonly tile: Tile; readonly job: Job }[] = []
    let count = 0
    for (const tile of tiles) {
      const job = this.job(tile, true)
      count += job.items.length
      if (count > SMALL || job.pictures === true) return
      jobs.push({ tile, job })
    }
    for (const { tile, job } of jobs) {
      const painting = new Painting(job.order, job.items)
      painting.go(() => false)
      this.received(tile, tile.dirty!, job.items.length === 0 ? null : painting.take())
    }
  }

  /** Shows the change once all that is seen of it has come; true when it did so. */
  private finish(): boolean {
    const swap = this.swap
    if (swap === null || !swap.done((tile) => this.seen(tile))) return false
    swap.show()
    this.swap = null
    this.shown = swap.without
    this.stirred = true
    // Of a board that has become bare nobody paints anew what is not seen.
    const bare = this.finder.extent() === null
    this.painted = swap.theme
    for (const tile of [...this.tiles.all()]) if (bare || tile.theme !== swap.theme) this.drop(tile)
    return true
  }

  private drop(tile: Tile): void {
    this.forgetJob(tile)
    this.tiles.remove(tile)
  }

  /** Hands out what is wanted most until nobody takes more; true where another frame is needed for it. */
  private plan(now: () => number, end: number): boolean {
    const extent = this.extent()
    let left = roomFor(this.look!)
    let open = false
    const passes = extent !== null && this.choice.passes(now()) && this.tiles.covers(this.coarse(extent), extent)
    for (const { level, column, row, urgent } of this.wanted(extent)) {
      // All that is seen has been gone through.
      if (!urgent && !open) this.complete = true
      // While the zoom or a large change goes on, only what is seen is painted: what lies around it would not be in time. Nor beside a hand at work, which the machine is for.
      if (!urgent && (this.held || this.restless(now()))) return false
      if (passes && this.tiles.get(level, column, row)?.picture === undefined) continue
      const tile = this.tiles.at(level, column, row, this.goal)
      tile.used = this.number
      left -= tile.picture === null ? 0 : TILE * TILE * 4
      if (!urgent && left < 0) return false
      open ||= urgent && !tile.right
      if (tile.job !== 0 || tile.right) continue
      if (!this.painters.room(urgent)) return false
      if (!this.give(tile, urgent) || now() > end) return true
    }
    return false
  }

  private restless(now: number): boolean {
    return this.choice.going(now) || now - this.crowded < CALM
  }

  /** The level of the coarse picture: the one that is seen where that is hardly finer, or coarser. */
  private coarse(extent: Box): Level {
    const overview = overviewOf(extent, this.look!.dpr)
    return alike(overview, this.level) ? this.level : overview
  }

  private get goal(): Theme {
    return this.swap?.theme ?? this.painted!
  }

  private *wanted(extent: Box | null): Iterable<Spot> {
    if (this.swap !== null) for (const tile of this.swap.open()) if (this.seen(tile)) yield spotOf(tile)
    // On a bare board nothing is wanted but that what lay there is gone.
    if (extent !== null) yield* wantedOf(this.look!, this.level, this.coarse(extent), extent, this.motion)
  }

  /** Has a tile painted, as a whole or where it is wrong; false when nobody takes it now. */
  private give(tile: Tile, urgent: boolean): boolean {
    const job = this.job(tile, urgent)
    const rect = tile.dirty ?? wholeTile
    if (job.items.length === 0) {
      this.received(tile, rect, null)
      return true
    }
    if (!this.painters.give(job)) return false
    tile.job = job.number
    this.jobs.set(job.number, { tile, version: tile.version, rect })
    return true
  }

  private job(tile: Tile, urgent: boolean): Job {
    const { level, column, row } = tile
    const { zoom, dpr } = level
    const rect = tile.dirty ?? wholeTile
    const without = this.swap?.without ?? this.shown
    const items: Item[] = []
    let words = tile.dirty !== null && tile.words
    for (const element of this.finder.painted(boxBehind(level, column, row, rect))) {
      if (without.has(element.id)) continue
      items.push(itemOf(this.finder, element))
      words ||= hasWords(element.props)
    }
    tile.words = words
    const place = { x: column * TILE + rect.x, y: row * TILE + rect.y, w: rect.w, h: rect.h }
    const order = { zoom, dpr, theme: this.goal, rect: place }
    return { number: this.painters.number(), order, items, urgent, pictures: holdPictures(items) }
  }

  /** A picture has come. */
  done(job: Job, picture: Picture): void {
    const of = this.jobs.get(job.number)
    this.jobs.delete(job.number)
    const current = of?.tile.job === job.number
    if (of !== undefined && current) of.tile.job = 0
    if (of === undefined || !current || of.version !== of.tile.version) forgotten(picture)
    else this.received(of.tile, of.rect, picture)
  }

  private received(tile: Tile, rect: typeof wholeTile, picture: Picture | null): void {
    const whole = rect.w === TILE && rect.h === TILE
    const next = whole ? picture : patched(tile.picture ?? null, rect, picture)
    tile.dirty = null
    tile.theme = this.goal
    if (this.swap?.take(tile, next) === true) return
    tile.show(next)
    this.stirred = true
  }

  private forgetJob(tile: Tile): void {
    if (tile.job === 0) return
    this.jobs.delete(tile.job)
    this.painters.drop(tile.job)
    tile.job = 0
  }

  private trim(): void {
    for (const tile of this.tiles.among(this.level, cellsOf(this.level, seenBy(this.look!)))) tile.used = this.number
    for (const number of this.tiles.trim(roomFor(this.look!), COUNT, this.number)) {
      this.jobs.delete(number)
      this.painters.drop(number)
    }
  }
}

/** The number of tiles is bounded, too: most of an empty board's hold no picture. */
const COUNT = 600
