import { ByRequests, readEvents } from './by-requests'
import type { Clock } from './clock'
import type { OpenTransport } from './transport'

/**
 * Carries frames where sockets are blocked: the server's words are one answer that does not end, an event stream read by fetch so that the token travels
 * in a header; one's own are requests beside it (W52, W53).
 */
export function streams(clock: Clock): OpenTransport {
  return (boardID, token, events) => {
    const it = new ByRequests(clock, boardID, token, events)
    return it.run(async () => readEvents(await it.opens(), (event, text) => it.hear(event, text)))
  }
}
