import type { BadChange, ClientMessage, ServerMessage } from './messages'

/** A frame that cannot be read; `close` is a name of codes.json. */
export class WireError extends Error {
  readonly close: string
  constructor(close: string, why: string) {
    super(why)
    this.close = close
  }
}

/** Reads a frame from a node. Throws WireError. */
export function decodeServerFrame(_text: string): ServerMessage[] {
  throw new Error('todo')
}

/** The twin of the server's decoder, for the shared fixtures and for tests. */
export function decodeClientFrame(_text: string): { messages: (ClientMessage | BadChange)[]; error?: WireError } {
  throw new Error('todo')
}

/** Puts messages together into a frame's text. */
export function encodeFrame(_messages: readonly ClientMessage[]): string {
  throw new Error('todo')
}
