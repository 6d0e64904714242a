import type { SaveState } from '../sync/types'
import { sayCount } from '../words/count'
import { say } from '../words/say'
import { keptWords } from './kept-words'

/** What is said of one's work: a short word that is always in view, a sentence beside it, and how it is coloured. */
export type SaveWords = { readonly short: string; readonly long: string; readonly tone: 'good' | 'busy' | 'bad' }

/** The same in the fewest signs, for narrow windows: how many changes are not on the server yet; nothing where there are none. */
export function saveCount(state: SaveState): string {
  return 'changes' in state && state.changes > 0 ? say('{n}', { n: state.changes }) : ''
}

/**
 * Puts a save state into words. They are true whenever they are shown; nothing is called saved that the server has not confirmed. `refused`: how many
 * changes it did not accept, which are put aside.
 */
export function saveWords(state: SaveState, refused = 0): SaveWords {
  switch (state.kind) {
    case 'loading':
      return { short: say('Opening'), long: say('The board is being opened.'), tone: 'busy' }
    case 'saved':
      return { short: say('Saved'), long: savedWords(state.here !== false, refused > 0), tone: 'good' }
    case 'waiting': {
      const long = state.held ? heldWords(state.changes, state.here) : waitingWords(state.changes, state.here)
      if (state.held) return { short: say('The server cannot write'), long, tone: 'bad' }
      if (state.barred) return { short: say('Not kept on this device'), long, tone: 'bad' }
      return { short: sayCount('{n} change waiting', '{n} changes waiting', state.changes), long, tone: 'busy' }
    }
    case 'offline': {
      const words = offlineWords(state.changes, state.here, state.absent)
      return state.barred ? { ...words, short: say('Not kept on this device') } : words
    }
    case 'stopped': {
      const why = say(state.why)
      if (state.code !== 'sign_in') return { short: say('Stopped'), long: why, tone: 'bad' }
      const kept = keptWords(state.changes, state.here)
      return { short: say('Signed out'), long: `${why} ${kept}`.trim(), tone: 'bad' }
    }
  }
}

function savedWords(here: boolean, refused: boolean): string {
  if (refused) return say('Everything else you did is on the server.')
  return here
    ? say('Everything you did is on the server.')
    : say('Everything you did is on the server. This browser keeps nothing on this device.')
}

const waitingWords = (changes: number, here: boolean) =>
  here
    ? sayCount(
        '{n} change on the way to the server, kept on this device.',
        '{n} changes on the way to the server, kept on this device.',
        changes,
      )
    : sayCount(
        '{n} change on the way to the server, held by this page only; leave it open.',
        '{n} changes on the way to the server, held by this page only; leave it open.',
        changes,
      )

/** The short word says it where changes are in this page only: there it matters more that the page stays open. */
const heldWords = (changes: number, here: boolean) =>
  here
    ? say('The server cannot write at the moment. Your changes are kept on this device and go on by themselves.')
    : waitingWords(changes, here)

/** The board is not on this device, and there is nowhere to get it from now. */
export const absentWords = () => say('There is no connection now. The board comes by itself when it is back.')

function offlineWords(changes: number, here: boolean, absent = false): SaveWords {
  if (changes === 0 && absent) return { short: say('Offline'), long: absentWords(), tone: 'busy' }
  if (changes === 0) {
    const long = here
      ? say('No connection. Draw on: it will be sent when it is back.')
      : say('No connection. This browser keeps nothing on this device. Leave this page open.')
    return { short: say('Offline'), long, tone: here ? 'busy' : 'bad' }
  }
  const long = here
    ? sayCount(
        'No connection. {n} change kept on this device, sent when it is back.',
        'No connection. {n} changes kept on this device, sent when it is back.',
        changes,
      )
    : sayCount(
        'No connection. {n} change held by this page only; leave it open. It is sent when the connection is back.',
        'No connection. {n} changes held by this page only; leave it open. They are sent when the connection is back.',
        changes,
      )
  const short = sayCount('Offline, {n} change waiting', 'Offline, {n} changes waiting', changes)
  return { short, long, tone: here ? 'busy' : 'bad' }
}
