import type { Props, Value } from '../board/types'
import { sameValue } from '../board/values'
import type { ElementProps } from '../elements/element'
import { withChanges } from '../elements/text-changes'
import { runsOf } from '../elements/text-runs'
import { wordsOf } from '../elements/words'
import { fittedTo } from '../elements/writing'

/** Changes to the entries of a text, and to its size if that becomes another. */
export function withMeasure(props: ElementProps, changes: ReadonlyMap<string, Value | null>): Props {
  const said = new Map(changes)
  const words = wordsOf(withChanges(runsOf(props), changes))
  for (const [path, value] of fittedTo(props, words)) if (!sameValue(value, props.get(path))) said.set(path, value)
  return said
}
