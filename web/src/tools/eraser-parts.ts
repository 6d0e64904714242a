import type { Op } from '../board/types'
import { removed } from '../editor/group'
import { hitPixels, type Mark, type Pointer, type ToolView } from '../editor/tool'
import type { ElementProps } from '../elements/element'
import { endOf, gapsOf, joinedUp, outside, type Stretch, shownOf } from '../elements/gaps'
import { kindOf } from '../elements/kind-of'
import { gapsAdded, rubbed, stretchesUnder, withCrumbs } from '../elements/rub'
import { boxOf, grown } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'

/** The eraser that takes only what it passes over of strokes: what it has taken in this pass, by the id of each. */
export type Rubbing = ReadonlyMap<string, readonly Stretch[]>

/** A stroke that is but a dot has no parts: it is taken as a whole. */
const whole: readonly Stretch[] = [[0, 1]]

/** What is taken on the way to where the hand is now. With alt held it is given back, as far as this pass has taken it. */
export function rub(
  so: Rubbing,
  last: BoardPoint,
  e: Pointer,
  view: ToolView,
  takes: (id: string) => boolean,
): Rubbing {
  const radius = (hitPixels(e.coarse) * 100) / view.camera.zoom
  const next = new Map(so)
  for (const id of view.near(grown(boxOf(last, e.at), radius))) {
    const p = view.element(id)?.props
    if (p === undefined || p.get('kind') !== 'stroke' || !takes(id)) continue
    const under = touched(p, last, e.at, radius)
    if (under.length === 0) continue
    const before = next.get(id) ?? []
    const now = e.alt ? outside(before, under) : joinedUp([...before, ...under])
    if (now.length === 0) next.delete(id)
    else next.set(id, now)
  }
  return next
}

function touched(p: ElementProps, from: BoardPoint, to: BoardPoint, radius: number): readonly Stretch[] {
  if (endOf(p) > 0) return stretchesUnder(p, from, to, radius)
  return kindOf(p).cross(p, from, to, radius) ? whole : []
}

/** What is taken of a stroke, and the crumbs that would be left between that and what was taken before. */
function takenOf(p: ElementProps, stretches: readonly Stretch[]): readonly Stretch[] {
  const known = joinedUp([...gapsOf(p), ...stretches])
  return joinedUp([...stretches, ...outside(withCrumbs(p, known), known)])
}

const worn = new WeakMap<readonly Stretch[], { readonly from: ElementProps; readonly props: ElementProps }>()

/** How strokes look without what was taken; each the same value for as long as nothing of it changes. */
export function rubbedMarks(so: Rubbing, view: ToolView): readonly Mark[] {
  const shown = new Map<string, ElementProps>()
  for (const [id, stretches] of so) {
    const from = view.element(id)?.props
    if (from === undefined) continue
    let known = worn.get(stretches)
    if (known?.from !== from) {
      known = { from, props: rubbed(from, takenOf(from, stretches)) }
      worn.set(stretches, known)
    }
    shown.set(id, known.props)
  }
  return shown.size === 0 ? [] : [{ mark: 'worn', worn: shown }]
}

/** The ops that take it. A stroke of which nothing is left is removed. */
export function rubbedOut(so: Rubbing, view: ToolView): Op[] {
  const sets: Op[] = []
  const gone = new Set<string>()
  for (const [id, stretches] of so) {
    const p = view.element(id)?.props
    if (p === undefined) continue
    const taken = takenOf(p, stretches)
    if (shownOf(p, joinedUp([...gapsOf(p), ...taken])).length === 0) gone.add(id)
    else sets.push({ op: 'set', id, props: gapsAdded(p, taken, () => view.newID()) })
  }
  return [...sets, ...removed(view.board, gone, (id) => view.followers(id))]
}
