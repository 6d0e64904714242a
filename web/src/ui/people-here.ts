import { shownLine } from '../elements/shown'
import type { Member } from '../wire/messages'
import type { Me } from './names'

/** One person, though they may be here from several windows. `away`: seen before the connection was lost, and unknown since. */
export type Person = {
  readonly author: number
  readonly name: string
  readonly colour: string
  readonly self: boolean
  readonly away: boolean
}

/** Members as people, oneself first. */
export function peopleOf(members: Iterable<Member>, self: number): readonly Person[] {
  const people = new Map<number, Person>()
  for (const { author, name, colour } of members) {
    people.set(author, { author, name: shownLine(name), colour, self: author === self, away: false })
  }
  return [...people.values()].sort((a, b) => Number(b.self) - Number(a.self) || a.author - b.author)
}

/** Without a connection nobody is told who is here: those seen last are kept as away, and oneself always stays. */
export function withoutConnection(before: readonly Person[], me: Me, self: number): readonly Person[] {
  const others = before.filter((person) => !person.self).map((person) => ({ ...person, away: true }))
  const own = before.find((person) => person.self)
  return [own ?? { author: self, ...me, self: true, away: false }, ...others]
}
