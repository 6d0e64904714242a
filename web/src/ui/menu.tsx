import { Menu as MenuIcon } from 'lucide-react'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { PopButton } from './later'

/** What is needed seldom: the way home, commands for hands without keys, the theme. */
export function BoardMenu({ editor }: { editor: Editor }) {
  return (
    <PopButton
      className="icon-button"
      aria-label={say('Menu')}
      opens="menu"
      load={() => import('./menu-sheet')}
      given={{ editor }}
    >
      <MenuIcon />
    </PopButton>
  )
}
