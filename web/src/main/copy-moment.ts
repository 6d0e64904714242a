import { openAssets } from '../assets/open'
import { newID } from '../board/ids'
import type { Element } from '../board/types'
import { noticesOf, type Progress } from '../editor/notices'
import { Pace } from '../editor/pace'
import type { Editor } from '../editor/types'
import { assetOf } from '../elements/asset-of'
import { fill } from '../history/copying'
import { type BoardLink, createBoard, openSession } from '../sync/api'
import { openBoard } from '../sync/open'
import { whyNot } from '../ui/server-words'
import { say } from '../words/say'
import { copyPictures } from './copy-pictures'
import { keepSecret } from './device'

/** The longest title, in UTF-16 units (the type "line" of kinds.json). */
const TITLE_MAX = 200

/** So much of the bar the pictures have, where there are any. */
const PICTURES = 0.3

/**
 * Makes a board of one's own of what a board held once. Never throws; how it went is said. Until it is whole it is called unfinished, so that a
 * page that is closed in the midst leaves nothing behind that looks like all there was.
 */
export async function copyMoment(live: Editor, elements: readonly Element[], title: string): Promise<void> {
  const notices = noticesOf(live)
  const called = title.slice(0, TITLE_MAX)
  const unfinished = say('Unfinished copy of {title}', { title }).slice(0, TITLE_MAX)
  const stopped = new AbortController()
  const bar = new Bar(live, () => stopped.abort())
  let made: BoardLink | undefined
  try {
    const session = await openSession()
    made = await createBoard(unfinished)
    keepSecret(made.id, made.secret)
    const missing = await copyTo(made.id, { live, elements, called, session, bar, signal: stopped.signal })
    bar.end()
    ready(live, made, called, missing)
  } catch (error) {
    bar.end()
    const why = stopped.signal.aborted ? '' : whyNot(error, '')
    if (made === undefined) return notices.say(say('No copy was made'), why)
    const { url } = made
    const left = say('What is there so far is among your boards, as “{title}”.', { title: unfinished })
    notices.say(say('The copy is not finished'), `${why} ${left}`.trim(), {
      title: say('Open it'),
      run: () => show(url),
    })
  }
}

type Work = {
  readonly live: Editor
  readonly elements: readonly Element[]
  readonly called: string
  readonly session: Awaited<ReturnType<typeof openSession>>
  readonly bar: Bar
  readonly signal: AbortSignal
}

/** Fills a new board, the pictures first: what is seen of it shall be whole. Returns how many pictures were not to be had. */
async function copyTo(boardID: string, { live, elements, called, session, bar, signal }: Work): Promise<number> {
  const client = openBoard({ boardID, user: session.user.id, session: Promise.resolve(session) })
  const assets = openAssets(client, session.user.id)
  const off = client.on({ state: () => bar.waits(client.state.kind === 'offline') })
  const warn = (event: BeforeUnloadEvent) => event.preventDefault()
  addEventListener('beforeunload', warn)
  try {
    const pictures = [...new Set(elements.map(({ props }) => assetOf(props)).filter((asset) => asset !== ''))]
    const before = pictures.length > 0 ? PICTURES : 0
    const missing = await copyPictures(live.client, assets, pictures, (share) => bar.share(share * before), signal)
    const pace = new Pace()
    const told = (share: number) => bar.share(before + share * (1 - before))
    await fill({ client, elements, title: called, step: newID(), turn: () => pace.turn(), told, signal })
    return missing
  } finally {
    removeEventListener('beforeunload', warn)
    off()
    assets.close()
    await client.close()
  }
}

/** Opens the copy where the browser lets that be; says that it is there in any case. */
function ready(live: Editor, { url }: BoardLink, title: string, missing: number): void {
  const notices = noticesOf(live)
  const opened = show(url)
  const without = missing > 0 ? say('Some of its pictures were not to be had.') : ''
  const where = opened ? say('“{title}” is open in a tab of its own.', { title }) : ''
  const answer = opened ? undefined : { title: say('Open it'), run: () => show(url) }
  notices.say(say('The copy is ready'), `${where} ${without}`.trim(), answer)
}

/** Whether the browser opened a board in a tab of its own: it may not where the last press was long ago. */
const show = (url: string): boolean => open(url, '_blank') !== null

/** How far it has come, and whether it waits for a connection. */
class Bar {
  readonly #live: Editor
  readonly #stop: () => void
  #progress: Progress
  #share = 0
  #waits = false

  constructor(live: Editor, stop: () => void) {
    this.#live = live
    this.#stop = stop
    this.#progress = this.#begun()
  }

  share(share: number): void {
    this.#share = share
    this.#progress.share(share)
  }

  /** Whether there is no connection. */
  waits(waits: boolean): void {
    if (waits === this.#waits) return
    this.#waits = waits
    this.#progress.end()
    this.#progress = this.#begun()
    this.#progress.share(this.#share)
  }

  end(): void {
    this.#progress.end()
  }

  #begun(): Progress {
    const title = this.#waits ? say('The copy waits for a connection') : say('Copying the board')
    return noticesOf(this.#live).begin(title, this.#stop)
  }
}
