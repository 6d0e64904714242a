import { Popover } from '@base-ui/react/popover'
import { Check, Link2 } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { Editor } from '../editor/types'
import type { Opening } from '../sync/api'
import { mayEdit } from '../sync/rights'
import { say } from '../words/say'
import { copyText } from './copy'
import { linkToCopy } from './elsewhere'
import type { PopProps } from './later'
import type { GivenLink, Links } from './links-given'
import { panelNow } from './panels'
import { PopPanel } from './pop-panel'
import { whyNot } from './server-words'
import { ShareAddress } from './share-address'
import { ShareEmbed } from './share-embed'
import { ShareHistory } from './share-history'
import { ShareRights } from './share-rights'

/** What became of a wish to share; `none`: there is no link yet, and looking on makes none. */
type Shared =
  | { readonly given: GivenLink; readonly copied: boolean }
  | { readonly none: true }
  | { readonly failed: string }

type Given = { readonly links: Links; readonly editor: Editor }

/** The link, which was copied as the panel opened, and what is decided about the board. */
export default function SharePanel({ links, editor, ...pop }: PopProps & Given) {
  const [shared, setShared] = useState<Shared | null>(null)
  const [made, setMade] = useState(0)
  const share = useCallback(async (ask: () => Promise<GivenLink | null>) => {
    try {
      const given = await ask()
      setShared(given === null ? { none: true } : { given, copied: await copyText(await linkToCopy(given.address)) })
    } catch (error) {
      setShared({ failed: whyNot(error, say('The link could not be made.')) })
    }
  }, [])
  // The link may be that for others: what is shown stays.
  const copy = async (text: string) => {
    const copied = await copyText(text)
    setShared((now) => (now && 'given' in now ? { ...now, copied } : now))
    return copied
  }
  const { open } = pop
  useEffect(() => {
    if (open) void share(links.found)
    else setShared(null)
  }, [open, share, links])
  const make = async () => {
    await share(links.made)
    setMade((n) => n + 1)
  }
  return (
    <PopPanel {...pop} className="share-panel" returns={() => panelNow() === ''}>
      {shared && <Outcome shared={shared} mayMake={mayEdit(editor.client.role)} onMake={make} onCopy={copy} />}
      {open && <ShareRights editor={editor} made={made} />}
      {open && <ShareHistory editor={editor} />}
      <ShareEmbed onOpen={() => pop.onOpen(false)} />
    </PopPanel>
  )
}

type OutcomeProps = {
  readonly shared: Shared
  readonly mayMake: boolean
  readonly onMake: () => Promise<void>
  readonly onCopy: (link: string) => Promise<boolean>
}

function Outcome({ shared, mayMake, onMake, onCopy }: OutcomeProps) {
  if ('failed' in shared) {
    return (
      <>
        <Popover.Title className="share-title">{say('No link')}</Popover.Title>
        <Popover.Description className="soft">{shared.failed}</Popover.Description>
      </>
    )
  }
  if ('none' in shared) return <NoneYet mayMake={mayMake} onMake={onMake} />
  const { given, copied } = shared
  return (
    <>
      <Popover.Title className="share-title">
        {copied && <Check className="tone-good" />}
        {copied ? say('Link copied') : say('Copy this link')}
      </Popover.Title>
      <Popover.Description className="soft">{opensWords(given.opens)}</Popover.Description>
      <ShareAddress link={given.address} label={say('Link to this board')} onCopy={onCopy} />
    </>
  )
}

/** There is no link to give on yet; whoever only looks here opens the board to nobody. */
function NoneYet({ mayMake, onMake }: Pick<OutcomeProps, 'mayMake' | 'onMake'>) {
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    await onMake()
    setBusy(false)
  }
  return (
    <>
      <Popover.Title className="share-title">{say('No link yet')}</Popover.Title>
      <Popover.Description className="soft">
        {mayMake
          ? say('Whoever has the one you make can draw on this board. No account is needed.')
          : say('Whoever may draw on this board can give you one to pass on.')}
      </Popover.Description>
      {mayMake && (
        <button type="button" className="button primary share-make" disabled={busy} onClick={() => void go()}>
          <Link2 /> {say('Make a link and copy it')}
        </button>
      )}
    </>
  )
}

/** What whoever opens a link can do. */
function opensWords(opens: Opening | null): string {
  if (opens?.role === 'viewer')
    return opens.password
      ? say('Whoever opens it and knows its password can look at this board, but not draw. No account is needed.')
      : say('Whoever opens it can look at this board, but not draw. No account is needed.')
  return opens?.password
    ? say('Whoever opens it and knows its password can join this board. No account is needed.')
    : say('Whoever opens it can join this board. No account is needed.')
}
