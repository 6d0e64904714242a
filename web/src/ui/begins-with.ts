const key = 'drawingroom.begins'

/** Notes that a board that was just made begins with a template; for the page of this tab that shows it next. */
export function beginWith(board: string, template: string): void {
  try {
    sessionStorage.setItem(key, JSON.stringify([board, template]))
  } catch {
    // Without storage the board begins empty, and the template can be taken there.
  }
}

/** The template that a board begins with; '' for none. It is told once. */
export function beginsWith(board: string): string {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    if (!Array.isArray(kept) || kept[0] !== board || typeof kept[1] !== 'string') return ''
    sessionStorage.removeItem(key)
    return kept[1]
  } catch {
    return ''
  }
}
