const key = 'drawingroom.recent'
const most = 5

/** The ids of the commands that were run from the palette on this device, the last one first. */
export function recentCommands(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, most) : []
  } catch {
    return []
  }
}

/** Keeps that a command was run. */
export function keepRecent(id: string): void {
  try {
    const ids = [id, ...recentCommands().filter((one) => one !== id)].slice(0, most)
    localStorage.setItem(key, JSON.stringify(ids))
  } catch {
    // Without storage nothing is remembered.
  }
}
