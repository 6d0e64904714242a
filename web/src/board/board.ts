import type { Effect, Element, Grave, Op, Stamp } from './types'

/**
 * The document at a seq: the twin of board.Board in Go. Mutable, owned by whoever made it; elements in it are immutable.
 * The signatures below are what sync and editor build on.
 */
export class Board {
  get seq(): number {
    throw new Error('todo')
  }
  get size(): number {
    throw new Error('todo')
  }
  element(_id: string): Element | undefined {
    throw new Error('todo')
  }
  elements(): IterableIterator<Element> {
    throw new Error('todo')
  }
  grave(_id: string): Grave | undefined {
    throw new Error('todo')
  }
  /** Does what a change asks; never throws (B1). `touched`, if given, collects the ids whose element became another (or came, or went). */
  apply(_at: Stamp, _ops: readonly Op[], _touched?: Set<string>): Effect[] {
    throw new Error('todo')
  }
  /** Shares the (immutable) elements. */
  clone(): Board {
    throw new Error('todo')
  }
  /** The element's parent as it reads: '' for none, absent or removed ones. */
  parent(_id: string): string {
    throw new Error('todo')
  }
  /** All ids in the order in which they are painted (B10). */
  paintOrder(): string[] {
    throw new Error('todo')
  }
}
