import { useEffect, useRef } from 'react'
import type { BoardClient } from '../sync/types'
import { useClientEvents } from './hooks'
import { PopButton } from './later'
import { initials, type Me } from './names'
import { colourClass } from './palette'
import { type Person, peopleOf, withoutConnection } from './people-here'

/** How many circles are shown before the rest becomes a number. */
const shownMax = 4

/** Who is here: circles with initials, and the list of names behind them. `me` stands there until the server says who is. */
export function People({ client, me }: { client: BoardClient; me: Me }) {
  const { people, connected } = usePeople(client, me)
  const others = people.filter((person) => !person.self)
  const said = saying(others, connected)
  return (
    <>
      <PopButton
        className="people"
        aria-label={said}
        opens="dialog"
        load={() => import('./people-list')}
        given={{ people, connected }}
      >
        {people.slice(0, shownMax).map((person) => (
          <Face key={person.author} person={person} />
        ))}
        {people.length > shownMax && <span className="face face-more">+{people.length - shownMax}</span>}
      </PopButton>
      <span className="only-read" role="status" aria-live="polite">
        {said}
      </span>
    </>
  )
}

/** Who is here, or was when the connection was lost. */
function usePeople(client: BoardClient, me: Me): { people: readonly Person[]; connected: boolean } {
  useClientEvents(client, 'members', 'state')
  const before = useRef<readonly Person[]>([])
  const here = peopleOf(client.members.values(), client.author)
  useEffect(() => {
    if (here.length > 0) before.current = here
  })
  if (here.length > 0) return { people: here, connected: true }
  return { people: withoutConnection(before.current, me, client.author), connected: false }
}

function saying(others: readonly Person[], connected: boolean): string {
  if (!connected) return 'Not connected: who is here cannot be seen'
  return others.length === 0 ? 'Nobody else is here' : `Here with you: ${others.map((p) => p.name).join(', ')}`
}

/** One person as a circle with initials. */
export function Face({ person }: { person: Person }) {
  return (
    <span className={`face ${colourClass(person.colour)} ${person.away ? 'is-away' : ''}`} aria-hidden="true">
      {initials(person.name)}
    </span>
  )
}
