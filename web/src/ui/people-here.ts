import { shownLine } from '../elements/shown'
import type { BoardClient, Other } from '../sync/types'
import type { Member } from '../wire/messages'
import type { Me } from './names'

/** How far away somebody is. `away`: they do not see the page, or the connection is lost and nobody knows. */
export type HowFar = 'here' | 'idle' | 'away'

/** One person, though they may be here from several windows. `session`: the one of these in which they do most; '' when none is known. */
export type Person = {
  readonly author: number
  readonly session: string
  readonly name: string
  readonly colour: string
  readonly self: boolean
  readonly state: HowFar
}

const order: readonly HowFar[] = ['here', 'idle', 'away']

function stateOf(other: Other | undefined): HowFar {
  return other?.state === 'idle' || other?.state === 'away' ? other.state : 'here'
}

/** Members as people: oneself first, then who is here, who is idle and who is away. */
export function peopleOf({
  members,
  others,
  author: self,
}: {
  readonly members: ReadonlyMap<string, Member>
  readonly others: ReadonlyMap<string, Other>
  readonly author: number
}): readonly Person[] {
  const people = new Map<number, Person>()
  for (const { session, author, name, colour } of members.values()) {
    const state = author === self ? 'here' : stateOf(others.get(session))
    const before = people.get(author)
    if (before !== undefined && order.indexOf(before.state) <= order.indexOf(state)) continue
    people.set(author, { author, session, name: shownLine(name), colour, self: author === self, state })
  }
  return [...people.values()].sort(
    (a, b) => Number(b.self) - Number(a.self) || order.indexOf(a.state) - order.indexOf(b.state) || a.author - b.author,
  )
}

/** Without a connection nobody is told who is here: those seen last are kept as away, and oneself always stays. */
export function withoutConnection(before: readonly Person[], me: Me, self: number): readonly Person[] {
  const others = before.filter((person) => !person.self).map((person) => ({ ...person, state: 'away' as const }))
  const own = before.find((person) => person.self)
  return [own ?? { author: self, session: '', ...me, self: true, state: 'here' }, ...others]
}

/** Hands move all the time; who is here and how far away is looked at so often at most, in milliseconds. */
const REST = 400

/** Calls when somebody came, went, has another name, or does something else: soon, and not too often. Returns the end of it. */
export function onCompany(client: BoardClient, look: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      look()
    }, REST)
  }
  const end = client.on({ presence: soon, members: look, state: look })
  return () => {
    clearTimeout(timer)
    end()
  }
}
