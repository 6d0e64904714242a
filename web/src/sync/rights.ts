import type { Role } from '../wire/messages'
import { refusalSentence } from './ends'

/** With more changes than this waiting, no more are taken: the device is not meant to hold a second history. */
export const MOST_WAITING = 5_000

/** What decides whether something may be done to a board here. */
export type Standing = {
  readonly role: Role
  /** 0: the server has never said who this is on the board. */
  readonly author: number
  /** The connection has ended for good. */
  readonly stopped: boolean
  /** How many changes wait already. */
  readonly waiting: number
}

/** Whether a role may change a board. */
export function mayEdit(role: Role): boolean {
  return role === 'editor' || role === 'owner'
}

/**
 * Why nothing may be committed now. While nobody has said what a person may, the hand does not wait for it: what is done goes to
 * the server as soon as it can, and its answer is told.
 */
export function hindrance(at: Standing): { readonly code: string; readonly why: string } | undefined {
  const unknown = at.role === '' && at.author === 0 && !at.stopped
  if (!mayEdit(at.role) && !unknown) return { code: 'forbidden', why: refusalSentence('forbidden') }
  if (at.waiting < MOST_WAITING) return undefined
  return { code: 'outbox_full', why: 'Too many changes are waiting to be sent.' }
}
