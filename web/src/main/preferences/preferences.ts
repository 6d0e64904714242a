import { ApiError } from '../../sync/api'
import type { Clock } from '../../sync/clock'
import { type Agreed, type Chosen, type Copy, firstBase, merge, same, taken } from './merge'

/** What is chosen on this device, as it is now. `take` makes it be as given, and leaves alone what is so already. */
export type Device = { readonly read: () => Chosen; readonly take: (chosen: Chosen) => void }

/** Where the server keeps it. `put` returns the new version; where another was there: ApiError `changed`. */
export type Server = {
  readonly get: () => Promise<Copy>
  readonly put: (copy: Copy) => Promise<number>
}

/** Where the device keeps what was agreed on. */
export type Memory = { readonly read: () => Agreed | null; readonly keep: (agreed: Agreed) => void }

/** A choice is sent when no other has followed for so long, in milliseconds. */
export const REST = 2_000
/** After the server could not be reached it is tried again so much later, in milliseconds. */
export const AGAIN = 60_000
/** The server is asked anew by a page that comes back into sight, but not more often than this, in milliseconds. */
export const FRESH = 60_000
/** So often it is merged anew when others write at the same time. */
const TRIES = 4

/** Keeps one person's choices on this device and those on the server the same. Failure is silent: what was chosen holds here, and is sent later. */
export class Preferences {
  readonly #user: string
  readonly #device: Device
  readonly #server: Server
  readonly #memory: Memory
  readonly #clock: Clock
  readonly #told: (agreed: boolean) => void
  /** How it was when the page began to look, until it has agreed with the server: what is chosen meanwhile is known to be this person's. */
  #begun: Chosen | null
  #there: Copy | null = null
  #asked = 0
  #work: Promise<void> | null = null
  #more = false
  #callOff = () => {}

  /** `told` hears whether the server keeps all that is chosen here. */
  constructor(
    user: string,
    parts: { device: Device; server: Server; memory: Memory; clock: Clock; told: (agreed: boolean) => void },
  ) {
    this.#user = user
    this.#device = parts.device
    this.#server = parts.server
    this.#memory = parts.memory
    this.#clock = parts.clock
    this.#told = parts.told
    this.#begun = parts.device.read()
  }

  /** Something may have been chosen: it is sent in a while. */
  changed(): void {
    this.#in(REST)
  }

  /** Sends what waits for its while to pass, now. */
  leave(): void {
    if (!same(this.#device.read(), this.#memory.read()?.chosen)) void this.now()
  }

  /** Looks whether the server has something new, unless it was asked just now. */
  look(): void {
    if (this.#clock.now() - this.#asked < FRESH) return
    this.#there = null
    void this.now()
  }

  /** Merges what is here and there, now; resolves when that is done or has failed. */
  now(): Promise<void> {
    this.#callOff()
    this.#more = true
    this.#work ??= this.#untilDone().finally(() => {
      this.#work = null
    })
    return this.#work
  }

  #in(ms: number): void {
    this.#callOff()
    this.#callOff = this.#clock.after(ms, () => void this.now())
  }

  async #untilDone(): Promise<void> {
    while (this.#more) {
      this.#more = false
      try {
        this.#told(await this.#meet())
      } catch (error) {
        this.#there = null
        this.#told(false)
        if (error instanceof ApiError && (error.status === 0 || error.status >= 429)) this.#in(AGAIN)
      }
    }
  }

  /** Whether both agree: not where somebody else has signed in meanwhile, or others write all the time. */
  async #meet(): Promise<boolean> {
    for (let tries = 0; tries < TRIES; tries++) {
      const there = await this.#copy()
      if (there.user !== this.#user) return false
      if (await this.#exchange(there)) return true
      this.#there = null
    }
    return false
  }

  /** What the server keeps: as it was read last, unless another page of this device has agreed on a later one. */
  async #copy(): Promise<Copy> {
    const agreed = this.#memory.read()
    if (this.#there !== null && agreed?.user === this.#user && agreed.version === this.#there.version)
      return this.#there
    this.#asked = this.#clock.now()
    this.#there = await this.#server.get()
    return this.#there
  }

  /** Takes what is new there, and sends what is new here. False: it is another there by now. */
  async #exchange(there: Copy): Promise<boolean> {
    const agreed = this.#memory.read()
    const here = this.#device.read()
    // A page that had agreed and finds nothing of it has had its storage cleared: that takes back no choice.
    const base = agreed?.user === this.#user ? agreed.chosen : firstBase(this.#begun ?? here, agreed, there)
    const preferences = merge(here, base, there.preferences)
    this.#device.take(preferences)
    const now = this.#device.read()
    const agree = (version: number, chosen: Chosen) => {
      this.#begun = null
      this.#memory.keep({ user: this.#user, version, chosen })
    }
    if (same(preferences, there.preferences)) {
      agree(there.version, now)
      return true
    }
    agree(there.version, taken(here, base, now))
    try {
      const version = await this.#server.put({ user: this.#user, version: there.version, preferences })
      this.#there = { user: this.#user, version, preferences }
      agree(version, now)
      return true
    } catch (error) {
      if (error instanceof ApiError && error.code === 'changed') return false
      throw error
    }
  }
}
