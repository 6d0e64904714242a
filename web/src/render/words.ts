import type { ElementProps } from '../elements/element'
import { dictionary, isLabelled } from '../elements/props'
import { hasRuns } from '../elements/text-runs'

const kinds = new Map<string, boolean>()

/** Whether an element may show letters, so that it looks different when a font arrives. What is not known may. */
export function hasWords(props: ElementProps): boolean {
  const kind = props.get('kind')
  if (typeof kind !== 'string') return true
  let words = kinds.get(kind)
  if (words === undefined) {
    words = !Object.hasOwn(dictionary, kind) || dictionary[kind]!.uses.includes('font')
    kinds.set(kind, words)
  }
  return words && (!isLabelled(kind) || hasRuns(props))
}
