import type { Op, Value } from '../board/types'
import { takesArrows } from '../elements/arrow-end'
import { kindOf } from '../elements/kind-of'
import { string } from '../elements/props'
import { withoutWords } from '../elements/text-runs'
import { type Box, centreOf, grown } from '../geometry/box'
import { type BoardPoint, rounded } from '../geometry/point'
import { arrowBetween } from './arrow-between'
import { topOrders } from './order'
import { isLocked } from './tree'
import type { Editor } from './types'

/** Flowcharts and mind maps by keys: what is selected gets a neighbour like it, and an arrow to that. */

/** The free way from one to the next, in hundredths; side by side they lie nearer. */
const AWAY = 10_000
const ASIDE = 3000
/** So many places beside each other are tried for a free one. */
const TRIES = 40

/** What a neighbour can be given to: the only thing that is selected, if arrows can be tied to it; null for none. */
export function growing(editor: Editor): string | null {
  const [id, ...more] = editor.state.selection
  const props = id === undefined ? undefined : editor.finder.shown(id)?.props
  if (id === undefined || props === undefined || more.length > 0) return null
  return takesArrows(props) && !isLocked(editor.client.view, id) ? id : null
}

/** Puts a neighbour in a direction, at the first place that is free, and an arrow to it; the neighbour is selected. */
export function grow(editor: Editor, way: BoardPoint): void {
  const id = growing(editor)
  const props = id === null ? undefined : editor.finder.shown(id)?.props
  if (id === null || props === undefined || editor.state.readOnly) return
  const box = kindOf(props).frame(props)
  const place = freePlace(editor, box, way)
  const by = rounded({ x: place.x - box.x, y: place.y - box.y })
  const parent = string(props, 'parent')
  const [below, above] = topOrders(editor.client.view, parent, 2)
  const next = new Map<string, Value>([...withoutWords(props), ...kindOf(props).moved(props, by), ['order', below!]])
  for (const own of ['locked', 'name', 'link']) next.delete(own)
  const neighbour = editor.newID()
  const ops: Op[] = [
    { op: 'put', id: neighbour, props: next },
    arrowBetween(editor, props, [id, neighbour], [box, place], new Map([['order', above!], ...placed(parent)])),
  ]
  editor.commit(ops, editor.newID())
  editor.select([neighbour])
}

const placed = (parent: string): [string, Value][] => (parent === '' ? [] : [['parent', parent]])

/** Straight ahead, then to the one side and the other of that, ever farther. */
function freePlace(editor: Editor, box: Box, way: BoardPoint): Box {
  const ahead = { ...box, x: box.x + way.x * (box.w + AWAY), y: box.y + way.y * (box.h + AWAY) }
  const { standing } = editor.finder.tied.around()
  for (let i = 0; i < TRIES; i++) {
    const side = i % 2 === 1 ? (i + 1) / 2 : -i / 2
    const place = {
      ...ahead,
      x: ahead.x + Math.abs(way.y) * side * (box.w + ASIDE),
      y: ahead.y + Math.abs(way.x) * side * (box.h + ASIDE),
    }
    if (standing(grown(place, ASIDE / 2), new Set(), [centreOf(place)]).length === 0) return place
  }
  return ahead
}
