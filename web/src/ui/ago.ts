import { sayAgo } from '../words/forms'
import { say } from '../words/say'

/** How long ago something was, in words; times in ms since 1970. */
export const ago = (then: number, now: number): string => sayAgo(then, now) || say('just now')
