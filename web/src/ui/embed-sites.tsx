import { useEffect, useId, useRef, useState } from 'react'
import { noticesOf } from '../editor/notices'
import type { Editor } from '../editor/types'
import { BadOrigin, type Embedding, embedBy, embeddingOf } from '../sync/embedding-api'
import { say } from '../words/say'
import { originsOf } from './embed-origins'
import { whyNot } from './server-words'
import { Toggle } from './toggle'

type Props = { readonly editor: Editor; readonly owner: boolean }

/** The sites whose pages may show the board, and what its link says of it: its owner's to say, and told to the others. */
export function EmbedSites({ editor, owner }: Props) {
  const board = editor.client.boardID
  const [now, setNow] = useState<Embedding | null>(null)
  const [failed, setFailed] = useState('')
  const here = useRef(false)
  useEffect(() => {
    here.current = true
    embeddingOf(board).then(
      (found) => here.current && setNow(found),
      (error: unknown) => here.current && setFailed(whyNot(error, say('The server cannot be reached.'))),
    )
    return () => {
      here.current = false
    }
  }, [board])
  const set = async (next: Embedding): Promise<void> => {
    try {
      setNow(await embedBy(board, next))
      setFailed('')
    } catch (error) {
      const why = refusalWords(error)
      setFailed(why)
      // The dialog was closed with that: it is said where it can still be read.
      if (!here.current) noticesOf(editor).say(say('The list of sites is as it was'), why)
    }
  }
  return (
    <section className="embed-sites">
      {now !== null && (owner ? <Sites now={now} bad={failed !== ''} set={set} /> : <Told origins={now.origins} />)}
      {failed !== '' && (
        <p className="small-print is-bad" role="alert">
          {failed}
        </p>
      )}
      {now !== null && owner && (
        <Toggle
          name={say('Title and picture where its link is posted')}
          on={now.unfurl}
          onSwitch={(unfurl) => void set({ ...now, unfurl })}
        />
      )}
    </section>
  )
}

function refusalWords(error: unknown): string {
  const why = whyNot(error, say('The server cannot be reached.'))
  return error instanceof BadOrigin ? say('“{site}” cannot stand here. {why}', { site: error.origin, why }) : why
}

/** How a site is written. */
const example = 'https://example.org'

type SitesProps = {
  readonly now: Embedding
  /** What was written last could not be kept. */
  readonly bad: boolean
  readonly set: (next: Embedding) => Promise<void>
}

/** One on each line; kept when the field is left, and when the dialog closes. */
function Sites({ now, bad, set }: SitesProps) {
  const id = useId()
  const kept = now.origins.join('\n')
  const [written, setWritten] = useState(kept)
  const [last, setLast] = useState(kept)
  // What was kept stands there as the server writes it.
  if (last !== kept) {
    setLast(kept)
    setWritten(kept)
  }
  const keep = () => {
    const origins = originsOf(written)
    if (origins.join('\n') !== kept) void set({ ...now, origins })
    else setWritten(kept)
  }
  const left = useRef(keep)
  left.current = keep
  useEffect(() => () => left.current(), [])
  return (
    <div className="embed-site-form">
      <label className="setting-name" htmlFor={id}>
        {say('Sites that may show it, one on a line')}
      </label>
      <textarea
        id={id}
        className="field embed-code"
        dir="ltr"
        rows={3}
        spellCheck={false}
        autoCapitalize="off"
        placeholder={example}
        aria-invalid={bad}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        onBlur={keep}
      />
      {kept === '' && written === '' && (
        <p className="soft small-print">{say('No page of another site shows the board until its site stands here.')}</p>
      )}
    </div>
  )
}

function Told({ origins }: { readonly origins: readonly string[] }) {
  return (
    <>
      <div className="setting-name">{say('Sites that may show it')}</div>
      {origins.length === 0 ? (
        <p className="soft small-print">{say('None yet. The board’s owner says which.')}</p>
      ) : (
        <ul className="embed-site-list" dir="ltr">
          {origins.map((origin) => (
            <li key={origin}>{origin}</li>
          ))}
        </ul>
      )}
    </>
  )
}
