import { decodeOps, encodeChange } from '../board/change'
import { judge } from '../board/judge'
import type { Change, Refusal } from '../board/types'
import { placeOf } from './company'
import { type Fields, WireError } from './fields'
import type { BadChange, ClientMessage } from './messages'
import { encodePresence, readPresence } from './presence'

type Reader = (f: Fields) => ClientMessage | BadChange

/** The messages that a browser may send, by their type: a new one is its reader, its writer and a line in each list. */
export const clientReaders: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['hello', readHello],
  ['adopt', (f) => ({ t: 'adopt', client: f.hash('client') })],
  ['change', readChange],
  ['presence', (f) => ({ t: 'presence', ...readPresence(f, true) })],
  ['call', (f) => ({ t: 'call', view: placeOf(f) })],
  ['token', (f) => ({ t: 'token', token: f.text('token', 1, 8192) })],
  ['beat', () => ({ t: 'beat' })],
])

function readHello(f: Fields): ClientMessage {
  const client = f.hash('client')
  return f.has('at') ? { t: 'hello', client, at: f.position('at') } : { t: 'hello', client }
}

/** Reads the envelope first; whatever else is wrong becomes a refusal under the change's number (W7, W12, W40). */
function readChange(f: Fields): ClientMessage | BadChange {
  const n = f.number('n', 1)
  const as = f.as()
  const read = changeOf(f)
  const refusal = 'refusal' in read ? read.refusal : judge(read.ok)
  if (refusal || !('ok' in read)) return { t: 'bad-change', n, ...as, refusal: refusal as Refusal }
  return { t: 'change', n, ...as, change: read.ok }
}

function changeOf(f: Fields): { readonly ok: Change } | { readonly refusal: Refusal } {
  try {
    const step = f.has('step') ? { step: f.id('step') } : {}
    const ops = decodeOps(f.raw('ops'))
    f.end()
    return 'refusal' in ops ? ops : { ok: { ...step, ops: ops.ok } }
  } catch (error) {
    if (error instanceof WireError) return { refusal: { code: 'form', why: error.message } }
    throw error
  }
}

type Writers = { readonly [T in ClientMessage['t']]: (m: Extract<ClientMessage, { t: T }>) => string }

const writers: Writers = {
  hello: (m) => {
    const at = m.at && { epoch: m.at.epoch, seq: m.at.seq, hash: m.at.hash }
    return JSON.stringify(at ? { t: m.t, client: m.client, at } : { t: m.t, client: m.client })
  },
  adopt: (m) => JSON.stringify({ t: m.t, client: m.client }),
  change: (m) => {
    const as = m.as === undefined ? '' : `,"as":${m.as}`
    return `{"t":"change","n":${m.n}${as},${encodeChange(m.change).slice(1)}`
  },
  presence: (m) => `{"t":"presence"${encodePresence(m)}}`,
  call: (m) => JSON.stringify({ t: m.t, view: m.view }),
  token: (m) => JSON.stringify({ t: m.t, token: m.token }),
  beat: () => '{"t":"beat"}',
}

/** One message's text, byte for byte what AppendClient writes in Go. */
export function encodeMessage(m: ClientMessage): string {
  return (writers[m.t] as (m: ClientMessage) => string)(m)
}
