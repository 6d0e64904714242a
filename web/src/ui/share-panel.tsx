import { Popover } from '@base-ui/react/popover'
import { Check, Copy } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { copyText } from './copy'
import type { PopProps } from './later'
import { PopPanel } from './pop-panel'

/** What became of a wish to share. */
type Shared = { readonly link: string; readonly copied: boolean } | { readonly failed: string }

/** The link, which was copied as the panel opened. */
export default function SharePanel({ link, ...pop }: PopProps & { readonly link: () => Promise<string> }) {
  const [shared, setShared] = useState<Shared | null>(null)
  const share = useCallback(async () => {
    try {
      const found = await link()
      setShared({ link: found, copied: await copyText(found) })
    } catch (error) {
      setShared({ failed: error instanceof Error ? error.message : 'The link could not be made.' })
    }
  }, [link])
  const { open } = pop
  useEffect(() => {
    if (open) void share()
    else setShared(null)
  }, [open, share])
  return (
    <PopPanel {...pop} className="share-panel">
      {shared && <Outcome shared={shared} onCopy={share} />}
    </PopPanel>
  )
}

function Outcome({ shared, onCopy }: { shared: Shared; onCopy: () => void }) {
  if ('failed' in shared) {
    return (
      <>
        <Popover.Title className="share-title">No link</Popover.Title>
        <Popover.Description className="soft">{shared.failed}</Popover.Description>
      </>
    )
  }
  return (
    <>
      <Popover.Title className="share-title">
        {shared.copied && <Check className="tone-good" />}
        {shared.copied ? 'Link copied' : 'Copy this link'}
      </Popover.Title>
      <Popover.Description className="soft">
        Whoever opens it can join this board. No account is needed.
      </Popover.Description>
      <div className="share-row">
        <input
          className="field"
          readOnly
          aria-label="Link to this board"
          value={shared.link}
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="icon-button bordered" aria-label="Copy the link" onClick={onCopy}>
          <Copy />
        </button>
      </div>
      {onlyHere(shared.link) && (
        <p className="soft small-print">
          This address works on this machine only. For others, open Drawing Room by the address in your network that the
          server printed when it started.
        </p>
      )}
    </>
  )
}

/** Whether nobody but this machine can reach the link. */
function onlyHere(link: string): boolean {
  return /^(localhost|127\..*|\[::1\])$/.test(new URL(link).hostname)
}
