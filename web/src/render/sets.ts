/** Whether two sets hold the same. */
export function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a === b) return true
  if (a.size !== b.size) return false
  for (const one of a) if (!b.has(one)) return false
  return true
}

/** What only one of two sets holds. */
export function different(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  const found = new Set<string>()
  for (const one of a) if (!b.has(one)) found.add(one)
  for (const one of b) if (!a.has(one)) found.add(one)
  return found
}
