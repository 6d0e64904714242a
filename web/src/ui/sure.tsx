import { useState } from 'react'
import { say } from '../words/say'
import { inSight } from './in-sight'

type Props = {
  readonly name: string
  /** What comes of it. */
  readonly text: string
  /** The words of the button that does it. */
  readonly action: string
  readonly onSure: () => Promise<void>
}

/** A button that says first what comes of it, and does it when it is pressed there. */
export function Sure({ name, text, action, onSure }: Props) {
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  if (!asking)
    return (
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {name}
      </button>
    )
  const go = async () => {
    setBusy(true)
    await onSure()
    setBusy(false)
    setAsking(false)
  }
  return (
    <section className="share-sure" aria-label={name} ref={inSight}>
      <p className="small-print">{text}</p>
      <div className="share-sure-foot">
        <button type="button" className="button" onClick={() => setAsking(false)}>
          {say('Cancel')}
        </button>
        <button type="button" className="button primary" disabled={busy} onClick={() => void go()}>
          {action}
        </button>
      </div>
    </section>
  )
}
