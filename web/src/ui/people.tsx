import { useEffect, useRef, useState } from 'react'
import type { Editor } from '../editor/types'
import type { BoardClient } from '../sync/types'
import { sayCount } from '../words/count'
import { sayList } from '../words/forms'
import { say } from '../words/say'
import { PopButton } from './later'
import { initials, type Me } from './names'
import { colourClass } from './palette'
import { onCompany, type Person, peopleOf, withoutConnection } from './people-here'

/** How many circles are shown before the rest becomes a number. */
const shownMax = 4

type Props = {
  readonly editor: Editor
  /** Stands there until the server says who is here. */
  readonly me: Me
  /** Gives one another name and colour. Throws with a sentence for the person. */
  readonly onMe: (me: Me) => Promise<void>
}

/** Who is here: circles with initials, and the list of people behind them. */
export function People({ editor, me, onMe }: Props) {
  const { people, connected } = usePeople(editor.client, me)
  const others = people.filter((person) => !person.self)
  const said = saying(others, connected)
  return (
    <PopButton
      className="people"
      aria-label={said}
      opens="dialog"
      load={() => import('./people-list')}
      given={{ editor, people, connected, onMe }}
    >
      {people.slice(0, shownMax).map((person) => (
        <Face key={person.author} person={person} />
      ))}
      {people.length > shownMax && (
        <span className="face face-more">{say('+{n}', { n: people.length - shownMax })}</span>
      )}
    </PopButton>
  )
}

/** Who is here, or was when the connection was lost. */
function usePeople(client: BoardClient, me: Me): { people: readonly Person[]; connected: boolean } {
  const [here, setHere] = useState(() => peopleOf(client))
  const before = useRef<readonly Person[]>([])
  useEffect(() => {
    const look = () =>
      setHere((last) => {
        const now = peopleOf(client)
        return JSON.stringify(now) === JSON.stringify(last) ? last : now
      })
    look()
    return onCompany(client, look)
  }, [client])
  useEffect(() => {
    if (here.length > 0) before.current = here
  })
  if (here.length > 0) return { people: here, connected: true }
  return { people: withoutConnection(before.current, me, client.author), connected: false }
}

/** So many are named to who hears it; the others are counted. */
const saidMax = 8

function saying(others: readonly Person[], connected: boolean): string {
  if (!connected) return say('Not connected: who is here cannot be seen')
  if (others.length === 0) return say('Nobody else is here')
  const all = [...others].sort((a, b) => a.author - b.author).map((p) => p.name)
  const left = all.length - saidMax
  const more = left > 0 ? [sayCount('{n} more', '{n} more', left)] : []
  return say('Here with you: {names}', { names: sayList([...all.slice(0, saidMax), ...more]) })
}

/** One person as a circle with initials. */
export function Face({ person }: { person: Pick<Person, 'name' | 'colour' | 'state'> }) {
  return (
    <span
      className={`face ${colourClass(person.colour)} ${person.state === 'here' ? '' : `is-${person.state}`}`}
      aria-hidden="true"
    >
      {initials(person.name)}
    </span>
  )
}
