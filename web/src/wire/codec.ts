import { parseStrict, StrictError } from '../board/strict'
import { clientReaders, encodeMessage } from './client'
import { Fields, fail, WireError } from './fields'
import type { BadChange, ClientMessage, ServerMessage } from './messages'
import { serverReaders } from './server'

export { WireError } from './fields'

/** The versions of the protocol that this page speaks (W1), the newest first. Each has all that the ones before it have. */
export const VERSIONS = [2, 1] as const

/** The limits of W2 to W4, in bytes of UTF-8 and counts. */
const maxClientFrame = 512 * 1024
const maxServerFrame = 4 * 1024 * 1024
const maxMessages = 1000
const maxDepth = 10

/** Reads a frame from a node. Throws WireError. */
export function decodeServerFrame(text: string): ServerMessage[] {
  const { messages, error } = decodeFrame(text, maxServerFrame, serverReaders)
  if (error) throw error
  return messages
}

/** The twin of the server's decoder. With an error, the messages before the bad one stand (W7). */
export function decodeClientFrame(text: string): { messages: (ClientMessage | BadChange)[]; error?: WireError } {
  return decodeFrame(text, maxClientFrame, clientReaders)
}

/** Puts messages together into a frame's text. */
export function encodeFrame(messages: readonly ClientMessage[]): string {
  return `[${messages.map(encodeMessage).join(',')}]`
}

type Decoded<M> = { messages: M[]; error?: WireError }

function decodeFrame<M>(text: string, limit: number, readers: ReadonlyMap<string, (f: Fields) => M>): Decoded<M> {
  const messages: M[] = []
  try {
    if (isLonger(text, limit)) throw new WireError('too_big', 'the frame is too large')
    for (const value of frameOf(text)) messages.push(decodeMessage(value, readers))
    return { messages }
  } catch (error) {
    if (error instanceof WireError) return { messages, error }
    throw error
  }
}

function frameOf(text: string): readonly unknown[] {
  const value = parse(text)
  if (!Array.isArray(value) || value.length === 0 || value.length > maxMessages) {
    fail('not an array of 1 to 1,000 messages')
  }
  return value as unknown[]
}

function parse(text: string): unknown {
  try {
    return parseStrict(text, maxDepth)
  } catch (error) {
    if (error instanceof StrictError) return fail(error.message)
    throw error
  }
}

function decodeMessage<M>(value: unknown, readers: ReadonlyMap<string, (f: Fields) => M>): M {
  const f = new Fields(value, 'a message')
  const read = readers.get(f.text('t', 1, 20))
  if (!read) return fail('a message has no type that the other side may send')
  const message = read(f)
  // What is wrong with a change has become its refusal by now.
  if ((message as { t: string }).t !== 'bad-change') f.end()
  return message
}

/** Whether a text has more than so many bytes; counts only where the number of units does not say it. */
function isLonger(text: string, limit: number): boolean {
  if (text.length > limit) return true
  return text.length * 3 > limit && new TextEncoder().encode(text).length > limit
}
