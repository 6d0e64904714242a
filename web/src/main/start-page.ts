import { at } from '../site/at'
import { ApiError, createBoard, enterAsGuest } from '../sync/api'
import { becomeAdmin, getStanding } from '../sync/me-api'
import { beginWith } from '../ui/begins-with'
import type { Me } from '../ui/names'
import { showStart } from '../ui/start'
import { toSay } from '../words/say'
import { takePart } from './address'
import { listBoardsTo } from './boards-listed'
import { keepMe, keepSecret, knownMe, neverHere } from './device'
import { whenIdle } from './first-frame'
import { speakChosen } from './language'
import { meOrSuggestion } from './me'
import { keepSettings, keptSettings } from './settings'

/** Shows the start page. Nobody is asked for a name here: the one that stands there is taken along with the first board. */
export async function openStartPage(): Promise<void> {
  await speakChosen()
  let me = meOrSuggestion()
  const adminLink = takePart('admin')
  const enter = async (as: Me) => {
    const user = await enterAsGuest(as.name, as.colour)
    keepMe(user)
    me = { name: user.name, colour: user.colour }
  }
  let chosen = () => {}
  const known = knownMe()
  showStart({
    me,
    list: listBoardsTo,
    link: async (board) => (await import('./links')).linkTo(board),
    standing: once(() => standing(adminLink, () => enter(me))),
    rename: enter,
    language: () => keptSettings().language,
    speak(language) {
      keepSettings({ ...keptSettings(), language })
      void speakChosen(language)
      chosen()
    },
    create: async (title, template) => {
      const made = await newBoard(title, () => enter(me))
      keepSecret(made.id, made.secret)
      if (template !== undefined) beginWith(made.id, template)
      location.assign(at(made.url))
    },
  })
  if (known !== null)
    void import('./preferences/page')
      .then(({ followAtStart }) => {
        chosen = followAtStart(known.id)
      })
      .catch(() => {})
  // The board's code is needed next; it is fetched while the person reads.
  setTimeout(() => void import('./board-page').catch(() => undefined), 1000)
  whenIdle(() => void import('./keep-page').then(({ keepPage }) => keepPage()).catch(() => {}))
}

/** What who looks at this page may, after the link in its address has made them an admin; somebody new is signed in first. */
async function standing(adminLink: string | undefined, enter: () => Promise<void>) {
  if (adminLink === undefined) return getStanding()
  if (neverHere()) await enter()
  const now = await signedIn(() => becomeAdmin(adminLink), enter)
  return { ...now, told: toSay('You are an admin of this server now, and may make boards.') }
}

/** Asked for once, however often it is wanted: a link works once. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null
  return () => {
    asked ??= ask()
    return asked
  }
}

/** A board begins on the server: its id, its first link and who owns it are the server's to give. */
async function newBoard(title: string, enter: () => Promise<void>): ReturnType<typeof createBoard> {
  try {
    if (neverHere()) await enter()
    return await signedIn(() => createBoard(title), enter)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'unreachable' || error.status > 0) throw error
    throw new ApiError(error.code, 0, toSay('A new board begins on the server, and that cannot be reached now.'))
  }
}

/** Does what needs a person who is signed in; signs them in first if they are not. */
async function signedIn<T>(what: () => Promise<T>, enter: () => Promise<void>): Promise<T> {
  try {
    return await what()
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'sign_in') throw error
    await enter()
    return what()
  }
}
