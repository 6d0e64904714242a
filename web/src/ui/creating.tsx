import { type ReactNode, useEffect, useState } from 'react'
import type { Standing } from '../sync/me-api'
import { say } from '../words/say'
import { whyNot } from './server-words'

type Props = {
  /** What the person may; rejects with a sentence where a link that makes an admin does not work. */
  readonly standing: () => Promise<Standing & { readonly told?: string }>
  readonly children: ReactNode
}

/** Where boards are made, for those who may; others are told kindly how they come to one. Until that is known the way is open: the server asks anyway. */
export function Creating({ standing, children }: Props) {
  const [known, setKnown] = useState<(Standing & { readonly told?: string }) | null>(null)
  const [wrong, setWrong] = useState('')
  useEffect(() => {
    standing().then(setKnown, (error: unknown) => setWrong(whyNot(error, '')))
  }, [standing])
  return (
    <>
      {known?.told !== undefined && (
        <p className="lead" role="status">
          {say(known.told)}
        </p>
      )}
      {wrong !== '' && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      {known === null || known.create ? children : <p className="lead">{whoMay(known)}</p>}
    </>
  )
}

function whoMay({ by, host }: Standing): string {
  if (by === 'members' && host !== '')
    return say('Boards are made by people who come from {app}. To draw on one, open the link that you were sent.', {
      app: host,
    })
  if (by === 'members')
    return say('Boards are made by members of this server. To draw on one, open the link that you were sent.')
  return say('Boards are made by whoever runs this server. To draw on one, open the link that you were sent.')
}
