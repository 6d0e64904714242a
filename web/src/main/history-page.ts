import { assetsOf, offerAssets } from '../assets/offer'
import { seen } from '../editor/camera'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { filmFrom } from '../history/film-from'
import { memberThen } from '../history/hands-then'
import { firstNamed } from '../history/moments'
import { PastClient } from '../history/past-client'
import { Player } from '../history/player'
import { readLog } from '../history/read-log'
import { sittingsOf } from '../history/sittings'
import { placeOf } from '../render/place'
import { listAuthors } from '../sync/api'
import type { BoardClient } from '../sync/types'
import type { OpenHistory } from '../ui/history-offered'
import { say } from '../words/say'
import { PageEditor, pageParts } from './canvas'
import { GlanceLayer } from './glance-layer'
import { linkTo } from './links'
import { followMoment, hashAt, momentIn } from './moment'
import { tellPast } from './scripts'

/** How often it is looked whether the board has gone on, in milliseconds. */
const LOOK = 2_000

/** Opens the history of a board over it: a second canvas, which shows the board as it was (ui/history-offered.ts). */
export async function openHistory(
  live: Editor,
  told: (changes: number) => void,
  signal: AbortSignal,
): Promise<OpenHistory> {
  const { boardID } = live.client
  const { film, keep } = await filmFrom(boardID, signal)
  const [people] = await Promise.all([
    listAuthors(boardID),
    readLog(
      boardID,
      film.first + 1,
      async (rows) => {
        film.add(rows)
        // In portions, as it comes: all at once it would be a long frame.
        sittingsOf(film)
        firstNamed(film)
        told(film.length)
        // The page gets a turn between two portions.
        await new Promise((resolve) => setTimeout(resolve))
      },
      signal,
    ),
  ])
  signal.throwIfAborted()
  const asked = momentIn(location.hash) ?? film.length
  const client = new PastClient(boardID, film, Math.max(film.first, Math.min(asked, film.length)))
  offerAssets(client, () => assetsOf(live.client))
  const stage = new Stage(live, client)
  const glances = new GlanceLayer(stage.editor, film)
  const player = new Player(film, client, pageParts, (author) => memberThen(author, people), {
    shown: () => stage.rests,
    glance: (changes) => glances.show(changes),
    settle: () => glances.settle(),
  })
  const gone = new AbortController()
  const ends = [tellPast(client), followMoment(player), followBoard(live.client, player)]
  return {
    player,
    people,
    keep,
    ...(asked < film.first && { missed: true as const }),
    editor: stage.editor,
    link: () => linkToMoment(stage.editor, client.changes),
    gone: gone.signal,
    async copy(title) {
      const elements = [...client.view.elements()]
      const part = await import('./copy-moment').catch(() => null)
      if (part !== null) await part.copyMoment(live, elements, title)
      else noticesOf(live).say(say('This could not be loaded'), say('Look to your connection and try again.'))
    },
    close() {
      gone.abort()
      for (const end of ends) end()
      player.close()
      glances.close()
      stage.close()
    },
  }
}

/** A link to what is seen of a moment. */
async function linkToMoment(editor: Editor, changes: number): Promise<string> {
  const link = new URL(
    await linkTo(editor.client.boardID, { to: 'view', box: seen(editor.state.camera, editor.viewport) }),
  )
  link.hash = hashAt(link.hash, changes)
  return link.href
}

/** Keys play the past (ui/history-keys.ts), and nobody does anything in it that is to be read out. */
class PastEditor extends PageEditor {
  protected override async takeKeys(): Promise<void> {}
  /** Its glances are those of moments (glance-layer.ts). */
  protected override async glanceFirst(): Promise<void> {}
}

/** The canvas of the past, over that of now. */
class Stage {
  readonly editor: PageEditor
  readonly #host = document.createElement('div')
  readonly #end: () => void

  constructor(live: Editor, client: PastClient) {
    this.#host.className = 'past'
    this.#host.setAttribute('role', 'region')
    this.#host.setAttribute('aria-label', say('Board'))
    document.getElementById('board')!.after(this.#host)
    this.editor = new PastEditor(client, this.#host)
    this.editor.finder.hurried = true
    this.editor.setTheme(live.state.theme)
    this.editor.setTool('hand')
    this.editor.setCamera(live.state.camera)
    const doze = (asleep: boolean) => placeOf(live)?.doze(asleep)
    doze(true)
    const end = live.subscribe(({ theme }) => this.editor.setTheme(theme))
    this.#end = () => {
      end()
      doze(false)
    }
    void this.editor.fetchRest()
  }

  /** Whether what the board came to is painted. */
  get rests(): boolean {
    return placeOf(this.editor)?.scene.rests !== false
  }

  close(): void {
    this.#end()
    this.editor.destroy()
    this.#host.remove()
  }
}

/** Has the film go on with the board. Returns how to stop. */
function followBoard(client: BoardClient, player: Player): () => void {
  const gone = new AbortController()
  let looking = false
  const look = async () => {
    const { length } = player.film
    if (looking || client.seq <= length) return
    looking = true
    // What did not come now comes the next time.
    await readLog(client.boardID, length + 1, (rows) => player.add(rows), gone.signal).catch(() => {})
    looking = false
  }
  const timer = setInterval(() => void look(), LOOK)
  return () => {
    clearInterval(timer)
    gone.abort()
  }
}
