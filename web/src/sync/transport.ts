/** One connection to a node, whatever carries it. A transport is one file; which is used is said where the client is opened. */
export interface Transport {
  /** Sends one frame; after the end it does nothing. */
  send(frame: string): void
  /** Bytes that were given to send and have not left this machine. */
  readonly buffered: number
  /** Ends the connection; `closed` is not called after it. */
  close(): void
}

/** What a transport tells. Nothing is called before `open` has returned the transport, and nothing after `closed`. */
export type TransportEvents = {
  opened(): void
  frame(text: string): void
  /** `code` and `reason` as in SPEC.md W50 and W51; 1006 when the network says nothing. */
  closed(code: number, reason: string): void
}

/** Begins a connection to a board. The token is offered to the server as the transport can (W1), never in an address. */
export type OpenTransport = (boardID: string, token: string, events: TransportEvents) => Transport
