import type { Value } from '../board/types'
import { say, toSay } from '../words/say'
import type { Kind } from './element'
import { atOf, carried, pair } from './props'
import { rectangle } from './rectangle'

/** What a kind that this page does not know is drawn as when it has no size, in hundredths. */
const USUAL: readonly [number, number] = [12000, 8000]

function standIn(p: Parameters<Kind['bounds']>[0]): Parameters<Kind['bounds']>[0] {
  const at = atOf(p)
  const [w, h] = pair(p, 'size')
  return new Map<string, Value>([
    ['kind', 'rectangle'],
    ['at', [at.x, at.y]],
    ['size', w > 0 && h > 0 ? [w, h] : USUAL],
    ['colour', 'grey'],
    ['fill', 'soft-grey'],
    ['dash', 'dashed'],
    ['opacity', 60],
  ])
}

/** Stands for elements of kinds that are newer than this page: seen, not touched. */
export const placeholder: Kind = {
  kind: '',
  noun: () => toSay('Something unknown'),
  bounds: (p) => rectangle.bounds(standIn(p)),
  own: (p) => rectangle.own(standIn(p)),
  frame: (p) => rectangle.frame(standIn(p)),
  hit: (p, at, slack) => rectangle.hit(standIn(p), at, slack),
  cross: (p, from, to, slack) => rectangle.cross(standIn(p), from, to, slack),
  enters: (p, box) => rectangle.enters(standIn(p), box),
  draw: (p, pen) => rectangle.draw(standIn(p), pen),
  resized: () => new Map(),
  moved: carried,
  turned: () => new Map(),
  flipped: () => new Map(),
  label: (p) => say('Unknown: {kind}', { kind: String(p.get('kind') ?? '') }),
}
