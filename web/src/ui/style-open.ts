/** Which property of the style is being chosen: one at a time. Keys open it as well as buttons. */

let open = ''
let walked = false
const listeners = new Set<() => void>()

/** Opens the choices of a property by the name of its button; '' closes. `walks`: by somebody who came to the button by keys. */
export function openStyle(name: string, walks = false): void {
  if (name === open) return
  open = name
  if (name !== '') walked = walks
  for (const listener of [...listeners]) listener()
}

/** The name of what is open; '' for nothing. */
export function styleNow(): string {
  return open
}

/** Whether who opened it goes on from its button: everybody else goes on at the board. */
export function walksOn(): boolean {
  return walked
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
