import { offerAssets } from '../assets/offer'
import { settingsID } from '../board/names'
import { keepLostWork } from '../editor/lost-work'
import { PastKeeper } from '../editor/past'
import type { Editor } from '../editor/types'
import type { Session } from '../sync/api'
import { pageClock } from '../sync/clock'
import { type OpenedBoard, openBoard } from '../sync/open'
import { chooseTheme, onTheme, themeNow } from '../ui/theme'
import { addressOf } from './address'
import { createEditor } from './canvas'
import { keepMe, meOrSuggestion } from './device'
import { firstFrame, whenIdle } from './first-frame'
import { Hand } from './hand'
import { fetchLater } from './later'
import { linkTo } from './links'
import { followPlace } from './place'
import { offerToScripts } from './scripts'
import { watchSession, wayIn } from './way-in'

/** The chrome waits so long for a word on whether the person is let in, in milliseconds; then it is shown, and the client finds out. */
const WORD = 2_000

/** Opens a board: the canvas first, which takes strokes at once, then the chrome around it. `session`: asked for already. */
export async function openBoardPage(
  { id, secret }: { id: string; secret: string | null },
  session?: Promise<Session>,
): Promise<void> {
  const host = document.getElementById('board')!
  host.classList.add('is-waiting')
  host.setAttribute('role', 'main')
  host.setAttribute('aria-label', 'Board')
  followLinks(secret)
  const way = await wayIn(id, secret)
  if (way === null) return
  const client = openBoard({ boardID: id, user: way.user, enter: way.enter, session, signedIn: keepMe })
  offerAssets(client, async () => (await import('../assets/open')).openAssets(client, way.user))
  const editor = createEditor(client, host)
  followTheme(editor)
  followPlace(editor, () => editor.fetchRest())
  keepPast(editor, client)
  keepLostWork(editor)
  offerToScripts(client)
  const hand = new Hand(window)
  const word = Promise.race([way.enter().catch(() => {}), new Promise((resolve) => setTimeout(resolve, WORD))])
  await firstFrame()
  fetchLater()
  await hand.rests()
  const [{ showChrome }, { kit }] = await Promise.all([import('../ui/mount'), import('./whole-kit'), editor.whole])
  await word
  await hand.rests()
  hand.letGo()
  showChrome({
    editor,
    tools: kit.tools,
    link: () => linkTo(id),
    onRename: (title) => rename(editor, title),
    me: meOrSuggestion(),
  })
  whenIdle(() => void editor.fetchRest())
  watchSession(client, way.user)
  getPictures(editor)
}

/** What pictures take comes after all else; those that an earlier page could not bring to the server wait on the device. */
function getPictures(editor: Editor): void {
  void import('../editor/images').then(({ openFor }) => openFor(editor)).catch(() => {})
}

/** A link pasted over the address of a board's page changes the part behind # only, which loads nothing by itself. One to a place only moves the view. */
function followLinks(used: string | null): void {
  addEventListener('hashchange', () => {
    const address = addressOf(location)
    if (address.page === 'board' && address.secret !== null && address.secret !== used) location.reload()
  })
}

/** A new title is a step like any other: it can be undone. */
function rename(editor: Editor, title: string): void {
  editor.commit([{ op: 'set', id: settingsID, props: new Map([['title', title]]) }], editor.newID())
}

/** What one can take back is kept on the device, and comes back with the page. */
function keepPast(editor: Editor, client: OpenedBoard): void {
  const keeper = new PastKeeper(editor.history, client, client.past, pageClock.after)
  addEventListener('pagehide', () => keeper.now())
  document.addEventListener('visibilitychange', () => keeper.now())
}

/** The page's theme is the editor's, whichever of them is changed. */
function followTheme(editor: Editor): void {
  editor.setTheme(themeNow())
  onTheme(() => editor.setTheme(themeNow()))
  editor.subscribe(({ theme }, before) => {
    if (theme !== before.theme && theme !== themeNow()) chooseTheme(theme)
  })
}
