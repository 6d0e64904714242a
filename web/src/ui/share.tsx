import { Popover } from '@base-ui/react/popover'
import { Check, Copy, Link2 } from 'lucide-react'
import { useState } from 'react'
import { copyText } from './copy'

/** What became of a wish to share. */
type Shared = { readonly link: string; readonly copied: boolean } | { readonly failed: string }

/** Copies the board's link and says so; shows it as well, for hands that want to copy it themselves. `link` finds or makes it. */
export function Share({ link }: { link: () => Promise<string> }) {
  const [shared, setShared] = useState<Shared | null>(null)
  const share = async () => {
    try {
      const found = await link()
      setShared({ link: found, copied: await copyText(found) })
    } catch (error) {
      setShared({ failed: error instanceof Error ? error.message : 'The link could not be made.' })
    }
  }
  return (
    <Popover.Root onOpenChange={(open) => (open ? void share() : setShared(null))}>
      <Popover.Trigger className="button primary share" aria-label="Share">
        <Link2 /> <span className="share-word">Share</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="end" sideOffset={10} collisionPadding={12} className="above-all">
          <Popover.Popup className="panel share-panel">
            {shared && <Outcome shared={shared} onCopy={share} />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
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
