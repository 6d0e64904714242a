/** A word to the person about what was just done, or could not be. */
export type Notice = { readonly title: string; readonly text?: string }

const waiting: Notice[] = []
let hear: ((notice: Notice) => void) | null = null

/** Shows a notice for a few seconds; what is said before the chrome is there waits for it. */
export function notify(notice: Notice): void {
  if (hear === null) waiting.push(notice)
  else hear(notice)
}

/** Who shows them: one listener, which is told what has waited. */
export function onNotice(listener: (notice: Notice) => void): () => void {
  hear = listener
  for (const notice of waiting.splice(0)) listener(notice)
  return () => {
    if (hear === listener) hear = null
  }
}
