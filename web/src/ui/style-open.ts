/** Which property of the style is being chosen: one at a time. Keys open it as well as buttons. */

let open = ''
const listeners = new Set<() => void>()

/** Opens the choices of a property by the name of its button; '' closes. */
export function openStyle(name: string): void {
  if (name === open) return
  open = name
  for (const listener of [...listeners]) listener()
}

/** The name of what is open; '' for nothing. */
export function styleNow(): string {
  return open
}

/** Calls when something else is open. */
export function onStyle(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Opens the choices of a property by its name; on a narrow window they are in the sheet with all others (styles/style.css). */
export function openChoices(name: string): void {
  openStyle(matchMedia('(max-width: 900px)').matches ? 'Style' : name)
}
