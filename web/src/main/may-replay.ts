import type { Editor } from '../editor/types'
import { getBoard } from '../sync/api'
import { allowHistory } from '../ui/history-offered'

/**
 * Asks whether this person may see the board's past, now and whenever their role becomes another; the history is offered accordingly. Until that is
 * known it is offered: who opens it all the same is told by the server.
 */
export async function followReplay(editor: Editor): Promise<void> {
  const { client } = editor
  const ask = () => getBoard(client.boardID).then(({ replay }) => allowHistory(editor, replay))
  client.on({ role: () => void ask().catch(() => {}) })
  await ask()
}
