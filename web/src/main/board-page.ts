import { settingsID } from '../board/names'
import type { Editor } from '../editor/types'
import { openBoard } from '../sync/open'
import { tools } from '../tools'
import { chooseTheme, onTheme, themeNow } from '../ui/theme'
import { addressOf } from './address'
import { createEditor } from './canvas'
import { meOrSuggestion } from './device'
import { linkTo } from './links'
import { followPlace } from './place'
import { offerToScripts } from './scripts'
import { checkSession, watchSession, wayIn } from './way-in'

/** Opens a board: the canvas first, which takes strokes at once, then the chrome around it. */
export async function openBoardPage({ id, secret }: { id: string; secret: string | null }): Promise<void> {
  const host = document.getElementById('board')!
  host.classList.add('is-waiting')
  host.setAttribute('role', 'main')
  host.setAttribute('aria-label', 'Board')
  followLinks(secret)
  const user = await wayIn(id, secret)
  if (user === null) return
  const client = openBoard({ boardID: id, user })
  const editor = createEditor(client, host)
  followTheme(editor)
  followPlace(editor)
  offerToScripts(client)
  await firstFrame()
  const { showChrome } = await import('../ui/mount')
  showChrome({
    editor,
    tools,
    link: () => linkTo(id),
    onRename: (title) => rename(editor, title),
    me: meOrSuggestion(),
  })
  watchSession(client, user)
  void checkSession(id, user)
}

/** A link pasted over the address of a board's page changes the part behind # only, which loads nothing by itself. One to a place only moves the view. */
function followLinks(used: string | null): void {
  addEventListener('hashchange', () => {
    const address = addressOf(location)
    if (address.page === 'board' && address.secret !== null && address.secret !== used) location.reload()
  })
}

/** The paper is on the screen, and what waits of the hand has been heard. A page in the background paints nothing: it does not wait long. */
function firstFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, 200)
  })
}

/** A new title is a step like any other: it can be undone. */
function rename(editor: Editor, title: string): void {
  editor.commit([{ op: 'set', id: settingsID, props: new Map([['title', title]]) }], editor.newID())
}

/** The page's theme is the editor's, whichever of them is changed. */
function followTheme(editor: Editor): void {
  editor.setTheme(themeNow())
  onTheme(() => editor.setTheme(themeNow()))
  editor.subscribe(({ theme }, before) => {
    if (theme !== before.theme && theme !== themeNow()) chooseTheme(theme)
  })
}
