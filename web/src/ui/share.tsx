import { Link2 } from 'lucide-react'
import { PopButton } from './later'

/** Copies the board's link and says so; shows it as well, for hands that want to copy it themselves. `link` finds or makes it. */
export function Share({ link }: { link: () => Promise<string> }) {
  return (
    <PopButton
      className="button primary share"
      aria-label="Share"
      opens="dialog"
      load={() => import('./share-panel')}
      given={{ link }}
    >
      <Link2 /> <span className="share-word">Share</span>
    </PopButton>
  )
}
