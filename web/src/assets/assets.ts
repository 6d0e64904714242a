import type { AssetStore, WaitingAsset } from '../sync/asset-store'
import type { Clock } from '../sync/clock'
import { hashOf } from './hash'
import { type UploadState, Uploads } from './uploads'

/** What the bytes of a board's pictures come from and go to. */
export type AssetsParts = {
  readonly store: AssetStore
  readonly has: (asset: string) => Promise<boolean>
  readonly fetch: (asset: string) => Promise<Blob | null>
  /** The bytes of an asset of another board of the same server, where the person may see that. */
  readonly fetchFrom: (board: string, asset: string) => Promise<Blob | null>
  readonly send: (asset: string, bytes: Blob, going: (sent: number) => void) => Promise<void>
  readonly clock: Clock
}

/** Who wants to know. */
export type AssetListeners = {
  /** Bytes that were missing are to be had now. */
  there(asset: string): void
  uploading(state: UploadState): void
  /** The server does not take it; `why` is a sentence for the person. */
  refused(asset: string, name: string, why: string): void
}

/** Others may see a picture before its bytes have arrived: so long is waited before it is asked for again, in milliseconds; the last counts on. */
const AGAIN = [500, 1000, 2000, 3000, 5000, 8000, 8000, 8000, 8000, 15_000, 30_000]
/** Bytes of what was put here are kept at hand so far after they were uploaded: they would be fetched at once. */
const RECENT = 64 * 2 ** 20

/** The life of a board's pictures as bytes: kept on this device until the server has them, fetched, and asked for again while they are missing. */
export class Assets {
  readonly uploads: Uploads
  readonly #parts: AssetsParts
  readonly #listeners = new Set<Partial<AssetListeners>>()
  readonly #fetching = new Map<string, Promise<Blob | null>>()
  /** Tries so far, and how to call the next one off. */
  readonly #missing = new Map<string, { tries: number; callOff: () => void }>()
  readonly #recent = new Map<string, Blob>()
  #state: UploadState = { waiting: 0, sent: 0, bytes: 0, stuck: false }
  #unkept = new Set<string>()
  #closed = false

  constructor(parts: AssetsParts) {
    this.#parts = parts
    this.uploads = new Uploads({
      has: parts.has,
      send: parts.send,
      clock: parts.clock,
      over: (row, why) => this.#over(row, why),
      progress: (state) => {
        this.#state = state
        this.#tell((l) => l.uploading?.(state))
      },
    })
  }

  /** Goes on with what an earlier page has left. */
  async resume(): Promise<void> {
    for (const row of await this.#parts.store.waiting().catch(() => [])) {
      this.uploads.add(row)
      if (this.#missing.has(row.asset)) this.#found(row.asset)
    }
  }

  on(listeners: Partial<AssetListeners>): () => void {
    this.#listeners.add(listeners)
    if (this.#state.waiting > 0) listeners.uploading?.(this.#state)
    return () => this.#listeners.delete(listeners)
  }

  /** Whether bytes wait here that would be lost with the page. */
  get atRisk(): boolean {
    return this.#unkept.size > 0
  }

  /** Takes a picture in and returns its hash; it is on the device then, where that keeps anything, and on its way to the server. */
  async add(bytes: Blob, name: string): Promise<string> {
    const asset = await hashOf(bytes)
    const row = { asset, name, bytes }
    this.#remember(asset, bytes)
    await this.#parts.store.keep(row).catch(() => this.#unkept.add(asset))
    this.uploads.add(row)
    return asset
  }

  /** The bytes of an asset; null where they are not to be had now: `there` says when they are. */
  bytesOf(asset: string): Promise<Blob | null> {
    const here = this.#recent.get(asset) ?? this.uploads.bytesOf(asset)
    if (here !== undefined) return Promise.resolve(here)
    let fetching = this.#fetching.get(asset)
    if (fetching === undefined) {
      fetching = this.#fetch(asset).finally(() => this.#fetching.delete(asset))
      this.#fetching.set(asset, fetching)
    }
    return fetching
  }

  /** Brings an asset of another board onto this one; false where its bytes are not to be had. */
  async bring(asset: string, from: string): Promise<boolean> {
    const { has, fetchFrom } = this.#parts
    if (this.uploads.bytesOf(asset) !== undefined || (await has(asset).catch(() => false))) return true
    const bytes = this.#recent.get(asset) ?? (from === '' ? null : await fetchFrom(from, asset).catch(() => null))
    return bytes !== null && (await this.add(bytes, '')) === asset
  }

  /** There is a connection again: what is missing or waiting is tried at once. */
  retry(): void {
    this.uploads.retry()
    for (const asset of [...this.#missing.keys()]) this.#lookAgain(asset, 0)
  }

  close(): void {
    this.#closed = true
    for (const { callOff } of this.#missing.values()) callOff()
    this.#listeners.clear()
    this.#parts.store.close()
  }

  async #fetch(asset: string): Promise<Blob | null> {
    const bytes = await this.#parts.fetch(asset).catch(() => null)
    if (bytes === null) this.#lookAgain(asset, this.#missing.get(asset)?.tries ?? 0)
    else this.#missing.delete(asset)
    return bytes
  }

  #lookAgain(asset: string, tries: number): void {
    this.#missing.get(asset)?.callOff()
    if (this.#closed) return
    const wait = AGAIN[Math.min(tries, AGAIN.length - 1)]!
    const callOff = this.#parts.clock.after(wait, () => void this.#look(asset, tries + 1))
    this.#missing.set(asset, { tries: tries + 1, callOff })
  }

  async #look(asset: string, tries: number): Promise<void> {
    if (await this.#parts.has(asset).catch(() => false)) this.#found(asset)
    else if (this.#missing.has(asset)) this.#lookAgain(asset, tries)
  }

  #found(asset: string): void {
    this.#missing.get(asset)?.callOff()
    this.#missing.delete(asset)
    this.#tell((l) => l.there?.(asset))
  }

  #over({ asset, name }: WaitingAsset, why: string | null): void {
    void this.#parts.store.drop(asset).catch(() => {})
    this.#unkept.delete(asset)
    if (why === null) return
    this.#recent.delete(asset)
    this.#tell((l) => l.refused?.(asset, name, why))
  }

  #remember(asset: string, bytes: Blob): void {
    this.#recent.set(asset, bytes)
    let all = 0
    for (const one of this.#recent.values()) all += one.size
    for (const [oldest, { size }] of this.#recent) {
      if (all <= RECENT || oldest === asset) break
      this.#recent.delete(oldest)
      all -= size
    }
  }

  #tell(news: (listeners: Partial<AssetListeners>) => void): void {
    for (const listeners of [...this.#listeners]) news(listeners)
  }
}
