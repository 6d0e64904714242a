import { shownLine } from '../elements/shown'
import {
  copyBoard,
  deleteBoard,
  leaveBoard,
  renameBoard,
  starBoard,
  takeBackBoard,
  trashBoard,
} from '../sync/shelf-api'
import { say } from '../words/say'
import type { BoardRow } from './boards-found'
import { copyText } from './copy'
import { whyNot } from './server-words'

/** What one has: boards in use, and those of one's own in the trash. */
export type Rows = { readonly boards: readonly BoardRow[]; readonly trash: readonly BoardRow[] }

/** Something that is said in passing. */
export type Told = { readonly title: string; readonly text?: string; readonly answer?: { title: string; run(): void } }

/** What the acts work at: `change` alters the list that is shown, `read` reads it again, `tell` says something, `link` finds or makes a link. */
export type Desk = {
  readonly change: (next: (rows: Rows) => Rows) => void
  readonly read: () => Promise<void>
  readonly tell: (told: Told) => void
  readonly link: (board: string) => Promise<string>
}

export type Acts = ReturnType<typeof actsOf>

/** What can be done with a board in the list. What is shown changes at once; where the server does not do it, it is said and shown as it was. */
export function actsOf({ change, read, tell, link }: Desk) {
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      tell({ title: say('That was not done'), text: whyNot(error, '') })
      await read().catch(() => {})
    }
  }
  const become = (id: string, other: Partial<BoardRow>) =>
    change(({ boards, trash }) => ({
      boards: boards.map((row) => (row.id === id ? { ...row, ...other } : row)),
      trash,
    }))
  const gone = (id: string) => change(({ boards, trash }) => ({ boards: boards.filter((row) => row.id !== id), trash }))
  const takeBack = (board: BoardRow) =>
    attempt(async () => {
      change(({ boards, trash }) => {
        const { trashed: _, ...back } = board
        return {
          boards: [back, ...boards.filter(({ id }) => id !== back.id)],
          trash: trash.filter(({ id }) => id !== back.id),
        }
      })
      await takeBackBoard(board.id)
      await read()
    })
  return {
    star: (board: BoardRow) =>
      attempt(async () => {
        become(board.id, { starred: board.starred !== true })
        await starBoard(board.id, board.starred !== true)
      }),
    rename: (board: BoardRow, title: string) =>
      attempt(async () => {
        become(board.id, { title })
        await renameBoard(board.id, title)
      }),
    copy: (board: BoardRow) =>
      attempt(async () => {
        const title = shownLine(board.title) || say('Untitled board')
        await copyBoard(board.id, say('{title} (copy)', { title }).slice(0, 200))
        await read()
        tell({
          title: say('The copy is yours'),
          text: say('It begins as the board is now, without its history and the moments named in it.'),
        })
      }),
    link: (board: BoardRow) =>
      attempt(async () => {
        if (await copyText(await link(board.id))) tell({ title: say('Link copied') })
        else tell({ title: say('The link could not be copied'), text: say('The browser did not allow it.') })
      }),
    leave: (board: BoardRow) =>
      attempt(async () => {
        gone(board.id)
        await leaveBoard(board.id)
      }),
    trash: (board: BoardRow) =>
      attempt(async () => {
        change(({ boards, trash }) => ({
          boards: boards.filter(({ id }) => id !== board.id),
          trash: [{ ...board, trashed: Date.now() }, ...trash],
        }))
        await trashBoard(board.id)
        tell({
          title: say('Moved to the trash'),
          text: say('Nobody can open it now. It can be taken back for 30 days.'),
          answer: { title: say('Undo'), run: () => void takeBack(board) },
        })
      }),
    takeBack,
    delete: (board: BoardRow) =>
      attempt(async () => {
        change(({ boards, trash }) => ({ boards, trash: trash.filter(({ id }) => id !== board.id) }))
        await deleteBoard(board.id)
      }),
  }
}
