import type { Frame } from './frame'
import type { BoardPoint } from './point'

/** A clean shape: a line straight from point to point, or what fills an upright or turned box. */
export type Clean =
  | { readonly is: 'line'; readonly points: readonly BoardPoint[]; readonly closed: boolean }
  | { readonly is: 'box'; readonly kind: 'rectangle' | 'ellipse' | 'diamond' | 'triangle'; readonly frame: Frame }

/** `confidence`: 0 to 1. */
export type Guess = { readonly clean: Clean; readonly confidence: number }
