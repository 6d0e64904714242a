import type { Session } from '../../sync/api'
import { openSession } from '../../sync/api'
import { askByToken } from '../../sync/asking'
import { pageClock } from '../../sync/clock'
import { Visit } from '../../sync/visit'
import { keptVisit } from '../device'
import type { FrameWho } from './guest'

/**
 * Whether a page of ours, and nothing around it, holds this frame: it shows beforehand what other pages will show. Such a page can do in the name of whoever looks all that the
 * frame could; a page of another site cannot be read here, which is an error.
 */
export function heldByOurs(): boolean {
  try {
    const { parent, top } = window
    return parent !== window && parent === top && parent.origin === window.origin
  } catch {
    return false
  }
}

/** Whoever looks at the page of ours that holds this frame: by the browser's cookie, or by the token of a host application that this tab came with. ApiError. */
export async function themself(board: string): Promise<FrameWho> {
  const token = keptVisit(board)
  if (token === null) return { user: (await openSession(board)).user, session: () => openSession(board) }
  const visit = new Visit(board, token, pageClock, async () => null)
  let first: Session | null = await visit.session()
  const { user } = first
  askByToken(() => visit.token())
  const session = async () => {
    const now = first ?? visit.session()
    first = null
    return now
  }
  return { user, session }
}
