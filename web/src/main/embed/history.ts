import type { Editor } from '../../editor/types'
import type { ReplayWish } from '../../embed/messages'
import { type OpenHistory, offerHistory } from '../../ui/history-offered'
import { onPanel, openPanel, panelNow } from '../../ui/panels'
import { type Done, type Host, NotDone } from './host'

/** The name of the panel that plays a board's past (ui/panel-list.ts). */
const PANEL = 'history'
/** The page around is told of the moment that is shown so often at most, in milliseconds. */
const PAUSE = 100

/** The history of a board in a frame: it is played and nothing else, by the hand or by the page around. */
export class EmbedHistory {
  readonly #host: Host
  readonly #may: boolean
  #opened: Promise<OpenHistory> | null = null
  /** Those who wait for it to be opened. */
  readonly #waiting = new Set<(opened: Promise<OpenHistory> | null) => void>()

  constructor(editor: Editor, host: Host, may: boolean) {
    this.#host = host
    this.#may = may
    offerHistory(editor, async (...asked) => {
      const coming = import('../history-page').then(({ openHistory }) => openHistory(...asked))
      const opened = coming.then((history) => ({ ...history, plays: true as const }))
      this.#become(opened)
      opened.then(
        (history) => this.#follow(history),
        () => {},
      )
      return opened
    })
    onPanel(() => {
      if (panelNow() !== PANEL) this.#become(null)
    })
  }

  #become(opened: Promise<OpenHistory> | null): void {
    this.#opened = opened
    for (const one of this.#waiting) one(opened)
    this.#waiting.clear()
  }

  /** Does what the page around, or the address, wishes. NotDone `no_replay`: the history is not open to who looks. */
  async do({ open, at, play, speed }: ReplayWish): Promise<Done> {
    if (!this.#may) throw new NotDone('no_replay')
    if (!open) {
      openPanel('')
      return {}
    }
    const { player } = await this.#open()
    if (speed !== undefined) player.setSpeed(speed)
    if (at !== undefined) player.stand(at)
    if (play === true) player.play()
    if (play === false) player.pause()
    return { at: player.moment.changes, of: player.film.length }
  }

  /** Opens the panel, which asks for the history as soon as it has come itself. */
  async #open(): Promise<OpenHistory> {
    openPanel(PANEL)
    const opening =
      this.#opened ??
      new Promise<OpenHistory | null>((resolve, reject) => {
        this.#waiting.add((coming) => (coming === null ? resolve(null) : coming.then(resolve, reject)))
      })
    const opened = await opening.catch(() => {
      throw new NotDone('no_replay')
    })
    if (opened === null) throw new NotDone('closed')
    return opened
  }

  #follow({ player }: OpenHistory): void {
    let told = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      const { changes, playing } = player.moment
      const now = `${changes} ${player.film.length} ${playing}`
      if (now === told) return
      told = now
      this.#host.tell({ type: 'moment', at: changes, of: player.film.length, playing })
      timer = setTimeout(() => {
        timer = undefined
        tell()
      }, PAUSE)
    }
    player.on(() => timer === undefined && tell())
    tell()
  }
}
