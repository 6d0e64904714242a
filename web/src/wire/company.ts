import { isInt } from '../board/strict'
import { type Fields, fail, listOf } from './fields'
import type { Presence, Reaction, View } from './messages'
import { viewOf } from './transform'

/** What people tell each other beside what their hands do (W14, W18, W32); the twin of rooms/wire/company.go. */

/** The longest line of chat, in UTF-16 units. */
export const MAX_CHAT = 280

/** The signs there are. */
export const SIGNS: readonly string[] = ['yes', 'heart', 'laugh', 'wow', 'party', 'hand', 'idea', 'question']

type Heard = { -readonly [K in keyof Presence]: Presence[K] }

/** Reads the keys of a presence that are not about the hand. With `judged`, what is not known is left out. */
export function readCompany(f: Fields, presence: Heard, judged: boolean): void {
  if (f.has('state')) {
    const raw = f.raw('state')
    const state = raw === null ? null : wordOf(raw)
    if (!judged || state === null || state === 'idle' || state === 'away') presence.state = state
  }
  if (f.has('chat')) {
    const chat = f.raw('chat')
    const fits = chat === null || (typeof chat === 'string' && chat.length >= 1 && chat.length <= MAX_CHAT)
    presence.chat = fits ? chat : fail('what is said is too long, or nothing')
  }
  if (f.has('reaction')) {
    const reaction = reactionOf(f.raw('reaction'))
    if (!judged || SIGNS.includes(reaction[0])) presence.reaction = reaction
  }
}

function wordOf(value: unknown): string {
  return typeof value === 'string' && /^[a-z-]{1,20}$/.test(value) ? value : fail('a word is none')
}

function reactionOf(value: unknown): Reaction {
  const [sign, x, y, ...more] = listOf(value, 3)
  const word = wordOf(sign)
  return isInt(x) && isInt(y) && more.length === 0 ? [word, x as number, y as number] : fail('a reaction is none')
}

/** A view that has a size. */
export function placeOf(f: Fields): View {
  const view = viewOf(f.raw('view'))
  return view[2] < 1 || view[3] < 1 ? fail('the view has no size') : view
}

/** What readCompany reads, as it stands in a message, each key with a comma before it. */
export function encodeCompany({ state, chat, reaction }: Presence): string {
  const part = (key: string, value: unknown) => (value === undefined ? '' : `,"${key}":${JSON.stringify(value)}`)
  return part('state', state) + part('chat', chat) + part('reaction', reaction)
}
