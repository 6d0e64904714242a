// As long as a file here may be: the one owner of a live board. What it decides stands here, what it needs for it in files of their own.
import type { Board } from '../board/board'
import { encodeChange } from '../board/change'
import type { Op } from '../board/types'
import type { Item, Limits, Presence, Role, ServerMessage, Welcome } from '../wire/messages'
import { within } from './clock'
import { Confirmed } from './confirmed'
import { Connection, type ConnectionParts } from './connection'
import { refusalSentence } from './ends'
import type { Pending } from './lane'
import type { Leases } from './lease'
import { News } from './news'
import { Outbox } from './outbox'
import { OwnPresence } from './own-presence'
import { Others } from './presence'
import { sameState, saveState } from './save-state'
import { Saver } from './saver'
import { Arriving, type FetchSnapshot } from './snapshots'
import { LIMITS, objection, split } from './split'
import type { LocalStore } from './store'
import type { BoardClient, Listeners, SaveState } from './types'

/** With more changes than this waiting, no more are taken: the device is not meant to hold a second history. */
export const MOST_WAITING = 5_000
/** The local store has this long to answer before the board is opened without it, in milliseconds. */
const STORE_PATIENCE = 3_000
/** How long a leaving page waits for the verdicts on what it sent, in milliseconds. */
const FAREWELL = 2_000

/** What a client is made of; `openBoard` puts them together for a page. */
export type ClientParts = ConnectionParts & {
  readonly store: LocalStore
  readonly leases: Leases
  /** Draws the id of a page load: 128 random bits, 22 characters of base64url (W10). */
  readonly newSecret: () => string
  readonly fetchSnapshot: FetchSnapshot
}

/** What has a place in the one order of the connection (W41). */
type Ordered = Extract<ServerMessage, { readonly t: 'changes' | 'refused' | 'accepted' | 'gap' }>

/** One board, live. The only owner of its confirmed board, its waiting changes and its connection; types.ts says what it promises. */
export class Client implements BoardClient {
  readonly boardID: string
  author = 0
  role: Role = ''
  session = ''
  #state: SaveState = { kind: 'loading' }
  #limits: Limits = LIMITS
  /** There is a board to be seen: from the device, or all that the first welcome spoke of. */
  #loaded = false
  #awaited = 0
  /** The local store has told what it holds, or had its time. */
  #ready = false
  /** The local store has answered. */
  #device = false
  #helloDue = false
  /** Between a hello and its welcome, items are of the time before, and would have gaps. */
  #away = true
  #arriving: Arriving | null = null
  /** The view lacks what was confirmed or answered in this frame. */
  #stale = false
  readonly #parts: ClientParts
  readonly #news = new News()
  readonly #confirmed = new Confirmed()
  readonly #connection: Connection
  readonly #outbox: Outbox
  readonly #others: Others
  readonly #own: OwnPresence
  readonly #saver: Saver

  constructor(parts: ClientParts) {
    this.#parts = parts
    this.boardID = parts.boardID
    this.#connection = new Connection(parts, {
      opened: () => this.#hello(),
      received: (messages) => this.#work(() => this.#receive(messages)),
      lost: () => this.#work(() => this.#lost()),
      stateChanged: () => this.#noteState(),
    })
    this.#outbox = new Outbox({
      clock: parts.clock,
      store: parts.store,
      leases: parts.leases,
      newSecret: parts.newSecret,
      send: (messages) => this.#connection.send(messages),
      adopted: () => this.#work(() => this.#outdated()),
      kept: () => this.#noteState(),
      mayEdit: () => this.#mayEdit(),
    })
    this.#others = new Others(parts.clock, (sessions) => this.#news.during(() => this.#news.hands(sessions)))
    this.#own = new OwnPresence(
      parts.clock,
      (presence) => this.#connection.send([{ t: 'presence', ...presence }]),
      () => this.#connection.buffered,
    )
    this.#saver = new Saver(parts.clock, parts.store, () => this.#confirmed.keep(this.author, this.role))
  }

  get view(): Board {
    return this.#confirmed.view
  }

  get seq(): number {
    return this.#confirmed.at?.seq ?? 0
  }

  get state(): SaveState {
    return this.#state
  }

  get members() {
    return this.#others.members
  }

  get others() {
    return this.#others.others
  }

  /** The confirmed board alone, without what waits; a copy. */
  confirmedBoard(): Board {
    return this.#confirmed.board()
  }

  on(listeners: Partial<Listeners>): () => void {
    return this.#news.on(listeners)
  }

  /** Begins: shows what the device holds, takes over what dead pages left, and connects meanwhile. */
  async open(): Promise<void> {
    this.#connection.start()
    await within(this.#parts.clock, STORE_PATIENCE, this.#load())
    this.#ready = true
    this.#outbox.found(this.#device)
    this.#noteState()
    if (this.#helloDue) this.#hello()
  }

  commit(ops: readonly Op[], step: string): void {
    if (ops.length === 0) return
    const parts = split(ops, step, this.#limits)
    const why =
      this.#hindrance() ?? parts.map(({ change }) => objection(change)).find((refusal) => refusal !== undefined)
    if (why) {
      this.#news.during(() => this.#news.refused({ n: 0, ...why, ops }))
      return
    }
    this.#work(() => {
      for (const entry of this.#outbox.add(parts)) this.#confirmed.lay(entry, this.author, this.#news.touched)
    })
  }

  present(presence: Presence): void {
    this.#saver.active()
    this.#own.present(presence)
  }

  /** The page is hidden, or (`gone`) left: sends and keeps all there is. A page that is left may still come back. */
  leaving(gone: boolean): void {
    this.#outbox.flush()
    this.#saver.now()
    if (gone) this.#parts.leases.leave()
    else this.#parts.leases.hidden(true)
  }

  /** The browser says that the network is gone, or back. */
  network(there: boolean): void {
    if (there) this.#connection.online()
    else this.#connection.offline()
  }

  /** The page is seen again. */
  back(): void {
    this.#parts.leases.hidden(false)
    this.#connection.nudge()
  }

  async close(): Promise<void> {
    this.#outbox.flush()
    if (this.#connection.state.kind === 'live' && this.#outbox.size > 0) {
      await within(this.#parts.clock, FAREWELL, this.#answered())
    }
    this.#connection.leave()
    this.#arriving?.callOff()
    this.#saver.now()
    this.#outbox.close()
    this.#parts.store.close()
  }

  /** Why nothing may be committed now. */
  #hindrance(): { readonly code: string; readonly why: string } | undefined {
    if (!this.#mayEdit()) return { code: 'forbidden', why: refusalSentence('forbidden') }
    if (this.#outbox.size < MOST_WAITING) return undefined
    return { code: 'outbox_full', why: 'Too many changes are waiting to be sent.' }
  }

  #mayEdit(): boolean {
    return this.role === 'editor' || this.role === 'owner'
  }

  async #load(): Promise<void> {
    const kept = await this.#parts.store.load()
    this.#device = true
    // The store may have been so slow that the board was opened without it.
    if (kept.board && !this.#ready && !this.#loaded) {
      const { at, form, author, role } = kept.board
      this.#work(() => {
        this.#confirmed.load(at, form)
        this.author = author
        this.role = role
        this.#news.role()
        this.#shown()
      })
    }
    await this.#outbox.look()
  }

  #hello(): void {
    this.#helloDue = !this.#ready
    if (this.#helloDue) return
    this.#away = true
    this.#arriving?.callOff()
    this.#arriving = null
    this.#outbox.lost()
    const at = this.#confirmed.at
    this.#connection.send([{ t: 'hello', client: this.#outbox.secret, ...(at && { at }) }])
  }

  /** Joins anew on the same connection (W22, W28). */
  #rejoin(): void {
    this.#connection.rejoining()
    this.#hello()
  }

  #receive(messages: readonly ServerMessage[]): void {
    for (const message of messages) {
      this.#message(message)
      // What one message says may end the connection; the rest of its frame is then of no connection.
      if (this.#connection.state.kind !== 'live' && this.#connection.state.kind !== 'joining') return
    }
  }

  #message(message: ServerMessage): void {
    switch (message.t) {
      case 'welcome':
        this.#welcome(message)
        break
      case 'adopted':
        this.#outdated()
        for (const entry of this.#outbox.adoptedAs(message.client, message.as, message.n)) {
          this.#refused(entry, message.refused ?? 'unknown_client')
        }
        break
      case 'changes':
      case 'refused':
      case 'accepted':
      case 'gap':
        if (this.#arriving) this.#arriving.queued.push(message)
        else this.#ordered(message)
        break
      case 'presence':
        this.#news.hands(this.#others.hear(message))
        break
      case 'members':
        this.#news.members()
        this.#news.hands(this.#others.membersChanged(message.joined, message.left, this.session))
        break
      case 'resync':
        this.#rejoin()
        break
      case 'role':
        this.#becomeRole(message.role)
        break
    }
  }

  #welcome(welcome: Welcome): void {
    const { head, snapshot } = welcome
    this.#away = false
    this.session = welcome.session
    this.author = welcome.author
    this.#limits = welcome.limits
    this.#becomeRole(welcome.role)
    this.#news.hands(this.#others.reset(welcome.members, welcome.session))
    this.#news.members()
    this.#outdated()
    if (snapshot) this.#fetch(head.epoch, snapshot)
    else if (!this.#confirmed.at) this.#confirmed.begin(head.epoch)
    if (!this.#loaded && !snapshot) {
      this.#awaited = head.seq
      this.#look()
    }
    this.#connection.welcomed()
    if (this.#outbox.joined(welcome.client, welcome.n, welcome.limits)) this.#own.joined()
    else this.#connection.restart()
  }

  #fetch(epoch: string, ref: NonNullable<Welcome['snapshot']>): void {
    this.#arriving = new Arriving(
      epoch,
      ref,
      this.#parts.fetchSnapshot,
      (form) => this.#work(() => this.#arrived(form)),
      () => this.#connection.restart(),
    )
  }

  #arrived(form: string): void {
    const { at, queued } = this.#arriving!
    this.#arriving = null
    try {
      this.#confirmed.load(at, form)
    } catch {
      this.#connection.restart()
      return
    }
    this.#shown()
    this.#saver.changed()
    for (const message of queued) {
      this.#ordered(message as Ordered)
      if (this.#connection.state.kind !== 'live') return
    }
  }

  #ordered(message: Ordered): void {
    if (message.t === 'changes') {
      this.#changes(message.items, message.hash)
      return
    }
    const lane = this.#outbox.lane(message.as)
    if (!lane) return
    if (message.t === 'gap') {
      this.#outdated()
      if (!this.#outbox.gap(lane, message.expected)) this.#connection.restart()
      return
    }
    const entry = this.#outbox.settle(lane, message.n)
    if (!entry) return
    if (message.t === 'refused') this.#refused(entry, message.code, message.why)
    else this.#outdated()
  }

  #changes(items: readonly Item[], hash: string): void {
    if (this.#away) return
    const taken = this.#confirmed.take(items, hash, (item) => this.#item(item))
    if (taken === 'apart') this.#rejoin()
    if (taken !== 'taken') return
    this.#outdated()
    this.#saver.changed()
    this.#news.hands(this.#others.committed(items))
    if (!this.#loaded) this.#look()
  }

  /** An item of one's own client is the acceptance of that change (W22); unless it is not what was sent under that number. */
  #item(item: Item): void {
    const lane = item.client > 0 ? this.#outbox.lane(item.client) : undefined
    const entry = lane && this.#outbox.settle(lane, item.n)
    if (entry && encodeChange(item.change) !== entry.text) this.#refused(entry, 'conflict')
  }

  #refused(entry: Pending, code: string, why = refusalSentence(code)): void {
    const { lane, n, change, ops } = entry
    this.#parts.store.refused({ client: lane.secret, n, change, code, why }).catch(() => {})
    this.#news.refused({ n, code, why, ops })
    this.#outdated()
  }

  #becomeRole(role: Role): void {
    if (role === this.role) return
    this.role = role
    this.#news.role()
  }

  #lost(): void {
    this.#away = true
    this.session = ''
    this.#arriving?.callOff()
    this.#arriving = null
    this.#outbox.lost()
    this.#own.left()
    this.#news.hands(this.#others.reset([], ''))
    this.#news.members()
  }

  /** The first board is whole when all is here that the welcome spoke of. */
  #look(): void {
    if ((this.#confirmed.at?.seq ?? 0) >= this.#awaited) this.#shown()
  }

  #shown(): void {
    this.#loaded = true
    this.#news.all()
    this.#outdated()
  }

  #outdated(): void {
    this.#stale = true
  }

  /** Does work, then lays what waits over the confirmed board again, once, and tells what came of all that. */
  #work(work: () => void): void {
    this.#news.during(() => {
      work()
      if (this.#stale) {
        this.#stale = false
        const touched = this.#confirmed.settle([...this.#outbox.all()], this.author)
        for (const id of touched) this.#news.touched.add(id)
      }
      this.#outbox.worked()
      this.#noteState()
    })
  }

  #noteState(): void {
    const state = saveState({
      connection: this.#connection.state,
      failing: this.#connection.failing,
      // Before the device has told what waits on it, nothing is called saved.
      loaded: this.#loaded && this.#ready,
      changes: this.#outbox.size + this.#outbox.left,
      here: this.#outbox.here,
    })
    if (sameState(state, this.#state)) return
    this.#state = state
    this.#news.during(() => this.#news.state())
  }

  /** Resolves when nothing waits any more. */
  #answered(): Promise<void> {
    return new Promise((resolve) => {
      const off = this.on({
        state: () => {
          if (this.#outbox.size > 0) return
          off()
          resolve()
        },
      })
    })
  }
}
