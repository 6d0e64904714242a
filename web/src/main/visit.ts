import { askByToken } from '../sync/asking'
import { pageClock } from '../sync/clock'
import { Visit, type WantToken } from '../sync/visit'
import { forgetVisit, keepVisit, visitAs } from './device'
import { codeOf, speaking } from './way-in'

/**
 * Opens a board for somebody who comes by a token of a host application (docs/host-tokens.md). `want` is asked for a newer one when that runs out; a page that was
 * opened by an address has nobody to ask. The token stays with this tab, so that the page can be loaded again.
 */
export async function openVisit(
  board: { readonly id: string; readonly secret: string | null },
  token: string,
  want: WantToken = async () => null,
): Promise<void> {
  keepVisit(board.id, token)
  const visit = new Visit(board.id, token, pageClock, want)
  const session = visit.session()
  askByToken(() => visit.token())
  const code = import('./board-page')
  try {
    visitAs((await session).user)
  } catch (error) {
    if (codeOf(error) === 'no_visit') forgetVisit(board.id)
    const [{ showStopped }] = await Promise.all([import('../ui/mount'), speaking()])
    return showStopped(codeOf(error) === 'no_visit' ? 'no_visit' : 'unreachable', '')
  }
  await (await code).openBoardPage(board, session, () => visit.session())
}
