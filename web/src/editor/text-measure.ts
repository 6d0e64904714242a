import type { Props, Value } from '../board/types'
import { sameValue } from '../board/values'
import { cellChanges } from '../elements/cells'
import type { Changes, ElementProps } from '../elements/element'
import { withChanges } from '../elements/text-changes'
import { runsOf } from '../elements/text-runs'
import { wordsOf } from '../elements/words'
import { fittedTo } from '../elements/writing'

/** Changes to the entries of a text, and to its size if that becomes another. */
export function withMeasure(props: ElementProps, changes: ReadonlyMap<string, Value | null>): Props {
  const words = wordsOf(withChanges(runsOf(props), changes))
  return new Map([...changes, ...differing(props, fittedTo(props, words))])
}

/** The same of one of an element's texts (elements/cells.ts), as it is told to the board. */
export function told(props: ElementProps, cell: string, changes: ReadonlyMap<string, Value | null>): Props {
  return cell === '' ? withMeasure(props, changes) : cellChanges(props, cell, changes)
}

/** Of changes those that make a difference. */
export function differing(props: ElementProps, changes: Changes): Changes {
  return new Map([...changes].filter(([path, value]) => !sameValue(value, props.get(path))))
}
