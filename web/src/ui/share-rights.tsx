import { useCallback, useEffect, useRef, useState } from 'react'
import type { Editor } from '../editor/types'
import { listLinks, listPeople, type SharedLink, type SharedPerson } from '../sync/sharing-api'
import { say } from '../words/say'
import { useClientEvents } from './hooks'
import { whyNot } from './server-words'
import { ShareLinks } from './share-links'
import { SharePeople } from './share-people'
import './styles/share-rights.css'

/** What is decided about a board, done by `work` and then read anew. */
export type Decide = (work: () => Promise<void>) => Promise<void>

type Known = {
  readonly links: readonly SharedLink[]
  readonly people: readonly SharedPerson[]
  readonly more: boolean
}

/** The links of a board and the people on it, for those who may decide about them. `made`: how many links were made elsewhere meanwhile. */
export function ShareRights({ editor, made }: { readonly editor: Editor; readonly made: number }) {
  useClientEvents(editor.client, 'role')
  const { role, boardID } = editor.client
  if (role !== 'editor' && role !== 'owner') return null
  return <Deciding key={role} board={boardID} owner={role === 'owner'} made={made} />
}

/** The people of a board, by so many lists of them. */
async function peopleOf(board: string, lists: number): Promise<Omit<Known, 'links'>> {
  const people: SharedPerson[] = []
  let more = true
  for (let i = 0; more && i < lists; i++) {
    const next = await listPeople(board, people.length)
    people.push(...next.members)
    more = next.more
  }
  return { people, more }
}

type DecidingProps = { readonly board: string; readonly owner: boolean; readonly made: number }

function Deciding({ board, owner, made }: DecidingProps) {
  const [known, setKnown] = useState<Known | null>(null)
  const [failed, setFailed] = useState('')
  // How many lists of people are asked for, one after the other.
  const lists = useRef(1)
  const look = useCallback(async () => {
    try {
      const [links, known] = await Promise.all([listLinks(board), peopleOf(board, lists.current)])
      setKnown({ links, ...known })
    } catch {
      // Where it cannot be asked there is nothing to decide; the link above says why.
      setKnown(null)
    }
  }, [board])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each link that is made is one to be listed
  useEffect(() => void look(), [look, made])
  const decide: Decide = async (work) => {
    setFailed('')
    try {
      await work()
    } catch (error) {
      setFailed(whyNot(error, say('The server cannot be reached.')))
    }
    await look()
  }
  if (known === null) return null
  return (
    <>
      <ShareLinks board={board} links={known.links} decide={decide} />
      {owner && (
        <SharePeople
          board={board}
          people={known.people}
          links={known.links}
          decide={decide}
          onMore={
            known.more
              ? () => {
                  lists.current++
                  void look()
                }
              : undefined
          }
        />
      )}
      {failed !== '' && (
        <p className="small-print is-bad share-failed" role="alert">
          {failed}
        </p>
      )}
    </>
  )
}
