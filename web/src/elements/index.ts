import { diamond } from './diamond'
import type { ElementProps, Kind } from './element'
import { ellipse } from './ellipse'
import { figure } from './figure'
import { line } from './line'
import { note } from './note'
import { placeholder } from './placeholder'
import { rectangle } from './rectangle'
import { stroke } from './stroke'
import { text } from './text'

/** Every kind that can be drawn. A new one is a new file and one line here. */
export const kinds: readonly Kind[] = [stroke, rectangle, ellipse, diamond, figure, note, line, text]

const byName = new Map(kinds.map((kind) => [kind.kind, kind]))

/** The kind of an element; the placeholder for what is not known. */
export function kindOf(p: ElementProps): Kind {
  const name = p.get('kind')
  return (typeof name === 'string' && byName.get(name)) || placeholder
}

/** Kinds that are known and drawn by nobody: the board's own settings, and what only holds others. */
const unseen: ReadonlySet<unknown> = new Set(['board', 'group', 'layer'])

/** Whether an element is one that this page cannot draw. */
export function unknown(p: ElementProps): boolean {
  return kindOf(p) === placeholder && !unseen.has(p.get('kind'))
}

/** Whether an element is of a kind that is drawn. */
export function visible(p: ElementProps): boolean {
  return !unseen.has(p.get('kind'))
}
