import { encodedLength } from '../board/change'
import { settingsID } from '../board/names'
import type { Element, Op, Value } from '../board/types'
import { ApiError } from '../sync/api'
import type { BoardClient, RefusedChange } from '../sync/types'
import { isMoment } from './moments'

/** A change holds no more than this, so that making it is no long work: ops, and bytes of their encoding. */
const MOST = { ops: 250, bytes: 64 * 1024 }

/** No more changes wait for their verdict while others are made. */
const WAITING = 4

/** A new board that is to become what another was. */
export type Copying = {
  /** The new board, with its settings and nothing on it. */
  readonly client: BoardClient
  /** All that the other one held. */
  readonly elements: readonly Element[]
  /** What it is called when it has become that; until then it keeps the title that it has. */
  readonly title: string
  readonly step: string
  /** Gives the page its turn. */
  readonly turn: () => Promise<void>
  /** How much is there, 0 to 1. */
  readonly told: (share: number) => void
  readonly signal: AbortSignal
}

/**
 * Puts everything onto a new board, under the ids that it had: whoever copies it has made it there. Resolves when the server has taken all of
 * it. Without a connection it waits for one. Rejects with an ApiError where the server does not take something or lets nobody in any more, and
 * with the signal's reason.
 */
export async function fill({ client, elements, title, step, turn, told, signal }: Copying): Promise<void> {
  const end = new Watch(client, signal)
  try {
    let done = 0
    for (const ops of portionsOf(elements)) {
      client.commit(ops, step)
      await end.until(() => waiting(client) <= WAITING)
      await turn()
      done += ops.length
      told(done / (elements.length + 1))
    }
    // Last, so that a board of that title is whole.
    client.commit([{ op: 'set', id: settingsID, props: new Map([['title', title]]) }], step)
    await end.until(() => client.state.kind === 'saved')
  } finally {
    end.over()
  }
}

/** What puts elements onto a board, in portions that the page can make between two frames. */
export function* portionsOf(elements: Iterable<Element>): Generator<readonly Op[]> {
  let ops: Op[] = []
  let bytes = 0
  for (const element of elements) {
    const op = copied(element)
    if (op === null) continue
    const more = encodedLength({ ops: [op] })
    if (ops.length > 0 && (ops.length >= MOST.ops || bytes + more > MOST.bytes)) {
      yield ops
      ops = []
      bytes = 0
    }
    ops.push(op)
    bytes += more
  }
  if (ops.length > 0) yield ops
}

/** A board has settings of its own from its first change on. They become those of the other, without its title and the names of its moments. */
function copied({ id, props }: Element): Op | null {
  if (id !== settingsID) return { op: 'put', id, props }
  const set = new Map<string, Value>()
  for (const [path, value] of props) if (path !== 'kind' && path !== 'title' && !isMoment(path)) set.set(path, value)
  return set.size === 0 ? null : { op: 'set', id, props: set }
}

const waiting = ({ state }: BoardClient): number => ('changes' in state ? state.changes : 0)

/** Looks after what becomes of the changes. */
class Watch {
  readonly #client: BoardClient
  readonly #signal: AbortSignal
  readonly #off: () => void
  #refused: RefusedChange | null = null
  #look = () => {}

  constructor(client: BoardClient, signal: AbortSignal) {
    this.#client = client
    this.#signal = signal
    const off = client.on({
      state: () => this.#look(),
      refused: (change) => {
        this.#refused = change
        this.#look()
      },
    })
    const look = () => this.#look()
    signal.addEventListener('abort', look)
    this.#off = () => {
      off()
      signal.removeEventListener('abort', look)
    }
  }

  /** Resolves when it is so; rejects when it cannot become so any more. */
  until(is: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#look = () => {
        const why = this.#hindrance()
        if (why !== null) reject(why)
        else if (is()) resolve()
      }
      this.#look()
    })
  }

  over(): void {
    this.#off()
  }

  #hindrance(): unknown {
    if (this.#signal.aborted) return this.#signal.reason
    const { state } = this.#client
    if (this.#refused !== null) return new ApiError(this.#refused.code, 0, this.#refused.why)
    return state.kind === 'stopped' ? new ApiError(state.code, 0, state.why) : null
  }
}
