import { offerAssets } from '../../assets/offer'
import type { EmbedOptions } from '../../embed/options'
import { at, within } from '../../site/at'
import { ApiError, getBoard, joinBoard } from '../../sync/api'
import { openBoard } from '../../sync/open'
import type { BoardClient } from '../../sync/types'
import { stoppedWords } from '../../ui/stopped-words'
import { onTheme, themeNow } from '../../ui/theme'
import { placeIn } from '../address'
import { firstFrame } from '../first-frame'
import { speakChosen } from '../language'
import { momentIn } from '../moment'
import { goTo, hasMoved } from '../place'
import { offerToScripts } from '../scripts'
import { badLink, codeOf } from '../way-in'
import { EmbedEditor } from './editor'
import { FrameGuest, type FrameWho } from './guest'
import type { Host } from './host'
import type { Came } from './serve'
import { showAll } from './show-all'

/** Opens a board in a frame: the canvas first, then what little stands around it; and tells the page around how it went. */
export async function openEmbed(options: EmbedOptions, host: Host): Promise<void> {
  const root = document.getElementById('board')!
  root.classList.add('is-waiting')
  root.setAttribute('role', 'main')
  const spoken = speakChosen(options.language)
  const id = /^\/embed\/([A-Za-z0-9_-]{1,64})\/?$/.exec(within(location.pathname))?.[1] ?? ''
  const came = await comeIn(id, options, host, spoken).catch((error: unknown) => ({
    failed: codeOf(error) || 'unreachable',
  }))
  if ('failed' in came) {
    await spoken
    return stop(came.failed, host)
  }
  const { who, replay } = came
  const client = openBoard({ boardID: id, user: who.user.id, signIn: () => who.session() })
  offerAssets(client, async () => (await import('../../assets/open')).openAssets(client, who.user.id))
  const editor = new EmbedEditor(client, root, options)
  editor.setTheme(themeNow())
  onTheme(() => editor.setTheme(themeNow()))
  offerToScripts(client)
  showPlace(editor)
  await firstFrame()
  const [{ showEmbed }, { serve }, tools] = await Promise.all([
    import('../../ui/embed/mount'),
    import('./serve'),
    editor.shownTools(),
    editor.takeFirst(),
    spoken,
  ])
  const history = serve(editor, host, { replay, who })
  showEmbed({
    editor,
    tools,
    replays: options.replay && replay,
    address:
      options.by === 'token' ? null : () => at(`/b/${id}${options.secret === null ? '' : `#k=${options.secret}`}`),
  })
  const moment = momentIn(location.hash)
  if (moment !== null && replay) void history({ open: true, at: moment }).catch(() => {})
  watchEnd(client, host)
}

/**
 * Who this frame is, and that they are let in: by the link of its address, by the token that the page around gives, or as who they are in the page of ours that
 * shows it beforehand. ApiError `no_board`, `bad_link`, `no_visit`, `quarantined`, or what else went wrong.
 */
async function comeIn(board: string, { secret, by }: EmbedOptions, host: Host, spoken: Promise<void>): Promise<Came> {
  const who = await whoBy(by, board, host)
  if (by === 'link' && secret !== null) {
    const { replay } = await joinBoard(board, secret).catch(async (error: unknown) => {
      if (codeOf(error) !== 'need_password') throw codeOf(error) === 'no_board' ? badLink() : error
      const [{ joinWithPassword }] = await Promise.all([import('../ask-password'), spoken])
      return joinWithPassword(board, secret, async (onDone) => (await import('../../ui/embed/mount')).askOver(onDone))
    })
    return { who, replay }
  }
  return { who, replay: (await getBoard(board)).replay }
}

async function whoBy(by: EmbedOptions['by'], board: string, host: Host): Promise<FrameWho> {
  if (by === 'link') return FrameGuest.enter()
  // Framed by nobody, or by nobody of ours: there is nobody to ask.
  const { heldByOurs, themself } = await import('./self')
  if (by === 'own' ? !heldByOurs() : window.parent === window) throw new ApiError('no_visit', 401, '')
  return by === 'own' ? themself(board) : (await import('./visitor')).FrameVisitor.enter(board, host)
}

/** There is no way in: the frame says so, and the page around is told. */
async function stop(code: string, host: Host): Promise<void> {
  host.settle({ type: 'failed', code: code === 'no_visit' ? 'bad_token' : code }, null)
  const { showEmbedStopped } = await import('../../ui/embed/mount')
  showEmbedStopped(code)
}

/** What lets in may end while the frame is open. */
function watchEnd(client: BoardClient, host: Host): void {
  let told = false
  client.on({
    state: () => {
      if (client.state.kind !== 'stopped' || told) return
      told = true
      const { code, why } = client.state
      const { title, text } = stoppedWords(code, why)
      host.tell({ type: 'error', code, message: `${title}. ${text}` })
      host.settle({ type: 'failed', code }, null)
    },
  })
}

/** Shows what the address leads to; without a place, all there is, as soon as it is there. */
function showPlace(editor: EmbedEditor): void {
  const place = placeIn(location.hash)
  const moved = hasMoved()
  if (place !== null) {
    goTo(editor, place, moved, () => editor.fetchKinds())
    return
  }
  let shown = false
  const show = async () => {
    if (shown || editor.client.state.kind === 'loading') return
    shown = true
    await editor.fetchKinds()
    if (!moved()) showAll(editor)
  }
  editor.client.on({ state: () => void show() })
}
