import type { Tool } from '../editor/tool'
import { hand } from './hand'
import { pen } from './pen'
import { select } from './select'

/** The tools that are there from the first moment; all of them (index.ts) come a blink later. */
export const firstTools: readonly Tool[] = [select, hand, pen]
