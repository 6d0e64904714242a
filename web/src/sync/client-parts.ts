import type { ConnectionParts } from './connection'
import type { Copies } from './copies'
import type { Leases } from './lease'
import type { FetchSnapshot } from './snapshots'
import type { LocalStore } from './store'

/** What a client is made of; `openBoard` puts them together for a page. */
export type ClientParts = ConnectionParts & {
  readonly store: LocalStore
  readonly copies: Copies
  readonly leases: Leases
  /** Draws the id of a page load: 128 random bits, 22 characters of base64url (W10). */
  readonly newSecret: () => string
  readonly fetchSnapshot: FetchSnapshot
}
