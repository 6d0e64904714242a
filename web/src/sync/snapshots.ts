import type { Position } from '../board/types'
import type { ServerMessage, SnapshotRef } from '../wire/messages'

/** Fetches a snapshot's body by its path (W20). Rejects when it cannot be had. */
export type FetchSnapshot = (path: string, signal: AbortSignal) => Promise<string>

/** A snapshot on its way. What comes over the connection meanwhile and has a place in the order waits here (W41). */
export class Arriving {
  readonly at: Position
  /** It is of another history than what was held. */
  readonly forked: boolean
  readonly queued: ServerMessage[] = []
  readonly #abort = new AbortController()

  /** Begins to fetch; calls exactly one of the two, unless it was called off. */
  constructor(epoch: string, ref: SnapshotRef, fetch: FetchSnapshot, come: (form: string) => void, failed: () => void) {
    this.forked = ref.forked === true
    this.at = { epoch, seq: ref.seq, hash: ref.hash }
    const { signal } = this.#abort
    fetch(ref.url, signal).then(
      (form) => signal.aborted || come(form),
      () => signal.aborted || failed(),
    )
  }

  /** The join it belonged to is over. */
  callOff(): void {
    this.#abort.abort()
  }
}
