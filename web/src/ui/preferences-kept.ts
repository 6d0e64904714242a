/** Whether the server keeps what the person has chosen, so that it goes along with them. Told by who brings it there; not so until then. */

let kept = false
const listeners = new Set<() => void>()

export function tellKept(now: boolean): void {
  if (now === kept) return
  kept = now
  for (const listener of [...listeners]) listener()
}

export const keptNow = (): boolean => kept

/** Calls when that has changed. */
export function onKept(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
