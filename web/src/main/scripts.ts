import { stateHash } from '../board/canon'
import type { BoardClient, SaveState } from '../sync/types'

/** What a board page offers to scripts and to the curious at `window.drawingroom`; it only tells. Documented in README.md. */
export type ForScripts = {
  readonly board: string
  /** The last seq of the board that this page has. */
  readonly seq: number
  /** What the page says of one's work. */
  readonly save: SaveState
  /** SHA-256 of the board's canonical form as it is shown, equal to the `state` of an export at the same seq when nothing waits. */
  readonly hash: string
  /** While the board's history is open: the seq of what is shown of it, and the hash as above. */
  past?: { readonly seq: number; readonly hash: string }
}

declare global {
  interface Window {
    drawingroom?: ForScripts
  }
}

/** Tells of the past that is shown, until it is closed. */
export function tellPast(client: BoardClient): () => void {
  const { drawingroom } = window
  if (drawingroom === undefined) return () => {}
  drawingroom.past = {
    get seq() {
      return client.seq
    },
    get hash() {
      return stateHash(client.view)
    },
  }
  return () => {
    delete drawingroom.past
  }
}

/** Puts it on the window. */
export function offerToScripts(client: BoardClient): void {
  window.drawingroom = {
    board: client.boardID,
    get seq() {
      return client.seq
    },
    get save() {
      return client.state
    },
    get hash() {
      return stateHash(client.view)
    },
  }
}
