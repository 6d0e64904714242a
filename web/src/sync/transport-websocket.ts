import { whole } from '../site/at'
import { VERSIONS } from '../wire/codec'
import type { OpenTransport } from './transport'

/** Carries frames over a WebSocket of the page's own origin. The token travels as a subprotocol entry, since a browser lets a script set no header here. */
export const openWebSocket: OpenTransport = (boardID, token, events) => {
  // From http: to ws:, from https: to wss:.
  const url = whole(`/api/v1/boards/${encodeURIComponent(boardID)}/socket`).replace(/^http/, 'ws')
  const socket = new WebSocket(url, [...VERSIONS.map((v) => `drawingroom.v${v}`), `jwt.${token}`])
  let over = false
  socket.onopen = () => {
    if (!over) events.opened()
  }
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (over) return
    if (typeof event.data === 'string') return events.frame(event.data)
    over = true
    socket.close()
    events.closed(1006, 'a frame that is not text')
  }
  socket.onclose = (event) => {
    if (over) return
    over = true
    events.closed(event.code, event.reason)
  }
  return {
    get buffered() {
      return socket.bufferedAmount
    },
    send(frame) {
      // A closing socket would only warn; what was not answered is sent again on the next connection.
      if (socket.readyState === WebSocket.OPEN) socket.send(frame)
    },
    close() {
      over = true
      socket.close(1000)
    },
  }
}
