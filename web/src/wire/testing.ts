import { readdirSync, readFileSync } from 'node:fs'
import { encodeChange } from '../board/change'
import { encodeMessage } from './client'
import { decodeClientFrame, decodeServerFrame, WireError } from './codec'
import type { Item, Presence, ServerMessage } from './messages'
import { encodePresence } from './presence'

/** What the wire's tests share. Nothing of it is in the page. */

const folder = `${__dirname}/../../../rooms/wire`

/** A file of rooms/wire/testdata, which rooms/wire/fixtures_test.go reads too and explains. */
export type Fixture = {
  readonly path: string
  readonly from: 'client' | 'server'
  readonly frame?: string
  readonly base64?: string
  readonly repeats?: readonly { readonly text: string; readonly times: number; readonly join: string }[]
  readonly pad?: number
  readonly means?: string
  readonly close?: string
  readonly stands?: number
  readonly answers?: readonly ({ readonly n: number; readonly as?: number; readonly code: string } | null)[]
}

/** All fixtures of the wire. */
export function loadFixtures(): Fixture[] {
  const paths = readdirSync(`${folder}/testdata`, { recursive: true, encoding: 'utf8' })
  const fixtures = paths.filter((path) => /^(good|bad)\/W\d+\/.*\.json$/.test(path.replaceAll('\\', '/')))
  if (fixtures.length < 300) throw new Error(`there are ${fixtures.length} fixtures only`)
  return fixtures.map((path) => ({ path, ...JSON.parse(readFileSync(`${folder}/testdata/${path}`, 'utf8')) }))
}

/** Replaces the marks ⟦0⟧, ⟦1⟧, … of what repeats. */
function expand(x: Fixture, text: string): string {
  return text.replace(/⟦(\d+)⟧/g, (_, i) => {
    const r = x.repeats![Number(i)]!
    return Array(r.times).fill(expand(x, r.text)).join(r.join)
  })
}

/** The bytes of a fixture's frame. */
export function bytesOf(x: Fixture): Buffer {
  if (x.base64 !== undefined) return Buffer.from(x.base64, 'base64')
  const frame = Buffer.from(expand(x, x.frame!), 'utf8')
  return Buffer.concat([frame, Buffer.alloc(Math.max(0, (x.pad ?? 0) - frame.length), ' ')])
}

/** What a good frame means: the same frame as we would write it. */
export function meaningOf(x: Fixture): string {
  return expand(x, x.means ?? x.frame!)
}

/** What a decoder makes of a frame; rooms/wire/fixtures_test.go builds the same. */
export type Verdict = { readonly close: string; readonly messages: readonly string[] }

/** Decodes a frame as a browser would get it: bytes that are not UTF-8 never reach the page, and end the connection. */
export function judgeFrame(from: string, frame: Uint8Array): Verdict {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(frame)
  } catch {
    return { close: 'protocol', messages: [] }
  }
  return from === 'server' ? judgeServer(text) : judgeClient(text)
}

function judgeClient(text: string): Verdict {
  const { messages, error } = decodeClientFrame(text)
  const written = messages.map((m) =>
    m.t === 'bad-change' ? `${m.n}/${m.as ?? 0}/${m.refusal.code}` : encodeMessage(m),
  )
  return { close: error?.close ?? '', messages: written }
}

/** Of a frame of a node with an error nothing is taken, so what stands before it cannot be compared. */
function judgeServer(text: string): Verdict {
  try {
    return { close: '', messages: decodeServerFrame(text).map(written) }
  } catch (error) {
    if (error instanceof WireError) return { close: error.close, messages: [] }
    throw error
  }
}

/** A node's message as AppendServer writes it in Go. */
function written(m: ServerMessage): string {
  switch (m.t) {
    case 'welcome': {
      const { head, snapshot, ...rest } = m
      return JSON.stringify({
        t: m.t,
        session: rest.session,
        client: rest.client,
        n: rest.n,
        author: rest.author,
        role: rest.role,
        epoch: head.epoch,
        head: { seq: head.seq, hash: head.hash },
        mode: snapshot ? 'snapshot' : 'tail',
        ...(snapshot && { snapshot }),
        members: rest.members,
        limits: rest.limits,
        ...(rest.struck !== undefined && { struck: rest.struck }),
      })
    }
    case 'changes':
      return `{"t":"changes","items":[${m.items.map(writtenItem).join(',')}],"hash":"${m.hash}"}`
    case 'presence': {
      const cursors = m.cursors.map(([session, at]) => JSON.stringify(at ? [session, ...at] : [session]))
      // The order of sessions says nothing, and objects do not keep it.
      const sorted = [...m.others].sort(([a], [b]) => (a < b ? -1 : 1))
      const others = sorted.map(([session, p]) => `"${session}":{${keysOf(p)}}`)
      const first = cursors.length > 0 ? `,"cursors":[${cursors.join(',')}]` : ''
      return `{"t":"presence"${first}${others.length > 0 ? `,"others":{${others.join(',')}}` : ''}}`
    }
    case 'members': {
      const joined = m.joined.length > 0 ? { joined: m.joined } : {}
      return JSON.stringify({ t: m.t, ...joined, ...(m.left.length > 0 && { left: m.left }) })
    }
    default:
      return JSON.stringify(m)
  }
}

function writtenItem(item: Item): string {
  const { change, ...place } = item
  return `${JSON.stringify(place).slice(0, -1)},${encodeChange(change).slice(1)}`
}

function keysOf(p: Presence): string {
  return encodePresence(p).slice(1)
}
