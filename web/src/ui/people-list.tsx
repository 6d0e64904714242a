import type { PopProps } from './later'
import { Face } from './people'
import type { Person } from './people-here'
import { PopPanel } from './pop-panel'

/** Who is here, by name. */
export default function PeopleList({
  people,
  connected,
  ...pop
}: PopProps & { readonly people: readonly Person[]; readonly connected: boolean }) {
  return (
    <PopPanel {...pop} className="people-list" label="People on this board">
      {people.map((person) => (
        <Row key={person.author} person={person} />
      ))}
      {!connected && <p className="soft">Without a connection it cannot be seen who is here.</p>}
      {connected && people.every((person) => person.self) && (
        <p className="soft">Nobody else is here yet. Share the link to draw together.</p>
      )}
    </PopPanel>
  )
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
