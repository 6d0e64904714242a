import { Check, Copy, QrCode } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { say } from '../words/say'
import { type ForOthers, forOthers, onlyHere } from './elsewhere'
import { useLater } from './later'
import './styles/share-address.css'

type Props = {
  readonly link: string
  /** What it is called for who does not see it. */
  readonly label: string
  /** Copies it, and says whether that worked. */
  readonly onCopy: (link: string) => Promise<boolean>
}

/** A link to be copied, or shown to a phone's camera; and where it is good on this machine only, the same for others. */
export function ShareAddress({ link, label, onCopy }: Props) {
  const here = onlyHere(link)
  return (
    <>
      <Row link={link} label={label} onCopy={onCopy} shown={!here} />
      {here && <Elsewhere link={link} onCopy={onCopy} />}
    </>
  )
}

/** `shown`: it may be shown as a QR code, too. */
function Row({ link, label, onCopy, shown }: Props & { readonly shown: boolean }) {
  const [open, setOpen] = useState(false)
  const [copied, setCopied] = useState(false)
  const picture = useId()
  const Picture = useLater(() => import('./qr-picture'), open)
  return (
    <>
      <div className="share-row">
        <input className="field" readOnly aria-label={label} value={link} onFocus={(event) => event.target.select()} />
        <button
          type="button"
          className="icon-button bordered"
          aria-label={say('Copy the link')}
          onClick={() => void onCopy(link).then(setCopied)}
        >
          {copied ? <Check className="tone-good" /> : <Copy />}
        </button>
        {shown && (
          <button
            type="button"
            className="icon-button bordered"
            aria-label={say('Show as QR code')}
            title={say('Show as QR code')}
            aria-expanded={open}
            aria-controls={picture}
            onClick={() => setOpen(!open)}
          >
            <QrCode />
          </button>
        )}
      </div>
      <div id={picture} hidden={!open}>
        {open && Picture && <Picture link={link} />}
      </div>
    </>
  )
}

/** The link for others, where it leads nobody else here: at the addresses that the server has told who sits at its machine. */
function Elsewhere({ link, onCopy }: Omit<Props, 'label'>) {
  const [found, setFound] = useState<ForOthers | null>(null)
  useEffect(() => {
    let gone = false
    void forOthers(link).then((now) => {
      if (!gone) setFound(now)
    })
    return () => {
      gone = true
    }
  }, [link])
  if (found === null) return null
  return (
    <>
      <p className="soft small-print">{elsewhereWords(found, link)}</p>
      {found.links.map((other) => (
        <Row key={other} link={other} label={say('Link for others')} onCopy={onCopy} shown />
      ))}
    </>
  )
}

function elsewhereWords({ links: { length: known }, alone }: ForOthers, link: string): string {
  const { port, protocol } = new URL(link)
  if (alone)
    return say(
      'Only this machine can reach this board, since the server listens to nobody else. For others, start it with --addr :{port}; if another address leads to it, say that with --public-url.',
      { port: port || (protocol === 'https:' ? '443' : '80') },
    )
  if (known === 0)
    return say(
      'This address works on this machine only. For others, open Drawing Room by the address in your network that the server printed when it started.',
    )
  return known === 1
    ? say('This address works on this machine only. Others open this one:')
    : say('This address works on this machine only. Others open one of these:')
}
