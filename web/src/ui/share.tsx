import { Link2 } from 'lucide-react'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { PopButton } from './later'
import type { Links } from './links-given'

/** Copies the board's link and says so; shows it as well, for hands that want to copy it themselves. */
export function Share(given: { readonly links: Links; readonly editor: Editor }) {
  return (
    <PopButton
      className="button primary share"
      aria-label={say('Share')}
      opens="dialog"
      load={() => import('./share-panel')}
      given={given}
    >
      <Link2 /> <span className="share-word">{say('Share')}</span>
    </PopButton>
  )
}
