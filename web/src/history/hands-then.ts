import { lineOf, pointsOf, STRIDE } from '../elements/ink'
import { pair } from '../elements/props'
import type { Author } from '../sync/api'
import type { Other } from '../sync/types'
import type { Member } from '../wire/messages'
import type { Film } from './film'
import { drawnFor, durationOf, LONGEST, strokeOf } from './pace'
import type { Row } from './row'

/** What is asked of a film to know who was drawing. */
export type Drawn = Pick<Film, 'rowAt' | 'length' | 'timeOf' | 'changesAt'>

/** No more strokes than this are looked at for what is being drawn at a moment. */
const AHEAD = 64

/** The hands that draw at a time of the film, with the strokes they are in the midst of; one of each author, that which ends first. */
export function handsAt(film: Drawn, time: number, memberOf: (author: number) => Member): Other[] {
  const hands = new Map<number, Other>()
  const from = film.changesAt(time)
  for (let i = from; i < Math.min(film.length, from + AHEAD); i++) {
    const end = film.timeOf(i + 1)
    if (end - LONGEST > time) break
    const row = film.rowAt(i + 1)!
    const took = drawnFor(row)
    if (took === 0 || end - took > time || hands.has(row.author)) continue
    hands.set(row.author, handOf(row, (time - (end - took)) / took, memberOf(row.author)))
  }
  return [...hands.values()]
}

/** A hand that has drawn so much of a stroke, from 0 to 1 by time. */
function handOf(row: Row, share: number, member: Member): Other {
  const { id, props } = strokeOf(row)!
  const points = until(pointsOf(props), share)
  const [x, y] = pair(props, 'at')
  const tip = lineOf(points, { x, y }).at(-1)!
  const rest = new Map([...props].filter(([path]) => path !== 'points'))
  return { member, selection: [], cursor: [tip.x, tip.y], gesture: { id, ids: [id], props: rest, points } }
}

/** The points that were there after a share of the time; one at least. */
function until(points: readonly number[], share: number): readonly number[] {
  const most = durationOf(points) * share
  let sum = 0
  let i = 0
  while (i < points.length && sum <= most) {
    sum += Math.max(0, points[i + STRIDE + STRIDE - 1] ?? 0)
    i += STRIDE
  }
  return points.slice(0, Math.max(STRIDE, i))
}

/** Who drew then, as somebody is seen who draws now. */
export function memberThen(author: number, people: ReadonlyMap<number, Author>): Member {
  const { name, colour } = people.get(author) ?? { name: '', colour: 'teal' }
  return { session: `then ${author}`, author, name, colour }
}
