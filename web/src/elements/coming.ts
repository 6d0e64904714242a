import type { Kind } from './element'
import { atOf, carried } from './props'

/** Stands for elements of kinds that are still being loaded: for a blink they are nowhere, and nothing is done to them. */
export const coming: Kind = {
  kind: '',
  noun: () => '',
  bounds: (p) => ({ ...atOf(p), w: 0, h: 0 }),
  own: (p) => ({ ...atOf(p), w: 0, h: 0 }),
  frame: (p) => ({ ...atOf(p), w: 0, h: 0 }),
  hit: () => false,
  cross: () => false,
  enters: () => false,
  draw: () => {},
  resized: () => new Map(),
  moved: carried,
  turned: () => new Map(),
  flipped: () => new Map(),
  label: () => '',
}
