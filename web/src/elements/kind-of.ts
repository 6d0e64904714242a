import { coming } from './coming'
import type { ElementProps, Kind } from './element'
import { dictionary } from './props'
import { bareStroke } from './stroke'

/** What is drawn for a kind that this page does not know: the kind without a name. */
const OTHER = ''

/** The kinds that can be drawn by now, by name. A stroke can from the first moment; the others come soon after. */
const known = new Map<string, Kind>([[bareStroke.kind, bareStroke]])

/** To be called when more kinds have been loaded: their elements are there from then on. One without a name stands for all that are not known. */
export function learn(kinds: readonly Kind[]): void {
  for (const kind of kinds) known.set(kind.kind, kind)
}

/** Whether an element is one that this page cannot draw, now or later. */
export function unknown(p: ElementProps): boolean {
  const kind = p.get('kind')
  return typeof kind !== 'string' || !Object.hasOwn(dictionary, kind)
}

/** The kind of an element; a placeholder for what is not known. */
export function kindOf(p: ElementProps): Kind {
  // Asked several times of each element while a board loads: those that are known come first.
  return known.get(p.get('kind') as string) ?? (unknown(p) ? known.get(OTHER) : undefined) ?? coming
}

/** Kinds that are known and drawn by nobody: the board's own settings, and what only holds others. */
const unseen: ReadonlySet<unknown> = new Set(['board', 'group', 'layer'])

/** Whether the kind of an element is known, and still being loaded. */
export function expected(p: ElementProps): boolean {
  return !unseen.has(p.get('kind')) && kindOf(p) === coming
}

/** Whether an element is of a kind that is drawn; one whose kind is still being loaded is not yet. */
export function visible(p: ElementProps): boolean {
  return !unseen.has(p.get('kind')) && kindOf(p) !== coming
}
