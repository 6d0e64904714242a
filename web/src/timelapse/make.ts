import { Pace } from '../editor/pace'
import { type Source, unpacked } from '../export/pictures'
import type { Box } from '../geometry/box'
import type { Film } from '../history/film'
import { handsAt } from '../history/hands-then'
import type { Member } from '../wire/messages'
import { Easel } from './easel'
import { Life } from './life'
import type { Maker } from './maker'
import { bounded, everSeen, lettersReady } from './needs'
import { Schedule, type Shot } from './schedule'
import { type View, viewOf, viewOfAll } from './view'
import { wayOf } from './ways'
import type { Wish } from './wish'

/** What a time-lapse is made of. */
export type Of = {
  readonly film: Film
  /** Who drew then. */
  readonly memberOf: (author: number) => Member
  readonly source: Source
  /** What is looked at where nothing lies on the board at the end. */
  readonly otherwise: Box
}

/** Makes a time-lapse off the screen, the page's turns left to it. `told`: the share that is done. Rejects with the signal's reason once that is given. */
export async function makeTimelapse(
  of: Of,
  wish: Wish,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const pace = new Pace()
  const end = new Life(of.film, wish.stretch.to)
  const seen = everSeen(of.film, wish.stretch, end.board)
  const view = viewFor(wish, end, of.otherwise)
  await lettersReady(seen)
  signal.throwIfAborted()
  const schedule = new Schedule(of.film, wish.stretch, wish.lasts)
  const life = new Life(of.film, wish.stretch.from)
  await life.settle(pace)
  const source = bounded(of.source)
  if (wish.format === 'svg') {
    const { svgTimelapse } = await import('./svg-film')
    return svgTimelapse({ film: of.film, life, view, schedule, wish, seen, source }, pace, told, signal)
  }
  const pictures = await unpacked(seen, view.camera.zoom * view.dpr, source)
  try {
    signal.throwIfAborted()
    return await painted(of, wish, { life, view, schedule, pictures }, pace, told, signal)
  } finally {
    pictures.close()
  }
}

/** Where it looks. */
function viewFor({ seen, size }: Wish, end: Life, otherwise: Box): View {
  if (seen !== null) return viewOf(seen, size)
  const extent = end.finder.extent()
  return extent === null ? viewOf(otherwise, size) : viewOfAll(extent, size)
}

type Parts = {
  readonly life: Life
  readonly view: View
  readonly schedule: Schedule
  readonly pictures: Awaited<ReturnType<typeof unpacked>>
}

/** Paints one picture after the other, and has a file made of them. */
async function painted(
  of: Of,
  wish: Wish,
  { life, view, schedule, pictures }: Parts,
  pace: Pace,
  told: (share: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const way = await wayOf(wish.format as Exclude<Wish['format'], 'svg'>)
  const easel = new Easel(life, view, wish, pictures, way.reads)
  let maker: Maker | null = null
  try {
    maker = await way.begin(easel, way.rate)
    const shots = schedule.shots(way.rate)
    for (const [i, shot] of shots.entries()) {
      const changed = await easel.show(life.go(shot.changes), handsIn(of, wish, shot), pace)
      const ends = shots[i + 1]?.at ?? schedule.lasts
      await maker.take(shot.at, Math.max(1000 / way.rate, ends - shot.at), changed)
      told((i + 1) / shots.length)
      if (pace.due) await pace.turn()
      signal.throwIfAborted()
    }
    return await maker.end()
  } catch (error) {
    // What went wrong is what is told, not that letting go of it did, too.
    await maker?.drop().catch(() => {})
    throw error
  } finally {
    easel.close()
  }
}

/** The hands that draw what is finished within the stretch. */
function handsIn({ film, memberOf }: Of, { stretch }: Wish, { time, changes }: Shot) {
  if (changes >= stretch.to) return []
  const until = {
    rowAt: (n: number) => film.rowAt(n),
    length: stretch.to,
    timeOf: (n: number) => film.timeOf(n),
    changesAt: (at: number) => Math.min(stretch.to, film.changesAt(at)),
  }
  return handsAt(until, time, memberOf)
}
