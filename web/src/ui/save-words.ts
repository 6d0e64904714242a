import type { SaveState } from '../sync/types'
import { keptWords } from './stopped-words'

/** What is said of one's work: a short word that is always in view, a sentence beside it, and how it is coloured. */
export type SaveWords = { readonly short: string; readonly long: string; readonly tone: 'good' | 'busy' | 'bad' }

const count = (n: number) => (n === 1 ? '1 change' : `${n} changes`)

const nothingHere = 'This browser keeps nothing on this device.'

/** Says where waiting changes are kept. */
function kept(here: boolean): string {
  return here ? 'kept on this device' : 'held by this page only; leave it open'
}

/** The same in the fewest signs, for narrow windows: how many changes are not on the server yet; nothing where there are none. */
export function saveCount(state: SaveState): string {
  return 'changes' in state && state.changes > 0 ? String(state.changes) : ''
}

/** Puts a save state into words. They are true whenever they are shown; nothing is called saved that the server has not confirmed. */
export function saveWords(state: SaveState): SaveWords {
  switch (state.kind) {
    case 'loading':
      return { short: 'Opening', long: 'The board is being opened.', tone: 'busy' }
    case 'saved':
      if (state.here === false)
        return { short: 'Saved', long: `Everything you did is on the server. ${nothingHere}`, tone: 'good' }
      return { short: 'Saved', long: 'Everything you did is on the server.', tone: 'good' }
    case 'waiting':
      return {
        short: `${count(state.changes)} waiting`,
        long: `${count(state.changes)} on the way to the server, ${kept(state.here)}.`,
        tone: 'busy',
      }
    case 'offline':
      if (state.changes === 0 && !state.here)
        return { short: 'Offline', long: `No connection. ${nothingHere} Leave this page open.`, tone: 'bad' }
      if (state.changes === 0)
        return { short: 'Offline', long: 'No connection. Draw on: it will be sent when it is back.', tone: 'busy' }
      return {
        short: `Offline, ${count(state.changes)} waiting`,
        long: `No connection. ${count(state.changes)} ${kept(state.here)}, sent when it is back.`,
        tone: state.here ? 'busy' : 'bad',
      }
    case 'stopped':
      if (state.code === 'sign_in')
        return { short: 'Signed out', long: `${state.why} ${keptWords(state.changes, state.here)}`.trim(), tone: 'bad' }
      return { short: 'Stopped', long: state.why, tone: 'bad' }
  }
}
