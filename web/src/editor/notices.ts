/** What a person can do about a notice while it stands there. */
type Answer = { readonly title: string; readonly run: () => void }

/** A sentence for the person; `title` is what it is about. */
export type Notice = { readonly title: string; readonly text: string; readonly answer?: Answer }

/** Work that takes longer than a moment, as the person sees it. `share`: how much is done, 0 to 1. */
export type Going = {
  readonly title: string
  readonly share: number
  readonly cancel: (() => void) | null
  /** It holds the page until it is done: it is to be shown at once, for later it could not be. */
  readonly holds: boolean
}

/** The hand on work that is shown as going on. */
export interface Progress {
  /** How much is done, 0 to 1. */
  share(done: number): void
  /** It is over; what is told after that is not shown. */
  end(): void
}

/** Who shows what the editor has to say. */
export type NoticeListeners = {
  said(notice: Notice): void
  going(going: Going | null): void
  /** The person needs a part of the chrome, by its name in panel-list.ts. */
  wished(panel: string): void
}

/** What the editor tells the person beside the board: sentences, and how far long work has come. The chrome shows it. */
export class Notices {
  private readonly listeners = new Set<Partial<NoticeListeners>>()
  /** The last that was said while nobody listened: the chrome comes after the canvas. */
  private unheard: Notice | null = null
  private current: Going | null = null

  say(title: string, text = '', answer?: Answer): void {
    const notice = answer === undefined ? { title, text } : { title, text, answer }
    const heard = [...this.listeners].filter((one) => one.said !== undefined)
    if (heard.length === 0) this.unheard = notice
    for (const one of heard) one.said?.(notice)
  }

  /** Shows work that goes on; the last that began is what is seen. `cancel` null: it cannot be stopped. */
  begin(title: string, cancel: (() => void) | null, holds = false): Progress {
    let mine: Going = { title, share: 0, cancel, holds }
    this.show(mine)
    return {
      share: (share) => {
        // Nobody sees less than a hundredth.
        if (this.current !== mine || Math.abs(share - mine.share) < 0.01) return
        mine = { title, share, cancel, holds }
        this.show(mine)
      },
      end: () => this.current === mine && this.show(null),
    }
  }

  /** Asks the chrome for one of its parts. */
  wish(panel: string): void {
    for (const one of this.listeners) one.wished?.(panel)
  }

  on(listeners: Partial<NoticeListeners>): () => void {
    this.listeners.add(listeners)
    if (this.unheard !== null && listeners.said !== undefined) {
      listeners.said(this.unheard)
      this.unheard = null
    }
    if (this.current !== null) listeners.going?.(this.current)
    return () => this.listeners.delete(listeners)
  }

  private show(going: Going | null): void {
    this.current = going
    for (const one of this.listeners) one.going?.(going)
  }
}

const all = new WeakMap<object, Notices>()

/** The notices of an editor. */
export function noticesOf(editor: object): Notices {
  let found = all.get(editor)
  if (found === undefined) {
    found = new Notices()
    all.set(editor, found)
  }
  return found
}
