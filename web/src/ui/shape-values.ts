import type { ShapeName } from '../editor/looks'
import { isShape } from '../elements/props'

/** A shape as one word, as the choices have it: its kind, or of a figure its form. */
export function shapeValue(shape: ShapeName | null): string | null {
  return shape === null ? null : (shape.form ?? shape.kind)
}

/** The shape that such a word means. */
export function shapeOfValue(value: string): ShapeName {
  return isShape(value) && value !== 'figure' ? { kind: value } : { kind: 'figure', form: value }
}
