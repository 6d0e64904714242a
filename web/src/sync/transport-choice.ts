import type { Clock } from './clock'
import type { OpenTransport, Transport, TransportEvents } from './transport'

/**
 * A transport that has never carried a word is given up after so many milliseconds without one. With the waits between the tries, a second way is there
 * within 5 s (C26), a third within 9 s.
 */
export const MUTE = 3_000
/** Where none is heard the network may only be slow: each time all were given up, all get twice as long; at most so long, which is less than the law of silence gives. */
export const LONGEST_MUTE = 24_000
/** A way that was heard in this visit, and does not open, gets so many tries in a row before another gets one: most often it is the server that is away, not the way. */
export const LOYAL = 3

/**
 * Takes the first way, and the others in turns where it cannot get through: after a connection that carried not one word the next try is the next way's,
 * until one is heard; that one is kept. Each visit begins with the first again.
 */
export function inTurns(clock: Clock, ...ways: readonly OpenTransport[]): OpenTransport {
  const proven = ways.map(() => false)
  let turn = 0
  let losses = 0
  let patience = MUTE
  const lost = (opened: boolean) => {
    if (proven[turn] && !opened && ++losses < LOYAL) return
    losses = 0
    turn = (turn + 1) % ways.length
  }
  return (boardID, token, events) => {
    const mine = turn
    let opened = false
    let heard = false
    let over = false
    const hear = () => {
      heard = proven[mine] = true
      losses = 0
      callOff()
    }
    const ended = () => {
      over = true
      callOff()
      if (!heard && turn === mine) lost(opened)
    }
    const transport = ways[mine]!(boardID, token, {
      opened() {
        opened = true
        events.opened()
      },
      frame(text) {
        hear()
        events.frame(text)
      },
      closed(code, reason) {
        if (over) return
        if (saidByServer(code)) hear()
        ended()
        events.closed(code, reason)
      },
    })
    // One that has got through before may be slow today: that is for the law of silence.
    const callOff = proven[mine]
      ? () => {}
      : clock.after(patience, () => {
          if (mine === ways.length - 1) patience = Math.min(LONGEST_MUTE, patience * 2)
          transport.close()
          ended()
          events.closed(1006, '')
        })
    return {
      get buffered() {
        return transport.buffered
      },
      send: (frame) => transport.send(frame),
      close() {
        if (!over) ended()
        transport.close()
      },
    }
  }
}

/** Codes that nobody on the way makes up (W50): a server that is busy was heard. */
function saidByServer(code: number): boolean {
  return code === 1012 || code === 1013 || code >= 4000
}

/** A way that has to be loaded first. Nothing is sent before it has opened, so until then there is nothing to keep. */
export function late(load: () => Promise<OpenTransport>): OpenTransport {
  return (boardID: string, token: string, events: TransportEvents): Transport => {
    let transport: Transport | null = null
    let over = false
    load().then(
      (open) => {
        if (!over) transport = open(boardID, token, events)
      },
      () => !over && events.closed(1006, ''),
    )
    return {
      get buffered() {
        return transport?.buffered ?? 0
      },
      send: (frame) => transport?.send(frame),
      close() {
        over = true
        transport?.close()
      },
    }
  }
}
