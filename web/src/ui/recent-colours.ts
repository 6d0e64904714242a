const key = 'drawingroom.colours'

/** So many are kept. */
const MOST = 6

let known: readonly string[] | null = null
const listeners = new Set<() => void>()

/** Colours of one's own that were chosen on this device, the last one first: `#rrggbbaa`. The same list until it changes. */
export function recentColours(): readonly string[] {
  known ??= read()
  return known
}

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    const colours = Array.isArray(kept) ? kept : []
    return colours.filter((c) => typeof c === 'string' && /^#[0-9a-f]{8}$/.test(c)).slice(0, MOST)
  } catch {
    return []
  }
}

/** Keeps a colour that was chosen; tokens of the palette are always at hand and are not kept. */
export function keepColour(colour: string): void {
  if (!colour.startsWith('#')) return
  known = [colour, ...recentColours().filter((one) => one !== colour)].slice(0, MOST)
  try {
    localStorage.setItem(key, JSON.stringify(known))
  } catch {
    // Without storage they are kept until the page is left.
  }
  for (const listener of [...listeners]) listener()
}

/** Calls when another colour is kept. */
export function onRecentColours(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
