import { LocateFixed, Megaphone, MessageCircle, Pencil, SmilePlus } from 'lucide-react'
import { memo, useEffect, useReducer, useState, useSyncExternalStore } from 'react'
import { follow, followed, onFollowing } from '../editor/following'
import { noticesOf } from '../editor/notices'
import { mayTalk } from '../editor/own-words'
import type { Editor } from '../editor/types'
import { goTo } from '../editor/whereabouts'
import { say } from '../words/say'
import { IconButton } from './button'
import { mayCall } from './calling'
import { companyNow, openCompany } from './company-open'
import { keysOf } from './keys-of'
import type { PopProps } from './later'
import { MeForm } from './me-form'
import type { Me } from './names'
import { Face } from './people'
import { doingOf } from './people-doing'
import { onCompany, type Person } from './people-here'
import { PopPanel } from './pop-panel'
import './styles/people.css'

type Props = {
  readonly editor: Editor
  readonly people: readonly Person[]
  readonly connected: boolean
  readonly onMe: (me: Me) => Promise<void>
}

/** Who is here, by name, and what they do: one goes there, goes along with them, or calls them all. */
export default function PeopleList({ editor, people, connected, onMe, ...pop }: PopProps & Props) {
  return (
    <PopPanel {...pop} className="people-list" label={say('People on this board')} returns={() => companyNow() === ''}>
      {pop.open && <List {...{ editor, people, connected, onMe }} onLeave={() => pop.onOpen(false)} />}
    </PopPanel>
  )
}

function List({ editor, people, connected, onMe, onLeave }: Props & { onLeave: () => void }) {
  const follows = useSyncExternalStore(onFollowing, () => followed(editor))
  // What they do is asked anew whenever any of them does something.
  const [, look] = useReducer((n: number) => n + 1, 0)
  useEffect(() => onCompany(editor.client, look), [editor])
  return (
    <>
      <ul className="people-rows">
        {people.map((person) =>
          person.self ? (
            <OwnRow key={person.author} person={person} onMe={onMe} />
          ) : (
            <Row
              key={person.author}
              {...person}
              editor={editor}
              doing={connected ? doingOf(editor, person) : ''}
              somewhere={connected && isSomewhere(editor, person.session)}
              follows={follows !== '' && follows === person.session}
            />
          ),
        )}
      </ul>
      {!connected && <p className="soft">{say('Without a connection it cannot be seen who is here.')}</p>}
      {connected && people.every((person) => person.self) && (
        <p className="soft">{say('Nobody else is here yet. Share the link to draw together.')}</p>
      )}
      {connected && people.some((person) => !person.self) && <Foot editor={editor} onLeave={onLeave} />}
    </>
  )
}

/** Whether it is known where somebody is. */
function isSomewhere({ client }: Editor, session: string): boolean {
  const other = client.others.get(session)
  return other?.view !== undefined || other?.cursor !== undefined
}

function OwnRow({ person, onMe }: { person: Person; onMe: Props['onMe'] }) {
  const [changing, setChanging] = useState(false)
  if (changing)
    return (
      <li className="people-me">
        <MeForm
          me={person}
          action={say('Save')}
          onDone={async (me) => {
            await onMe(me)
            setChanging(false)
          }}
        />
      </li>
    )
  return (
    <li className="people-row">
      <Face person={person} />
      <span className="people-who">
        <bdi className="people-name">{person.name}</bdi>
        <span className="soft small-print">{say('you')}</span>
      </span>
      <IconButton label={say('Change your name and colour')} side="bottom" onClick={() => setChanging(true)}>
        <Pencil />
      </IconButton>
    </li>
  )
}

type RowProps = Person & {
  readonly editor: Editor
  readonly doing: string
  readonly somewhere: boolean
  readonly follows: boolean
}

/** Drawn again only when something of it is another: there may be hundreds. */
const Row = memo(function Row({ editor, doing, somewhere, follows, ...person }: RowProps) {
  const { name, session, state } = person
  const go = () => {
    if (!goTo(editor, session))
      noticesOf(editor).say(say('Nobody knows where they are'), say('They have not moved yet.'))
  }
  return (
    <li className={`people-row is-${state}`}>
      <Face person={person} />
      <span className="people-who">
        <bdi className="people-name">{name}</bdi>
        <span className="soft small-print people-doing">{doing}</span>
      </span>
      <IconButton label={say('Go to where {name} is', { name })} side="bottom" aria-disabled={!somewhere} onClick={go}>
        <LocateFixed />
      </IconButton>
      <button
        type="button"
        className="button people-follow"
        aria-pressed={follows}
        aria-label={follows ? say('Stop following {name}', { name }) : say('Follow {name}', { name })}
        disabled={!somewhere && !follows}
        onClick={() => follow(editor, follows ? '' : session)}
      >
        {follows ? say('Stop [following]') : say('Follow')}
      </button>
    </li>
  )
})

/** What one can do with all of them. */
function Foot({ editor, onLeave }: { editor: Editor; onLeave: () => void }) {
  const run = (command: string) => {
    editor.run(command)
    onLeave()
  }
  const open = (part: 'chat' | 'signs') => {
    onLeave()
    openCompany(part)
  }
  return (
    <div className="people-foot">
      {mayCall(editor) && (
        <button type="button" className="button people-call" onClick={() => run('call-everyone')}>
          <Megaphone /> {say('Bring everyone here')}
        </button>
      )}
      {mayTalk(editor) && (
        <IconButton
          label={say('Say something at your cursor')}
          keys={keysOf(editor, 'chat')}
          side="bottom"
          onClick={() => open('chat')}
        >
          <MessageCircle />
        </IconButton>
      )}
      <IconButton label={say('Give a sign')} keys={keysOf(editor, 'signs')} side="bottom" onClick={() => open('signs')}>
        <SmilePlus />
      </IconButton>
    </div>
  )
}
