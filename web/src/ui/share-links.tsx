import { ChevronDown, Eye, Pencil, Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { whole } from '../site/at'
import type { BoardLink } from '../sync/api'
import { changeLink, makeLink, renewLink, revokeLink, type SharedLink, type Terms } from '../sync/sharing-api'
import { sayCount } from '../words/count'
import { say } from '../words/say'
import { copyText } from './copy'
import { timeWords } from './history-words'
import { ShareAddress } from './share-address'
import { LinkForm } from './share-link-form'
import type { Decide } from './share-rights'
import { Sure } from './sure'

type Props = {
  readonly board: string
  readonly links: readonly SharedLink[]
  readonly decide: Decide
}

/** The links to a board, each of which can be changed, given another address and taken back; and new ones. */
export function ShareLinks({ board, links, decide }: Props) {
  const title = useId()
  const [open, setOpen] = useState('')
  // The address of a link is told once: where it has just been made.
  const [told, setTold] = useState<{ readonly link: string; readonly address: string } | null>(null)
  const tell = ({ link, url }: BoardLink) => {
    setTold({ link, address: whole(url) })
    setOpen(link)
  }
  const make = (terms: Terms) => decide(async () => tell(await makeLink(board, terms)))
  return (
    <section className="share-part" aria-labelledby={title}>
      <h3 className="share-part-title" id={title}>
        {say('Links')}
      </h3>
      <ul className="share-rows">
        {links.map((link) => (
          <li key={link.link}>
            <LinkRow link={link} open={open === link.link} onOpen={(is) => setOpen(is ? link.link : '')} />
            {open === link.link && (
              <div className="share-open">
                {told?.link === link.link && <Told address={told.address} />}
                <LinkForm
                  link={link}
                  action={say('Save')}
                  onDone={(terms) => decide(() => changeLink(board, link.link, terms))}
                />
                <LinkEnds
                  onRenew={(people) => decide(async () => tell(await renewLink(board, link.link, people)))}
                  onRevoke={() => decide(() => revokeLink(board, link.link))}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      {open === 'new' ? (
        <div className="share-open">
          <LinkForm action={say('Make the link')} onDone={make} />
        </div>
      ) : (
        <button type="button" className="button share-new" onClick={() => setOpen('new')}>
          <Plus /> {say('New link')}
        </button>
      )}
    </section>
  )
}

type RowProps = { readonly link: SharedLink; readonly open: boolean; readonly onOpen: (open: boolean) => void }

function LinkRow({ link, open, onOpen }: RowProps) {
  const called = nameOfLink(link)
  return (
    <button type="button" className="share-link" aria-expanded={open} onClick={() => onOpen(!open)}>
      {link.role === 'viewer' ? <Eye /> : <Pencil />}
      <span className="share-who">
        <bdi className="share-name">{called}</bdi>
        <span className="soft small-print">{termsWords(link)}</span>
      </span>
      <ChevronDown className="share-chevron" />
    </button>
  )
}

/** What a link is called; without a name, what it lets people do. */
function nameOfLink({ name, role }: Pick<SharedLink, 'name' | 'role'>): string {
  return name || (role === 'viewer' ? say('To look on') : say('To draw'))
}

function termsWords({ people, expires, password, mine, by }: SharedLink): string {
  const parts = [
    people === 0 ? say('Nobody has come by it') : sayCount('{n} person came by it', '{n} people came by it', people),
  ]
  if (expires > 0) {
    const date = timeWords(expires)
    parts.push(expires > Date.now() ? say('until {date}', { date }) : say('ran out on {date}', { date }))
  }
  if (password) parts.push(say('with a password'))
  if (!mine) parts.push(say('by {name}', { name: by }))
  return parts.join(' · ')
}

/** The address of a link that has just been made. */
function Told({ address }: { readonly address: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <>
      <ShareAddress
        link={address}
        label={say('The address of this link')}
        onCopy={async (link) => {
          const done = await copyText(link)
          setCopied(done)
          return done
        }}
      />
      <p className="soft small-print" role="status">
        {copied ? say('Link copied') : say('Copy it now: it is shown this once.')}
      </p>
    </>
  )
}

type EndsProps = {
  readonly onRenew: (people: 'stay' | 'leave') => Promise<void>
  readonly onRevoke: () => Promise<void>
}

/** The two ways in which a link that got about is taken back. */
function LinkEnds({ onRenew, onRevoke }: EndsProps) {
  return (
    <div className="share-ends">
      <Sure
        name={say('New address')}
        text={say('The old address opens nothing any more. Who came by it stays.')}
        action={say('Give it a new address')}
        onSure={() => onRenew('stay')}
      />
      <Sure
        name={say('Revoke')}
        text={say('The link opens nothing any more, and who came by it is out at once.')}
        action={say('Revoke the link')}
        onSure={onRevoke}
      />
    </div>
  )
}
