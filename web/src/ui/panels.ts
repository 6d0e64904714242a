/** Which panel is open: one at a time, so that the board is never buried. What opens and closes them need not know what they look like. */

let open = ''
const listeners = new Set<() => void>()

/** Opens a panel by its name in panel-list.ts; closes the one that was open. '' closes. */
export function openPanel(name: string): void {
  if (name === open) return
  open = name
  for (const listener of [...listeners]) listener()
}

/** Opens a panel, or closes it where it is open. */
export function togglePanel(name: string): void {
  openPanel(name === open ? '' : name)
}

/** The name of the open panel; '' for none. */
export function panelNow(): string {
  return open
}

/** Calls when another panel is open. */
export function onPanel(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
