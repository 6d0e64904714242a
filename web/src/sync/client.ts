import type { Board } from '../board/board'
import type { Change, Op } from '../board/types'
import type { Limits, Presence, Role, ServerMessage, View, Welcome } from '../wire/messages'
import type { ClientParts } from './client-parts'
import { within } from './clock'
import { Confirmed } from './confirmed'
import { Connection } from './connection'
import { farewell } from './farewell'
import { News } from './news'
import { Outbox } from './outbox'
import { OwnPresence } from './own-presence'
import { PastKept } from './past'
import { Others } from './presence'
import { Refusals } from './refusals'
import { hindrance, mayEdit } from './rights'
import { sameState, saveState } from './save-state'
import { Saver } from './saver'
import { Arriving } from './snapshots'
import { LIMITS, objection, split } from './split'
import { forgetStruck } from './struck'
import type { BoardClient, Listeners, SaveState } from './types'
import { type Ordered, Verdicts } from './verdicts'

/** The local store has so many milliseconds to answer before the board is opened without it. */
const STORE_PATIENCE = 3_000

/** One board, live. The only owner of its confirmed board, its waiting changes and its connection; types.ts says what it promises. */
export class Client implements BoardClient {
  readonly boardID: string
  author = 0
  role: Role = ''
  session = ''
  readonly refusals: Refusals
  /** What the person can take back, as the device keeps it. */
  readonly past: PastKept
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
  readonly #verdicts: Verdicts

  constructor(parts: ClientParts) {
    this.#parts = parts
    this.boardID = parts.boardID
    this.refusals = new Refusals(parts.store, this.#news)
    this.past = new PastKept(parts.store, this, () => this.#standing())
    this.#connection = new Connection(parts, {
      opened: () => this.#hello(),
      received: (messages) => this.#work(() => this.#receive(messages)),
      lost: () => this.#work(() => this.#lost()),
      stateChanged: () => this.#noteState(),
    })
    this.#outbox = new Outbox({
      clock: parts.clock,
      store: parts.store,
      copies: parts.copies,
      leases: parts.leases,
      newSecret: parts.newSecret,
      send: (messages) => this.#connection.send(messages),
      adopted: () => this.#work(() => (this.#stale = true)),
      kept: () => this.#noteState(),
      unreadable: (row) => this.refusals.keep(row),
      mayEdit: () => mayEdit(this.role),
    })
    this.#others = new Others(parts.clock, (sessions) => this.#news.during(() => this.#news.hands(sessions)))
    this.#own = new OwnPresence(
      parts.clock,
      (presence) => this.#connection.send([{ t: 'presence', ...presence }]),
      () => this.#connection.buffered,
    )
    this.#saver = new Saver(parts.clock, parts.store, () => this.#confirmed.keep(this.author, this.role))
    this.#verdicts = new Verdicts({
      confirmed: this.#confirmed,
      outbox: this.#outbox,
      others: this.#others,
      news: this.#news,
      refusals: this.refusals,
      taken: () => this.#taken(),
      outdated: () => (this.#stale = true),
      rejoin: () => this.#rejoin(),
      restart: () => this.#connection.restart(),
    })
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
    this.refusals.look()
    this.#noteState()
    if (this.#helloDue) this.#hello()
  }

  unanswered = (): readonly Change[] => [...this.#outbox.all()].map(({ change }) => change)

  commit(ops: readonly Op[], step: string): void {
    if (ops.length === 0) return
    const parts = split(ops, step, this.#limits)
    const why =
      this.#hindrance() ??
      parts.map(({ change, text }) => objection(change, text)).find((refusal) => refusal !== undefined)
    if (why) {
      this.#news.during(() => this.#news.refused({ n: 0, ...why, ops, step }))
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

  call(view: View): void {
    this.#connection.send([{ t: 'call', view }])
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
      await farewell(this.#parts.clock, this, () => this.#outbox.size > 0)
    }
    this.#connection.leave()
    this.#arriving?.callOff()
    this.#saver.now()
    this.#outbox.close()
    this.#parts.store.close()
  }

  /** Why nothing may be committed now. */
  #hindrance(): ReturnType<typeof hindrance> {
    const { role, author } = this
    return hindrance({ role, author, stopped: this.#connection.state.kind === 'stopped', waiting: this.#outbox.size })
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
        this.#stale = true
        for (const entry of this.#outbox.adoptedAs(message.client, message.as, message.n)) {
          this.#verdicts.refused(entry, message.refused ?? 'unknown_client')
        }
        break
      case 'changes':
      case 'refused':
      case 'accepted':
      case 'gap':
        if (this.#arriving) this.#arriving.queued.push(message)
        else if (message.t !== 'changes' || !this.#away) this.#verdicts.hear(message)
        break
      case 'presence':
        this.#news.hands(this.#others.hear(message), message)
        break
      case 'call':
        this.#news.called(message.session, message.view)
        break
      case 'members':
        this.#news.people(this.#others.membersChanged(message.joined, message.left, this.session))
        break
      case 'resync':
        this.#rejoin()
        break
      case 'role':
        this.#becomeRole(message.role)
        break
      case 'store':
        this.#outbox.held = message.away
        break
    }
  }

  #welcome(welcome: Welcome): void {
    const { head, snapshot } = welcome
    forgetStruck(welcome, this.#confirmed.at, this.#parts.store, this.#saver, this.#news)
    this.#away = false
    this.session = welcome.session
    this.author = welcome.author
    this.#limits = welcome.limits
    this.#becomeRole(welcome.role)
    this.#news.people(this.#others.reset(welcome.members, welcome.session))
    this.#stale = true
    if (snapshot) this.#fetch(head.epoch, snapshot)
    else if (!this.#confirmed.at) this.#confirmed.begin(head.epoch)
    this.#awaited = head.seq
    if (!this.#loaded && !snapshot) this.#look()
    this.#connection.welcomed()
    if (this.#outbox.joined(welcome.client, welcome.n, welcome.limits)) this.#own.joined()
    else this.#connection.restart()
  }

  #fetch(epoch: string, ref: NonNullable<Welcome['snapshot']>): void {
    this.#news.coming()
    this.#arriving = new Arriving(
      epoch,
      ref,
      this.#parts.fetchSnapshot,
      (form) => this.#work(() => this.#arrived(form)),
      () => this.#connection.restart(),
    )
  }

  #arrived(form: string): void {
    const { at, forked, queued } = this.#arriving!
    this.#arriving = null
    try {
      if (this.#confirmed.load(at, form) || forked) this.#news.restored()
    } catch {
      this.#connection.restart()
      return
    }
    this.#shown()
    this.#saver.changed()
    for (const message of queued) {
      this.#verdicts.hear(message as Ordered)
      if (this.#connection.state.kind !== 'live') return
    }
  }

  /** The confirmed board has grown. */
  #taken(): void {
    this.#saver.changed()
    if (!this.#loaded) this.#look()
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
    this.#news.people(this.#others.reset([], ''))
  }

  /** The first board is whole when all is here that the welcome spoke of. */
  #look(): void {
    if (this.seq >= this.#awaited) this.#shown()
  }

  /** Whether what is shown is the board as it is now, or the last that can be had without a connection. */
  #standing(): boolean {
    if (!this.#loaded || !this.#ready) return false
    return this.#connection.failing || (!this.#away && !this.#arriving && this.seq >= this.#awaited)
  }

  #shown(): void {
    this.#loaded = true
    this.#news.all()
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
        this.#news.beneath(this.#confirmed.lain())
        this.#news.inVain(this.#confirmed.lost())
      }
      this.#outbox.worked()
      this.#noteState()
    })
  }

  #noteState(): void {
    const { state: connection, failing } = this.#connection
    const state = saveState({ connection, failing, loaded: this.#loaded, ready: this.#ready, outbox: this.#outbox })
    if (sameState(state, this.#state)) return
    this.#state = state
    if (state.kind === 'offline') this.#saver.soon()
    this.#news.during(() => this.#news.state())
  }
}
