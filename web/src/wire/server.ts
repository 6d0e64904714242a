import { decodeOps } from '../board/change'
import { placeOf } from './company'
import { Fields, fail, isSession, listOf, numbersOf, WireError } from './fields'
import type { Item, Limits, Member, Point, Presence, Role, ServerMessage, SnapshotRef } from './messages'
import { readPresence } from './presence'

type Reader = (f: Fields) => ServerMessage

/** The limits of what a node tells, in UTF-16 units and counts. They are wide: a newer node may say more. */
const maxText = 2000
const maxMembers = 10_000
const maxItems = 4 * 1024 * 1024

/** The messages that a node may send, by their type: a new one is its reader and a line here. */
export const serverReaders: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['welcome', readWelcome],
  ['adopted', readAdopted],
  ['changes', readChanges],
  ['refused', (f) => ({ t: 'refused', n: f.number('n', 1), ...f.as(), ...refusalOf(f) })],
  ['accepted', (f) => ({ t: 'accepted', n: f.number('n', 1), ...f.as(), seq: f.number('seq', 1) })],
  ['gap', (f) => ({ t: 'gap', expected: f.number('expected', 1), ...f.as() })],
  ['presence', readPresenceNews],
  ['call', (f) => ({ t: 'call', session: f.session('session'), view: placeOf(f) })],
  ['members', readMembers],
  ['resync', (f) => ({ t: 'resync', why: f.text('why', 0, maxText) })],
  ['renew', (f) => ({ t: 'renew', in: f.number('in', 0) })],
  ['role', (f) => ({ t: 'role', role: roleOf(f, true) })],
  ['store', (f) => ({ t: 'store', away: f.flag('away') })],
  ['beat', () => ({ t: 'beat' })],
])

function refusalOf(f: Fields): { readonly code: string; readonly why: string } {
  return { code: f.text('code', 1, 40), why: f.text('why', 0, maxText) }
}

function readWelcome(f: Fields): ServerMessage {
  const head = new Fields(f.raw('head'), 'head')
  const place = { seq: head.number('seq', 0), hash: head.hash('hash') }
  head.end()
  const mode = f.text('mode', 1, 20)
  if (mode !== 'tail' && mode !== 'snapshot') fail('mode is neither tail nor snapshot')
  return {
    t: 'welcome',
    session: f.session('session'),
    client: f.number('client', 1),
    n: f.number('n', 0),
    author: f.number('author', 1),
    role: roleOf(f, false),
    head: { epoch: f.epoch('epoch'), ...place },
    ...(mode === 'snapshot' && { snapshot: snapshotOf(f) }),
    members: peopleOf(f.list('members', maxMembers)),
    limits: limitsOf(f),
    ...(f.has('struck') && { struck: f.number('struck', 1) }),
  }
}

function snapshotOf(f: Fields): SnapshotRef {
  const in_ = new Fields(f.raw('snapshot'), 'snapshot')
  const snapshot = {
    seq: in_.number('seq', 0),
    hash: in_.hash('hash'),
    url: in_.text('url', 1, maxText),
    ...(in_.has('forked') && { forked: in_.truth('forked') }),
  }
  in_.end()
  // Two slashes, or a slash and its mirror image, would begin another origin.
  if (!/^\/(?![/\\])/.test(snapshot.url)) fail("the snapshot's url is no path of this origin")
  return snapshot
}

function limitsOf(f: Fields): Limits {
  const in_ = new Fields(f.raw('limits'), 'limits')
  const limits = {
    ops: in_.number('ops', 1),
    changeBytes: in_.number('changeBytes', 1),
    frameBytes: in_.number('frameBytes', 1),
    elements: in_.number('elements', 1),
  }
  in_.end()
  return limits
}

function roleOf(f: Fields, mayBeNone: boolean): Role {
  const role = f.text('role', 0, 20)
  if (role === 'viewer' || role === 'editor' || role === 'owner' || (role === '' && mayBeNone)) return role
  return fail('role is none that is known')
}

function peopleOf(list: readonly unknown[]): readonly Member[] {
  return list.map((value) => {
    const f = new Fields(value, 'a member')
    const member = {
      session: f.session('session'),
      author: f.number('author', 1),
      name: f.text('name', 1, maxText),
      colour: f.text('colour', 1, 40),
    }
    f.end()
    return member
  })
}

function readAdopted(f: Fields): ServerMessage {
  const client = f.hash('client')
  if (f.has('refused')) return { t: 'adopted', client, refused: f.text('refused', 1, 40) }
  return { t: 'adopted', client, as: f.number('as', 1), n: f.number('n', 0) }
}

function readChanges(f: Fields): ServerMessage {
  const items: Item[] = []
  // One after the other, as they are checked in Go: of several things that are wrong the first is told.
  for (const value of f.list('items', maxItems)) {
    const item = itemOf(value)
    if (items.length > 0 && item.seq !== items.at(-1)!.seq + 1) fail('the items are not contiguous')
    items.push(item)
  }
  if (items.length === 0) fail('there are no items')
  return { t: 'changes', items, hash: f.hash('hash') }
}

function itemOf(value: unknown): Item {
  const f = new Fields(value, 'an item')
  const place = {
    seq: f.number('seq', 1),
    author: f.number('author', 0),
    client: f.number('client', 0),
    n: f.number('n', 1),
    time: f.number('time', 0),
  }
  const step = f.has('step') ? { step: f.id('step') } : {}
  const ops = decodeOps(f.raw('ops'))
  if ('refusal' in ops) {
    // What an op of a newer node does cannot be known, so nothing after it can be shown truly: the page must be loaded again.
    if (ops.refusal.code === 'unknown_op') throw new WireError('version', 'the node knows an op that is unknown here')
    return fail(ops.refusal.why)
  }
  f.end()
  return { ...place, change: { ...step, ops: ops.ok } }
}

function readMembers(f: Fields): ServerMessage {
  const joined = f.has('joined') ? peopleOf(f.list('joined', maxMembers)) : []
  const left = f.has('left') ? f.list('left', maxMembers) : []
  if (!left.every(isSession)) fail("a session's name is not one")
  return { t: 'members', joined, left: left as readonly string[] }
}

function readPresenceNews(f: Fields): ServerMessage {
  const cursors = f.has('cursors') ? f.list('cursors', maxMembers).map(cursorOf) : []
  const others = new Map<string, Presence>()
  if (f.has('others')) {
    for (const [session, value] of new Fields(f.raw('others'), 'others').entries()) {
      if (!isSession(session)) fail("a session's name is not one")
      const in_ = new Fields(value, "another's presence")
      if (in_.has('cursor')) fail('a cursor stands among the others')
      others.set(session, readPresence(in_, false))
      in_.end()
    }
  }
  return { t: 'presence', cursors, others }
}

/** ["a1",x,y] or ["a1"]. */
function cursorOf(value: unknown): readonly [session: string, at: Point | null] {
  const [session, ...at] = listOf(value, 3)
  if (!isSession(session)) return fail("a session's name is not one")
  if (at.length === 0) return [session, null]
  if (at.length !== 2) fail('a cursor is not a session and a point')
  return [session, numbersOf(at, 2) as unknown as Point]
}
