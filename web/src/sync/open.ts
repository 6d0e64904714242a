import { ApiError, fetchSnapshot, getBoard, openSession, type Session, type User } from './api'
import { Client } from './client'
import { type Clock, pageClock } from './clock'
import { Copies, pageShelf } from './copies'
import { Keeping, type Storing } from './keeping'
import { Keys, type Token } from './keys'
import { type Leases, LockLeases, RowLeases } from './lease'
import type { PastShelf } from './past'
import type { LocalStore } from './store'
import { IndexedDBStore } from './store-indexeddb'
import { inTurns, late } from './transport-choice'
import { openWebSocket } from './transport-websocket'
import type { BoardClient } from './types'

/** What a page says to open a board. */
export type OpenOptions = {
  readonly boardID: string
  /** The id of who is signed in (openSession); what waits on the device is theirs alone. */
  readonly user: string
  /**
   * Done before the first connection, and again each time one is tried, until it is done: makes a member of the person. The board can be
   * drawn on meanwhile. ApiError `sign_in`, `no_board`, `bad_link`, `link_expired`, `removed`, `quarantined` or `trashed`: they stay outside; any
   * other: it is tried again.
   */
  readonly enter?: () => Promise<void>
  /** How the page finds out who is signed in, where that is not by a cookie. */
  readonly signIn?: (() => Promise<Session>) | undefined
  /** A session that the page has asked for already, to be used for the first connection. */
  readonly session?: Promise<Session> | undefined
  /** The server has said who is signed in, and it is the person who opened this. */
  readonly signedIn?: (user: User) => void
}

/** A board in this page, with what one can take back on it. */
export type OpenedBoard = BoardClient & { readonly past: PastShelf }

/** Opens a board in this page: the client is usable at once, and says by its state how far it has come. */
export function openBoard(options: OpenOptions): OpenedBoard {
  const { boardID, user } = options
  const clock = pageClock
  let { session } = options
  const keys = new Keys(clock, () => {
    const first = session
    session = undefined
    return tokenOf(options, first)
  })
  const store = new IndexedDBStore(user, boardID)
  const client = new Client({
    boardID,
    clock,
    open: inTurns(
      clock,
      openWebSocket,
      late(async () => (await import('./transport-stream')).streams(clock)),
      late(async () => (await import('./transport-poll')).polls(clock, () => document.hidden)),
    ),
    keys,
    boardIsGone: () => isGone(boardID),
    store,
    copies: new Copies(pageShelf(), user, boardID),
    leases: leasesOf(store, clock, boardID),
    newSecret,
    fetchSnapshot: async (path, signal) => fetchSnapshot(path, await keys.token(), signal),
  })
  const unbind = bind(client)
  void client.open()
  const close = client.close.bind(client)
  client.close = () => {
    unbind()
    return close()
  }
  return client
}

/** Draws 128 random bits as base64url (W10). getRandomValues: there is nothing else on plain HTTP. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** A token of this user and nobody else: what waits here is theirs. Another one signed in is as good as nobody. */
async function tokenOf(options: OpenOptions, first?: Promise<Session>): Promise<Token> {
  const { boardID, user, enter, signedIn, signIn = () => openSession(boardID) } = options
  // Both at once: the token says who it is, and what they may is asked when they join.
  const [session] = await Promise.all([first ?? signIn(), enter?.()])
  if (session.user.id !== user) throw new ApiError('sign_in', 0, 'Somebody else is signed in.')
  signedIn?.(session.user)
  return session.token
}

async function isGone(boardID: string): Promise<boolean> {
  try {
    await getBoard(boardID)
    return false
  } catch (error) {
    return error instanceof ApiError && error.code === 'no_board'
  }
}

function leasesOf(store: LocalStore, clock: Clock, scope: string): Leases {
  // Absent on plain HTTP, whatever the types say.
  const locks = navigator.locks as LockManager | undefined
  return locks ? new LockLeases(locks, scope) : new RowLeases(store, clock, newSecret())
}

/** Tells the client what happens to the page. */
function bind(client: Client): () => void {
  const gone = new AbortController()
  const { signal } = gone
  const seen = () => (document.visibilityState === 'visible' ? client.back() : client.leaving(false))
  document.addEventListener('visibilitychange', seen, { signal })
  window.addEventListener('online', () => client.network(true), { signal })
  window.addEventListener('offline', () => client.network(false), { signal })
  window.addEventListener('pagehide', () => client.leaving(true), { signal })
  window.addEventListener('pageshow', () => client.back(), { signal })
  // Absent on plain HTTP, as the locks are.
  const keeping = new Keeping(navigator.storage as Storing | undefined)
  const off = client.on({ state: () => keeping.heard(client.state) })
  window.addEventListener('beforeunload', (event) => keeping.warns(client.state) && event.preventDefault(), { signal })
  return () => {
    off()
    gone.abort()
  }
}
