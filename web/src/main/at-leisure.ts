import type { Editor } from '../editor/types'
import type { OpenedBoard } from '../sync/open'
import { whenIdle } from './first-frame'
import { followReplay } from './may-replay'

/** What a board's page does when nothing else is to be done. Each part stands for itself: what fails is gone without. */
export function doAtLeisure(editor: Editor, client: OpenedBoard, user: string): void {
  for (const part of [
    () => followPreferences(editor, user),
    () => keepThePage(client),
    () => followReplay(editor),
    () => followRole(editor),
    () => keepSmall(editor),
  ])
    whenIdle(() => void part().catch(() => {}))
}

/** What a person has chosen elsewhere; until it comes, and without it, what this device keeps holds. */
async function followPreferences(editor: Editor, user: string): Promise<void> {
  const { followOnBoard } = await import('./preferences/page')
  followOnBoard(user, editor)
}

/** What one may is said when it changes. */
async function followRole(editor: Editor): Promise<void> {
  await (await import('./role-told')).tellRole(editor)
}

/** The page is kept on the device when all that the person may want first is there. */
async function keepThePage(client: OpenedBoard): Promise<void> {
  const { keepPage, followVersion } = await import('./keep-page')
  followVersion(client)
  await keepPage()
}

/** What lists show of the board. */
async function keepSmall(editor: Editor): Promise<void> {
  const { keepSmallPicture } = await import('./small-picture')
  keepSmallPicture(editor)
}
