import type { Origin } from '../history/origins'
import type { Author } from '../sync/api'
import { say, spokenNow } from '../words/say'

/** People by their author numbers. */
export type People = ReadonlyMap<number, Author>

/** A person's name, or that it is not known. */
export function nameOf(people: People, author: number): string {
  return people.get(author)?.name || say('somebody')
}

/** When something was, as shortly as it is clear: the time alone today, without the year this year. Times in ms since 1970. */
export function briefTime(time: number, now: number): string {
  const [then, today] = [new Date(time), new Date(now)]
  const sameYear = then.getFullYear() === today.getFullYear()
  const day: Intl.DateTimeFormatOptions =
    then.toDateString() === today.toDateString()
      ? {}
      : { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) }
  return new Intl.DateTimeFormat(spokenNow().tag, { ...day, hour: 'numeric', minute: '2-digit' }).format(time)
}

/** "Drawn by Ada, 12 Nov, 14:03 · changed by Ben, 9:20"; without times where they are not known. */
export function originWords({ maker, made, changed }: Origin, people: People, now: number): string {
  const name = nameOf(people, maker)
  const drawn =
    made === null
      ? say('Drawn by {name}', { name })
      : say('Drawn by {name}, {when}', { name, when: briefTime(made, now) })
  return changed === null ? drawn : say('{drawn} · {changed}', { drawn, changed: changedWords(changed, people, now) })
}

function changedWords({ by, at, back }: NonNullable<Origin['changed']>, people: People, now: number): string {
  const name = nameOf(people, by)
  if (at === null) return back ? say('brought back by {name}', { name }) : say('changed by {name}', { name })
  const when = briefTime(at, now)
  return back ? say('brought back by {name}, {when}', { name, when }) : say('changed by {name}, {when}', { name, when })
}
