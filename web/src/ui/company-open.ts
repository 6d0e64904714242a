/** What one says to the others is open: the line at the cursor, the bar of signs, or nothing (''). */
export type CompanyPart = 'chat' | 'signs' | ''

let open: CompanyPart = ''
const listeners = new Set<() => void>()

/** Opens one of them; closes the other. */
export function openCompany(part: CompanyPart): void {
  if (part === open) return
  open = part
  for (const listener of [...listeners]) listener()
}

export function companyNow(): CompanyPart {
  return open
}

/** Calls when another is open. */
export function onCompanyOpen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
