import type { Counts } from './counts'

type Message = { t: string; n?: number; as?: number; step?: string; ops?: unknown[] }

/**
 * Somebody on the way who may do to a frame from a client whatever they like. Returns what reaches the room. `forged` collects the steps
 * whose number was sent with something else too: their client may hear of a conflict, and take it for its own change's.
 */
export function meddle(frame: string, draw: () => number, counts: Counts, forged: Set<string>): string[] {
  const messages = JSON.parse(frame) as Message[]
  const at = messages.findIndex((message) => message.t === 'change')
  if (at < 0) return [frame]
  const tricks = Object.keys(all) as (keyof typeof all)[]
  const trick = tricks[Math.floor(draw() * tricks.length)]!
  counts.add(`meddled ${trick}`)
  if (trick.startsWith('otherwise')) forged.add(messages[at]!.step!)
  return all[trick](frame, messages, at, draw)
}

type Trick = (frame: string, messages: readonly Message[], at: number, draw: () => number) => string[]

const all: Record<'twice' | 'otherwise first' | 'otherwise after' | 'spoilt' | 'unknown op' | 'not at all', Trick> = {
  twice: (frame) => [frame, frame],
  'otherwise first': (frame, messages, at, draw) => [other(messages[at]!, draw), frame],
  'otherwise after': (frame, messages, at, draw) => [frame, other(messages[at]!, draw)],
  spoilt: (_frame, messages, at) => [
    JSON.stringify(
      messages.map((m, i) => (i === at ? { ...m, ops: [{ op: 'set', id: 'el-0000-a', props: { 'no-such': 1 } }] } : m)),
    ),
  ],
  'unknown op': (_frame, messages, at) => [
    JSON.stringify(messages.map((m, i) => (i === at ? { ...m, ops: [{ op: 'explode', id: 'el-0000-a' }] } : m))),
  ],
  // Not the hello, of course: without it there is no connection.
  'not at all': (frame, messages) => (messages.every((message) => message.t === 'change') ? [] : [frame]),
}

/** Another change under the same number. Its step tells it from what a client has asked. */
function other(change: Message, draw: () => number): string {
  const ops = [{ op: 'put', id: `el-hostile-${Math.floor(draw() * 1e9).toString(36)}`, props: { kind: 'ellipse' } }]
  return JSON.stringify([{ ...change, step: 'step-hostile', ops }])
}
