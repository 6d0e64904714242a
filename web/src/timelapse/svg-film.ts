import { settingsID } from '../board/names'
import type { Pace } from '../editor/pace'
import { fontRules } from '../export/fonts'
import { inside, type Source } from '../export/pictures'
import { groundOf } from '../export/svg'
import { units } from '../export/svg-outline'
import { escaped, SvgPen } from '../export/svg-pen'
import type { Film } from '../history/film'
import { drawnFor, strokeOf } from '../history/pace'
import { paperOf } from '../render/paper'
import type { Life } from './life'
import type { Seen } from './needs'
import type { Schedule } from './schedule'
import { SvgLayers } from './svg-layers'
import { type Drawing, shownBetween } from './svg-time'
import type { View } from './view'
import type { Wish } from './wish'

/** An animated SVG is never longer than so many letters: browsers keep all of it in memory, many times over. */
const LONGEST = 16_000_000

/** Changes nearer to each other than this, in ms, happen at once. */
const TICK = 20

/** A stroke drawn in less than this, in ms, appears. */
const SOONEST = 40

/** What the drawing of a history as SVG is made from. */
export type SvgParts = {
  readonly film: Film
  /** The board where the stretch begins. */
  readonly life: Life
  readonly view: View
  readonly schedule: Schedule
  readonly wish: Wish
  readonly seen: readonly Seen[]
  readonly source: Source
}

/** Said where a board is too large for an SVG. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/**
 * A time-lapse as one SVG that needs nothing from outside and runs no script: whatever was ever seen stands in it once for each look that it had,
 * with the times between which it is shown. It plays once and then shows the end; where nothing moves, it shows the end at once.
 */
export async function svgTimelapse(
  parts: SvgParts,
  pace: Pace,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const { life, view, wish, seen, source } = parts
  const pen = new SvgPen({ x: view.box.x, y: view.box.y }, wish.room, await inside(seen, source))
  const layers = new SvgLayers(life, view.box, pen)
  const papers = new Papers(parts)
  layers.begin()
  for await (const { at, touched, stale, drawn, share } of ticks(parts)) {
    layers.become(touched, stale, at, drawn)
    if (touched.has(settingsID)) papers.become(at)
    if (layers.length > LONGEST) throw new TooLarge()
    told(share * 0.9)
    if (pace.due) await pace.turn()
    signal.throwIfAborted()
  }
  const fonts = await fontRules(pen.letters)
  signal.throwIfAborted()
  const [w, h] = [units(view.box.w), units(view.box.h)]
  return new Blob(
    [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${wish.size.w}" height="${wish.size.h}" viewBox="0 0 ${w} ${h}">\n`,
      wish.title === '' ? '' : `<title>${escaped(wish.title)}</title>\n`,
      fonts === '' ? '' : `<style>${fonts}</style>\n`,
      ...papers.end(),
      ...layers.end(),
      '</svg>\n',
    ],
    { type: 'image/svg+xml' },
  )
}

/** What happens at once. */
type Tick = {
  readonly at: number
  readonly touched: ReadonlySet<string>
  readonly stale: ReturnType<Life['go']>['stale']
  /** The strokes that hands have drawn until then. */
  readonly drawn: ReadonlyMap<string, Drawing>
  readonly share: number
}

/** Goes through a stretch of history, one tick after the other. */
async function* ticks({ film, life, schedule, wish }: SvgParts): AsyncGenerator<Tick> {
  const { from, to } = wish.stretch
  const tickOf = (changes: number) => Math.round(schedule.happens(changes) / TICK)
  for (let done = from; done < to; ) {
    const drawn = new Map<string, Drawing>()
    const tick = tickOf(done + 1)
    const before = done
    while (done < to && tickOf(done + 1) === tick) done++
    for (const row of film.between(before, done)) {
      const stroke = strokeOf(row)
      const took = stroke === null || schedule.speed === 0 ? 0 : drawnFor(row) / schedule.speed
      if (stroke !== null && took >= SOONEST) drawn.set(stroke.id, { took })
    }
    yield { at: tick * TICK, ...life.go(done), drawn, share: (done - from) / Math.max(1, to - from) }
  }
}

/** The papers that lay under everything, one after the other. */
class Papers {
  readonly #parts: SvgParts
  readonly #done: string[] = []
  #since = 0
  #now: string

  constructor(parts: SvgParts) {
    this.#parts = parts
    this.#now = this.#ground()
  }

  /** The board's settings have become others. */
  become(at: number): void {
    this.#close(at)
    this.#now = this.#ground()
    this.#since = at
  }

  end(): readonly string[] {
    this.#close(null)
    return this.#done
  }

  #close(until: number | null): void {
    if (this.#now !== '') this.#done.push(shownBetween(this.#now, this.#since, until))
  }

  #ground(): string {
    const { life, view, wish } = this.#parts
    const look = { room: wish.room, ground: wish.ground, title: '' }
    return groundOf({ box: view.box, paper: paperOf(life.board) }, look, `paper-${this.#done.length + 1}`)
  }
}
