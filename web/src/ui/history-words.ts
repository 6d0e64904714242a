import type { Film } from '../history/film'
import type { NamedMoment } from '../history/moments'
import type { Player } from '../history/player'
import { sayNumber } from '../words/forms'
import { say, spokenNow } from '../words/say'
import { nameOf } from './history-moments'
import type { OpenHistory } from './history-offered'

let kept = { tag: '', format: new Intl.DateTimeFormat() }

/** How the page's language writes moments. Kept: it is dear to make, and asked for with each line of a list. */
function format(): Intl.DateTimeFormat {
  const { tag } = spokenNow()
  if (kept.tag !== tag)
    kept = { tag, format: new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }) }
  return kept.format
}

/** When something was: "12 Nov 2026, 14:03", as the page's language writes it. Time in ms since 1970. */
export const timeWords = (time: number): string => format().format(time)

/** The same in as few signs as the language has for it: "12/11/26, 14:03". */
export const shortTimeWords = (time: number): string =>
  new Intl.DateTimeFormat(spokenNow().tag, { dateStyle: 'short', timeStyle: 'short' }).format(time)

/** From when to when something was, said as shortly as the language can. Times in ms since 1970. */
export const spanWords = (from: number, to: number): string => format().formatRange(from, to)

/** The moment before all changes that there are to see. */
export const beginningWords = ({ first }: Film): string =>
  first === 0 ? say('Before the first change') : say('What came before is not kept any more')

/** That a link led to a moment which is no more. */
export const missedWords = (): string =>
  say('The moment you were sent is not kept any more. This is the earliest there is.')

/** When the moment was that is shown. */
export function whenWords({ film, moment }: Player): string {
  const row = film.rowAt(moment.changes)
  return row === undefined ? beginningWords(film) : timeWords(row.time)
}

/** Which moment is shown, in words: its name if it has one, when it was, who did it, and the how manieth change that is. */
export function momentWords(history: OpenHistory, named?: NamedMoment): string {
  const words = wordsOf(history)
  return named === undefined ? words : say('“{name}” · {words}', { name: shortened(nameOf(named)), words })
}

/** Longer names would leave no room for the rest. */
const MOST_LETTERS = 32

function shortened(name: string): string {
  const letters = [...name]
  return letters.length <= MOST_LETTERS
    ? name
    : `${letters
        .slice(0, MOST_LETTERS - 1)
        .join('')
        .trimEnd()}…`
}

function wordsOf({ player, people }: OpenHistory): string {
  const { changes } = player.moment
  const row = player.film.rowAt(changes)
  const when = whenWords(player)
  if (row === undefined) return when
  const values = { when, n: sayNumber(changes), all: sayNumber(player.film.length) }
  const name = people.get(row.author)?.name ?? ''
  const moment =
    name === '' ? say('{when} · {n} of {all}', values) : say('{when} · {name} · {n} of {all}', { ...values, name })
  if (row.change !== null) return moment
  return row.marks === undefined
    ? say('{moment} · struck out', { moment })
    : say('{moment} · something was struck out', { moment })
}
