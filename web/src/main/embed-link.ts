import { ApiError, createLink, tryLink } from '../sync/api'
import type { EmbedLink } from '../ui/embed-offered'
import { keepSecret, keptSecret } from './device'
import { codeOf } from './way-in'

/** Links to look at are kept beside the one by which one came. */
const lookingAt = (board: string) => `${board}.view`

/**
 * The link by which an embedded board is opened: one to look at, or one to draw by; made once on this device, and anew where it opens the board no more.
 * Who may make none, as they only look themselves, hands on their own. ApiError where there is none.
 */
export async function embedLink(board: string, may: 'view' | 'edit'): Promise<EmbedLink> {
  const shelf = may === 'view' ? lookingAt(board) : board
  const kept = await working(board, keptSecret(shelf))
  if (kept !== null) return kept
  try {
    const { secret } = await createLink(board, may === 'view' ? 'viewer' : 'editor')
    keepSecret(shelf, secret)
    return { secret, password: false }
  } catch (error) {
    const own = await working(board, keptSecret(board))
    if (error instanceof ApiError && error.code === 'forbidden' && may === 'view' && own !== null) return own
    throw error
  }
}

/** A link that is known here, if it opens the board; without a word on that it is taken to. */
async function working(board: string, secret: string | null): Promise<EmbedLink | null> {
  if (secret === null) return null
  return tryLink(board, secret).then(
    ({ password }) => ({ secret, password }),
    (error: unknown) => (['no_board', 'link_expired'].includes(codeOf(error)) ? null : { secret, password: false }),
  )
}
