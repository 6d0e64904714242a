import type { Value } from './types'

/** Whether two values of a property say the same; null and undefined are both "not set". */
export function sameValue(a: Value | null | undefined, b: Value | null | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return (a ?? null) === (b ?? null)
  return a.length === b.length && a.every((value, i) => sameValue(value, b[i]))
}
