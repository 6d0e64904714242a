import { offerAssets } from '../assets/offer'
import { settingsID } from '../board/names'
import { keepLostWork } from '../editor/lost-work'
import { PastKeeper } from '../editor/past'
import type { Editor } from '../editor/types'
import { enterAsGuest, type Session } from '../sync/api'
import { pageClock } from '../sync/clock'
import { type OpenedBoard, openBoard } from '../sync/open'
import { offerEmbedding } from '../ui/embed-offered'
import { offerHistory } from '../ui/history-offered'
import { openPanel } from '../ui/panels'
import { chooseTheme, onTheme, themeNow } from '../ui/theme'
import { addressOf } from './address'
import { createEditor } from './canvas'
import { forgetVisit, keepMe } from './device'
import { firstFrame, whenIdle } from './first-frame'
import { Hand } from './hand'
import { fetchLater } from './later'
import { linksOf } from './links'
import { followPlace } from './place'
import { offerToScripts } from './scripts'
import { watchSession, wayIn } from './way-in'
import { whenStopped } from './when-stopped'

/** The chrome waits so long for a word on whether the person is let in, in milliseconds; then it is shown, and the client finds out. */
const WORD = 2_000
/** What nobody needs at once waits so long for the first picture of the board, in milliseconds. */
const PICTURE = 4_000

/** Opens a board: the canvas first, which takes strokes at once, then the chrome around it. `session`: asked for already. `signIn`: how, where not by a cookie. */
export async function openBoardPage(
  { id, secret }: { id: string; secret: string | null },
  session?: Promise<Session>,
  signIn?: () => Promise<Session>,
): Promise<void> {
  const host = document.getElementById('board')!
  host.classList.add('is-waiting')
  host.setAttribute('role', 'main')
  followLinks(secret)
  const way = await wayIn(id, secret)
  if (way === null) return
  const client = openBoard({ boardID: id, user: way.user, enter: way.enter, session, signIn, signedIn: keepMe })
  offerAssets(client, async () => (await import('../assets/open')).openAssets(client, way.user))
  const editor = createEditor(client, host)
  followTheme(editor)
  followPlace(editor, () => editor.fetchRest())
  offerHistory(editor, async (...asked) => (await import('./history-page')).openHistory(...asked))
  offerEmbedding(editor, async (may) => (await import('./embed-link')).embedLink(id, may))
  keepPast(editor, client)
  keepLostWork(editor)
  offerToScripts(client)
  const hand = new Hand(window)
  const word = Promise.race([way.enter().catch(() => {}), new Promise((resolve) => setTimeout(resolve, WORD))])
  await firstFrame()
  fetchLater()
  const language = import('./language')
  const spoken = language.then(({ speakChosen }) => speakChosen())
  await hand.rests()
  const [{ showChrome }, { kit }, { meOrSuggestion }] = await Promise.all([
    import('../ui/mount'),
    import('./whole-kit'),
    import('./me'),
    editor.whole,
    spoken,
  ])
  await word
  await hand.rests()
  hand.letGo()
  const seen = Promise.race([editor.shown, new Promise((resolve) => setTimeout(resolve, PICTURE))])
  showChrome({
    editor,
    seen,
    tools: kit.tools,
    links: linksOf(id),
    onRename: (title) => rename(editor, title),
    me: meOrSuggestion(),
    onMe: async ({ name, colour }) => keepMe(await enterAsGuest(name, colour)),
  })
  // A link to a moment of the past (moment.ts).
  if (/[#&]then=/.test(location.hash)) openPanel('history')
  void language.then(({ followLanguage }) => followLanguage(editor))
  if (signIn === undefined) watchSession(client, way.user)
  whenStopped(client, 'visit_over', () => forgetVisit(id))
  await seen
  whenIdle(() => void editor.fetchRest())
  whenIdle(() => {
    void import('./at-leisure').then(({ doAtLeisure }) => doAtLeisure(editor, client, way.user)).catch(() => {})
  })
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
    if (address.page === 'board' && (address.token !== null || (address.secret !== null && address.secret !== used)))
      location.reload()
  })
}

/** A new title is a step like any other: it can be undone. */
function rename(editor: Editor, title: string): void {
  editor.commit([{ op: 'set', id: settingsID, props: new Map([['title', title]]) }], editor.newID())
}

/** What one can take back is kept on the device, and comes back with the page. */
function keepPast(editor: Editor, client: OpenedBoard): void {
  const keeper = new PastKeeper(editor.history, client, client.past, pageClock.after)
  client.on({ struck: (held) => held && void import('../editor/tell-struck').then((one) => one.tellStruck(editor)) })
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
