import type { Tool } from '../editor/tool'
import { hand } from './hand'
import { pen } from './pen'
import { selectName } from './select-name'
import { stay } from './stay'

const rest = { is: 'idle' }

/** Stands where the select tool will be: on a board that has just been opened there is nothing to take hold of yet. */
const selectSoon: Tool = { ...selectName, rest, step: () => stay(rest) }

/** The tools that are there from the first moment; all of them (index.ts) come a blink later. */
export const firstTools: readonly Tool[] = [selectSoon, hand, pen]
