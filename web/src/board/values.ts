import type { Props, Value } from './types'

/** Whether two values of a property say the same; null and undefined are both "not set". */
export function sameValue(a: Value | null | undefined, b: Value | null | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return (a ?? null) === (b ?? null)
  return a.length === b.length && a.every((value, i) => sameValue(value, b[i]))
}

/** Properties with some of them set to something else, or unset. */
export function withProps(props: Props, changes: Props): Map<string, Value> {
  const all = new Map(props)
  for (const [path, value] of changes) all.set(path, value)
  for (const [path, value] of all) if (value === null) all.delete(path)
  return all as Map<string, Value>
}
