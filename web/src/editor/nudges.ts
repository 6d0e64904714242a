import type { Parts } from './parts'

/** Nudges closer than this are one step, in milliseconds. */
const CLOSE = 1000

/** Says which step a nudge belongs to: that of the last one, or a new one where that was a while ago. */
export function nudgeSteps({ now, newID }: Pick<Parts, 'now' | 'newID'>): () => string {
  let step = ''
  let at = Number.NEGATIVE_INFINITY
  return () => {
    if (now() - at > CLOSE) step = newID()
    at = now()
    return step
  }
}
