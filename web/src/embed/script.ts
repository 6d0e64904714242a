/**
 * Puts a board of Drawing Room into a page. Served as /embed.js (an ES module), with these types as /embed.d.ts; docs/embedding.md says more.
 * It is one file that imports nothing, and no longer than a page of another site would wish.
 */

/** How the board is shown. `view`: x, y, width and height in hundredths of a unit. `moment`: after so many changes. */
export interface EmbedOptions {
  mode?: 'view' | 'edit'
  /** The names of the tools that are offered, in this order; none: an empty list. */
  tools?: readonly string[]
  theme?: 'light' | 'dark'
  /** A tag as "de" or "pt-BR". */
  language?: string
  view?: readonly [x: number, y: number, width: number, height: number]
  elements?: readonly string[]
  moment?: number
  /** Offers the history. */
  replay?: boolean
  /**
   * A token of your application's that says who looks and what they may (docs/host-tokens.md), or what fetches one: called at the beginning, and
   * whenever a newer one is wanted.
   */
  token?: string | (() => string | Promise<string>)
  /** What the frame is called for those who do not see it. */
  title?: string
}

/** The board as it was when it was ready. `seq`: its last change. `replay`: whether its history is open to who looks. */
export interface Ready {
  board: string
  title: string
  role: string
  seq: number
  replay: boolean
}

/** Where to look: a part of the board, elements or frames by their ids, or all there is. */
export type Goal = { view: readonly [number, number, number, number] } | { elements: readonly string[] } | { all: true }

/** A picture. `scale`: of a PNG, 1 to 4. `of`: everything, what is seen, or the id of a frame. */
export interface Wish {
  kind?: 'png' | 'svg'
  scale?: number
  of?: string
}

/** The history: opened or closed, at a moment, playing or not, so many times as fast. */
export interface Replay {
  open: boolean
  at?: number
  play?: boolean
  speed?: number
}

/** `at` of `of` changes are shown. */
export interface Moment {
  at: number
  of: number
  playing?: boolean
}

/** Somebody else on the board. */
export interface Person {
  id: string
  name: string
  colour: string
}

/** What is told by itself. */
export interface Notices {
  changed: { seq: number }
  resize: { width: number; height: number }
  people: { people: readonly Person[] }
  moment: Moment
  /** A newer token is wanted: the one that is there is good for so many milliseconds. */
  token: { lives: number }
  /** A token was not taken, or the board is open no more: why, and in a sentence. */
  error: { code: string; message: string }
}

/** A request that was not done: `code` says why (docs/embedding.md), and of a `bad_request` the message what is wrong with it. */
export interface EmbedError extends Error {
  code: string
}

/** A board in this page. */
export interface Embed {
  readonly frame: HTMLIFrameElement
  readonly ready: Ready
  goTo(goal: Goal): Promise<void>
  export(wish?: Wish): Promise<Blob>
  /** Goes along with a person, with whoever presents ("presenter"), or with nobody (""). */
  follow(who: string): Promise<void>
  replay(wish: Replay): Promise<Moment>
  /** Goes on by a newer token of the same person; what it says they may holds at once. */
  token(token: string): Promise<void>
  /** Calls when something is told. Returns how to end that. */
  on<T extends keyof Notices>(type: T, listener: (notice: Notices[T]) => void): () => void
  /** Takes the board out of the page. */
  close(): void
}

/**
 * Puts the board of an address ("https://draw.example.org/embed/BOARD#k=SECRET", or a link to the board) into an element. Resolves when it is
 * there; rejects with an EmbedError when it cannot be opened.
 */
export function embed(place: Element, address: string, options: EmbedOptions = {}): Promise<Embed> {
  const url = new URL(address, document.baseURI)
  url.pathname = url.pathname.replace(/(?<=\/)b(?=\/[^/]+\/?$)/, 'embed')
  const { mode, tools, theme, language, view, elements, moment, replay, token, title } = options
  let parts = url.hash.slice(1).split('&')
  const put = (name: string, value: unknown) => {
    if (value) parts = [...parts.filter((part) => part && !part.startsWith(`${name}=`)), `${name}=${value}`]
  }
  put('by', token && 'token')
  put('mode', mode)
  put('tools', tools && (tools.join() || 'none'))
  put('theme', theme)
  put('lang', language)
  put('view', view)
  put('at', elements)
  put('then', moment)
  put('replay', replay && 1)
  url.hash = parts.join('&')
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18)))).replace(/[+/]/g, '-')
  const frame = document.createElement('iframe')
  frame.title = title ?? 'Drawing Room'
  frame.allow = 'fullscreen; clipboard-write'
  frame.style.cssText = 'border:0;width:100%;height:100%'
  const waiting = new Map<number, { resolve: (told: never) => void; reject: (error: EmbedError) => void }>()
  const listeners = new Map<string, Set<(notice: never) => void>>()
  let asked = 0
  const send = (type: string, more?: object) =>
    frame.contentWindow?.postMessage({ drawingroom: 1, nonce, type, ...more }, url.origin)
  const ask = (type: string, more: object) =>
    new Promise<never>((resolve, reject) => {
      if (!frame.contentWindow) throw fail('closed')
      waiting.set(++asked, { resolve, reject })
      send(type, { id: asked, ...more })
    })
  const fail = (code: string, why = code) => Object.assign(new Error(why), { code })
  return new Promise((resolve, reject) => {
    const close = () => {
      removeEventListener('message', hear)
      frame.remove()
      for (const one of waiting.values()) one.reject(fail('closed'))
      reject(fail('closed'))
    }
    const made = (ready: Ready): Embed => ({
      frame,
      ready,
      goTo: (to) => ask('goTo', { to }),
      export: async ({ kind = 'png', scale = 2, of = 'all' } = {}) =>
        new Blob([((await ask('export', { kind, scale, of })) as { bytes: ArrayBuffer }).bytes], {
          type: kind === 'png' ? 'image/png' : 'image/svg+xml',
        }),
      follow: (who) => ask('follow', { who }),
      replay: (wish) => ask('replay', { wish }),
      token: (newer) => ask('token', { token: newer }),
      on(type, listener) {
        const all = listeners.get(type) ?? new Set()
        listeners.set(type, all.add(listener))
        return () => all.delete(listener)
      },
      close,
    })
    const give = async (from: NonNullable<EmbedOptions['token']>) => {
      try {
        await ask('token', { token: typeof from === 'string' ? from : await from() })
      } catch (error) {
        // Of the first there is nobody else to tell.
        reject(error)
      }
    }
    const hear = ({ source, origin, data }: MessageEvent) => {
      // Of this frame, from the address that was put into it, and for this page.
      if (source !== frame.contentWindow || origin !== url.origin || data?.drawingroom !== 1 || data.nonce !== nonce)
        return
      const { drawingroom, nonce: _, type, id, ...told } = data
      const one = waiting.get(id)
      waiting.delete(id)
      if (type === 'ready') resolve(made(told))
      else if (type === 'failed') (one?.reject ?? reject)(fail(String(told.code), told.message))
      else if (type === 'done') one?.resolve(told as never)
      else {
        if (type === 'token' && token) give(token)
        for (const listener of listeners.get(type) ?? []) listener(told as never)
      }
    }
    addEventListener('message', hear)
    frame.addEventListener('load', () => send('hello'))
    frame.src = url.href
    place.append(frame)
  })
}
