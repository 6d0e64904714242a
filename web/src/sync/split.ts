import { decodeChange, encodeChange, encodedLength } from '../board/change'
import { judge } from '../board/judge'
import { maxChangeBytes, maxOps } from '../board/names'
import { parseStrict } from '../board/strict'
import type { Change, Op, Refusal } from '../board/types'
import type { Limits } from '../wire/messages'

/** What holds before the first welcome says otherwise (W3, W12). */
export const LIMITS: Limits = { ops: maxOps, changeBytes: maxChangeBytes, frameBytes: 512 << 10, elements: 100_000 }

/** A change with its canonical encoding, and how many bytes that has. */
export type Encoded = { readonly change: Change; readonly text: string; readonly bytes: number }

const utf8 = new TextEncoder()

/** Encodes a change as it is stored and compared. */
export function encoded(change: Change): Encoded {
  const text = encodeChange(change)
  return { change, text, bytes: utf8.encode(text).length }
}

/** What stands around an op in a change: keys, brackets, the step. */
const AROUND = 80

/**
 * Makes changes of one step out of ops, each within the limits, in the same order. An op that is too large by itself comes alone,
 * and it is for the dictionary to refuse it.
 */
export function split(ops: readonly Op[], step: string, limits: Limits): Encoded[] {
  if (ops.length <= limits.ops) {
    const whole = encoded({ step, ops })
    if (whole.bytes <= limits.changeBytes) return [whole]
  }
  const parts: Encoded[] = []
  let part: Op[] = []
  let bytes = AROUND
  for (const op of ops) {
    const more = encodedLength({ ops: [op] })
    if (part.length > 0 && (part.length >= limits.ops || bytes + more > limits.changeBytes)) {
      parts.push(encoded({ step, ops: part }))
      part = []
      bytes = AROUND
    }
    part.push(op)
    bytes += more
  }
  parts.push(encoded({ step, ops: part }))
  return parts
}

/** How deep a change may nest as a text of its own; within a frame it lies two deeper (W4). */
export const DEPTH = 8

/**
 * Says whether a change may be sent; undefined means yes. It is read back as the server will read it: what cannot be read would not be
 * refused there but end the connection (W4, W7), and again each time it is sent. `text`: its encoding, where there is one already.
 */
export function objection(change: Change, text?: string): Refusal | undefined {
  try {
    const decoded = decodeChange(parseStrict(text ?? encodeChange(change), DEPTH))
    return 'refusal' in decoded ? decoded.refusal : judge(change)
  } catch {
    return { code: 'form', why: 'The change cannot be written as the wire demands.' }
  }
}
