import { Popover } from '@base-ui/react/popover'
import { useEffect, useRef } from 'react'
import type { BoardClient } from '../sync/types'
import { useClientEvents } from './hooks'
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
    <Popover.Root>
      <Popover.Trigger className="people" aria-label={said}>
        {people.slice(0, shownMax).map((person) => (
          <Face key={person.author} person={person} />
        ))}
        {people.length > shownMax && <span className="face face-more">+{people.length - shownMax}</span>}
      </Popover.Trigger>
      <span className="only-read" role="status" aria-live="polite">
        {said}
      </span>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="end" sideOffset={10} collisionPadding={12} className="above-all">
          <Popover.Popup className="panel people-list" aria-label="People on this board">
            {people.map((person) => (
              <Row key={person.author} person={person} />
            ))}
            {!connected && <p className="soft">Without a connection it cannot be seen who is here.</p>}
            {connected && others.length === 0 && (
              <p className="soft">Nobody else is here yet. Share the link to draw together.</p>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
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

function Row({ person }: { person: Person }) {
  return (
    <div className={`people-row ${person.away ? 'is-away' : ''}`}>
      <Face person={person} />
      <span className="people-name">
        <bdi>{person.name}</bdi>
      </span>
      {person.self && <span className="soft">you</span>}
    </div>
  )
}

function Face({ person }: { person: Person }) {
  return (
    <span className={`face ${colourClass(person.colour)} ${person.away ? 'is-away' : ''}`} aria-hidden="true">
      {initials(person.name)}
    </span>
  )
}
