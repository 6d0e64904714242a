import { Popover } from '@base-ui/react/popover'
import type { BoardClient } from '../sync/types'
import type { Member } from '../wire/messages'
import { useClientEvents } from './hooks'
import { initials } from './names'
import { colourClass } from './palette'

/** How many circles are shown before the rest becomes a number. */
const shownMax = 4

/** One person, though they may be here from several windows. */
type Person = { readonly author: number; readonly name: string; readonly colour: string; readonly self: boolean }

/** Who is here: circles with initials, and the list of names behind them. */
export function People({ client }: { client: BoardClient }) {
  useClientEvents(client, 'members', 'state')
  const people = peopleOf(client.members.values(), client.author)
  const others = people.filter((person) => !person.self)
  const said = others.length === 0 ? 'Nobody else is here' : `Here with you: ${others.map((p) => p.name).join(', ')}`
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
              <div key={person.author} className="people-row">
                <Face person={person} />
                <span className="people-name">{person.name}</span>
                {person.self && <span className="soft">you</span>}
              </div>
            ))}
            {others.length === 0 && <p className="soft">Nobody else is here yet. Share the link to draw together.</p>}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Members as people, oneself first. */
export function peopleOf(members: Iterable<Member>, self: number): Person[] {
  const people = new Map<number, Person>()
  for (const { author, name, colour } of members) people.set(author, { author, name, colour, self: author === self })
  return [...people.values()].sort((a, b) => Number(b.self) - Number(a.self) || a.author - b.author)
}

function Face({ person }: { person: Person }) {
  return (
    <span className={`face ${colourClass(person.colour)}`} aria-hidden="true">
      {initials(person.name)}
    </span>
  )
}
