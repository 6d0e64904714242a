import type { Op, Value } from '../board/types'
import { anchorValue, MIDDLE } from '../elements/arrow-end'
import type { ElementProps } from '../elements/element'
import { knotPath, knotValue } from '../elements/knots'
import { defaultOf } from '../elements/props'
import { type Box, centreOf } from '../geometry/box'
import { rounded } from '../geometry/point'
import { styleFresh } from './style'
import type { Editor, Style } from './types'

/** How lines look that lead from an element: as its own line does, where it has one. */
function lineLike(p: ElementProps): Partial<Style> {
  const own = ['colour', 'thickness', 'dash', 'manner'].filter((name) => defaultOf(p, name) !== undefined)
  return Object.fromEntries(own.map((name) => [name, p.get(name) ?? defaultOf(p, name)]))
}

/** Puts an arrow between two elements, from the middle of one to that of the other: `props` say where in the tree it lies. */
export function arrowBetween(
  editor: Editor,
  source: ElementProps,
  [from, to]: readonly [string, string],
  [a, b]: readonly [Box, Box],
  props: ElementProps,
): Op {
  const id = editor.newID()
  const style = { ...editor.state.style, ...lineLike(source) }
  const at = rounded(centreOf(a))
  const end = rounded(centreOf(b))
  const bare = new Map<string, Value>([...props, ['kind', 'arrow'], ['at', [at.x, at.y]]])
  // Straight arrows would cross what lies side by side.
  const fresh = styleFresh(id, bare, { ...style, route: style.route === 'straight' ? 'elbow' : style.route })
  const whole = (of: string) => anchorValue({ id: of, x: MIDDLE, y: MIDDLE })
  fresh.set('start', whole(from)).set('end', whole(to))
  fresh.set(knotPath(editor.newID()), knotValue({ order: 'a0', x: 0, y: 0, smooth: false }))
  fresh.set(knotPath(editor.newID()), knotValue({ order: 'a1', x: end.x - at.x, y: end.y - at.y, smooth: false }))
  return { op: 'put', id, props: fresh }
}
