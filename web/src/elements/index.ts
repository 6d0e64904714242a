import { arrow } from './arrow'
import { card } from './card'
import { diamond } from './diamond'
import type { Kind } from './element'
import { ellipse } from './ellipse'
import { figure } from './figure'
import { frame } from './frame'
import { image } from './image'
import { line } from './line'
import { note } from './note'
import { placeholder } from './placeholder'
import { rectangle } from './rectangle'
import { stroke } from './stroke-whole'
import { table } from './table'
import { text } from './text'

/** Every kind that can be drawn. A new one is a new file and one line here. Who draws learns them (see kind-of.ts). */
export const kinds: readonly Kind[] = [
  stroke,
  rectangle,
  ellipse,
  diamond,
  figure,
  note,
  card,
  image,
  table,
  frame,
  line,
  arrow,
  text,
  placeholder,
]
