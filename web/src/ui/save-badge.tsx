import { CircleAlert, CloudCheck, CloudOff, CloudUpload, LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { BoardClient, SaveState } from '../sync/types'
import { say } from '../words/say'
import { useClientEvents } from './hooks'
import { PopButton } from './later'
import { saveCount, saveWords } from './save-words'

/** How long a state must last before it is read out, in ms: not every stroke is news. */
const announceAfter = 1500

/** What the person is told about their work: always in view, always true. A press tells more. */
export function SaveBadge({ client }: { client: BoardClient }) {
  useClientEvents(client, 'state', 'refusals')
  const words = saveWords(client.state, client.refusals.count)
  return (
    <>
      <PopButton
        className={`save-badge tone-${words.tone}`}
        data-save={client.state.kind}
        aria-label={say(
          client.refusals.count > 0 ? '{short}. Something was not accepted. {long}' : '{short}. {long}',
          words,
        )}
        opens="dialog"
        load={() => import('./save-note')}
        given={{ client }}
      >
        <Face state={client.state} />
        <span className="save-text">{words.short}</span>
        <span className="save-count">{saveCount(client.state)}</span>
        {client.refusals.count > 0 && <span className="save-refused" />}
      </PopButton>
      <Announcement text={words.short} />
    </>
  )
}

function Face({ state }: { state: SaveState }) {
  const { kind } = state
  if ('barred' in state || 'held' in state) return <CircleAlert />
  if (kind === 'saved') return <CloudCheck />
  if (kind === 'waiting') return <CloudUpload />
  if (kind === 'offline') return <CloudOff />
  if (kind === 'loading') return <LoaderCircle className="turning" />
  return <CircleAlert />
}

/** Says a state aloud once it has lasted. */
function Announcement({ text }: { text: string }) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), announceAfter)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <span className="only-read" role="status" aria-live="polite">
      {said}
    </span>
  )
}
