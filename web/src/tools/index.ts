import type { Tool } from '../editor/tool'
import { arrow } from './arrow'
import { crop } from './crop'
import { diamond } from './diamond'
import { ellipse } from './ellipse'
import { eraser } from './eraser'
import { figure } from './figure'
import { frame } from './frame'
import { hand } from './hand'
import { highlighter } from './highlighter'
import { image } from './image'
import { laser } from './laser'
import { lasso } from './lasso'
import { line } from './line'
import { note } from './note'
import { pen } from './pen'
import { rectangle } from './rectangle'
import { select } from './select'
import { table } from './table'
import { text } from './text'
import { zoom } from './zoom'

/** Every tool, in the order of the toolbar. The toolbar, the keys and the help are read from it. */
export const tools: readonly Tool[] = [
  select,
  lasso,
  hand,
  pen,
  highlighter,
  rectangle,
  ellipse,
  diamond,
  figure,
  arrow,
  line,
  note,
  text,
  table,
  frame,
  image,
  eraser,
  laser,
  zoom,
  crop,
]
