const key = 'drawingroom.colours'

/** So many are kept. */
const MOST = 6

let known: readonly string[] | null = null
const listeners = new Set<() => void>()

/** Colours of one's own that were chosen, the last one first: `#rrggbbaa`. The same list until it changes. */
export function recentColours(): readonly string[] {
  known ??= read()
  return known
}

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return coloursOf(kept)
  } catch {
    return []
  }
}

function coloursOf(kept: unknown): readonly string[] {
  const colours: readonly unknown[] = Array.isArray(kept) ? kept : []
  return colours.filter((c): c is string => typeof c === 'string' && /^#[0-9a-f]{8}$/.test(c)).slice(0, MOST)
}

/** Keeps a colour that was chosen; tokens of the palette are always at hand and are not kept. */
export function keepColour(colour: string): void {
  if (!colour.startsWith('#')) return
  keep([colour, ...recentColours().filter((one) => one !== colour)].slice(0, MOST))
}

/** Has these colours instead of those that were kept; what is none is left out. */
export function takeColours(colours: unknown): void {
  const wanted = coloursOf(colours)
  if (wanted.join() !== recentColours().join()) keep(wanted)
}

/** Reads anew what was kept: another tab may have kept others. */
export function readColoursAgain(): void {
  known = null
  tell()
}

function keep(colours: readonly string[]): void {
  known = colours
  try {
    localStorage.setItem(key, JSON.stringify(known))
  } catch {
    // Without storage they are kept until the page is left.
  }
  tell()
}

function tell(): void {
  for (const listener of [...listeners]) listener()
}

/** Calls when another colour is kept. */
export function onRecentColours(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
