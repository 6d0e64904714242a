import { useId, useState } from 'react'
import { handOver, revokeLink, type SharedLink, type SharedPerson, setRole } from '../sync/sharing-api'
import { say } from '../words/say'
import { inSight } from './in-sight'
import { Face } from './people'
import type { Decide } from './share-rights'
import { Sure } from './sure'

type Props = {
  readonly board: string
  readonly people: readonly SharedPerson[]
  /** Asks for those that are not listed yet; undefined: all are. */
  readonly onMore: (() => void) | undefined
  readonly links: readonly SharedLink[]
  readonly decide: Decide
}

/** Who is on a board and what they may, for its owner to decide. */
export function SharePeople({ board, people, onMore, links, decide }: Props) {
  const title = useId()
  return (
    <section className="share-part" aria-labelledby={title}>
      <h3 className="share-part-title" id={title}>
        {say('People')}
      </h3>
      <ul className="share-rows share-people">
        {people.map((person) => (
          <PersonRow
            key={person.user}
            {...{ board, person, decide }}
            by={links.find(({ link }) => link === person.link)}
          />
        ))}
      </ul>
      {onMore && (
        <button type="button" className="button" onClick={onMore}>
          {say('Show more people')}
        </button>
      )}
    </section>
  )
}

/** What can be chosen for a person; the last two are asked about first. */
type Choice = 'editor' | 'viewer' | '' | 'owner'

type RowProps = {
  readonly board: string
  readonly person: SharedPerson
  readonly by: SharedLink | undefined
  readonly decide: Decide
}

function PersonRow({ board, person, by, decide }: RowProps) {
  const { name, role, you = false, user = '' } = person
  const [asking, setAsking] = useState<'' | 'remove' | 'owner'>('')
  const choose = (choice: Choice) => {
    setAsking('')
    if (choice === 'owner') setAsking('owner')
    else if (choice === '') setAsking('remove')
    else void decide(() => setRole(board, user, choice))
  }
  const sure = (work: () => Promise<void>) => async () => {
    await decide(work)
    setAsking('')
  }
  return (
    <li>
      <div className="share-person">
        <Face person={{ ...person, state: 'here' }} />
        <span className="share-who">
          <bdi className="share-name">{name}</bdi>
          <span className="soft small-print share-came">{you ? say('you') : by ? cameWords(by) : ''}</span>
        </span>
        {role === 'owner' ? (
          <span className="soft small-print">{say('Owner')}</span>
        ) : (
          <select
            className="field share-role"
            aria-label={say('What {name} may', { name })}
            value={role}
            onChange={({ target }) => choose(target.value as Choice)}
          >
            <option value="editor">{say('Draws')}</option>
            <option value="viewer">{say('Looks on')}</option>
            <option value="">{role === '' ? say('Removed') : say('Remove')}</option>
            {role !== '' && <option value="owner">{say('Hand the board over')}</option>}
          </select>
        )}
      </div>
      {asking !== '' && (
        <div className="share-open share-asking" ref={inSight}>
          {asking === 'remove' ? (
            <Removing name={name} by={by} {...{ board, user, sure }} onNot={() => setAsking('')} />
          ) : (
            <Ask
              text={say('{name} becomes the owner and decides about everything here. You stay, and go on drawing.', {
                name,
              })}
              action={say('Hand the board over')}
              onSure={sure(() => handOver(board, user))}
              onNot={() => setAsking('')}
            />
          )}
        </div>
      )}
    </li>
  )
}

/** By which link somebody came. */
function cameWords({ name, role }: SharedLink): string {
  if (name !== '') return say('came by “{link}”', { link: name })
  return role === 'viewer' ? say('came by a link to look on') : say('came by a link to draw')
}

type RemovingProps = {
  readonly name: string
  readonly board: string
  readonly user: string
  readonly by: SharedLink | undefined
  readonly sure: (work: () => Promise<void>) => () => Promise<void>
  readonly onNot: () => void
}

/** What removing somebody does, and does not; and their link may go with them. */
function Removing({ name, board, user, by, sure, onNot }: RemovingProps) {
  const text = say(
    '{name} is out at once, and no link lets them back in until you say so. Whoever has the link they came by can still come as somebody else.',
    { name },
  )
  return (
    <>
      <Ask text={text} action={say('Remove')} onSure={sure(() => setRole(board, user, ''))} onNot={onNot} />
      {by && (
        <Sure
          name={say('Remove, and revoke the link')}
          text={say('The link opens nothing any more, and who came by it is out at once.')}
          action={say('Remove and revoke')}
          onSure={sure(async () => {
            await setRole(board, user, '')
            await revokeLink(board, by.link)
          })}
        />
      )}
    </>
  )
}

type AskProps = {
  readonly text: string
  readonly action: string
  readonly onSure: () => Promise<void>
  readonly onNot: () => void
}

function Ask({ text, action, onSure, onNot }: AskProps) {
  return (
    <>
      <p className="small-print">{text}</p>
      <div className="share-sure-foot">
        <button type="button" className="button" onClick={onNot}>
          {say('Cancel')}
        </button>
        <button type="button" className="button primary" onClick={() => void onSure()}>
          {action}
        </button>
      </div>
    </>
  )
}
