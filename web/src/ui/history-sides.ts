import { BookMarked, Film, GitCompareArrows, type LucideIcon, ScissorsLineDashed, Users } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Editor } from '../editor/types'
import { toSay } from '../words/say'
import type { OpenHistory } from './history-offered'

/** What a part beside the player is given. `editor`: that of the board of now; that of the past is the history's. */
export type SideProps = {
  readonly editor: Editor
  readonly history: OpenHistory
  /** Closes the whole history: back to now. */
  readonly toNow: () => void
}

/** A part that opens beside the player, one at a time, loaded when it is first opened. */
export type HistorySide = {
  /** To be said (words/say.ts); its heading too. */
  readonly name: string
  readonly icon: LucideIcon
  readonly load: () => Promise<{ readonly default: ComponentType<SideProps> }>
}

/** Every part in the order of its buttons. A new one is a file and a line here. */
export const historySides: readonly HistorySide[] = [
  { name: toSay('Versions'), icon: BookMarked, load: () => import('./history-versions') },
  { name: toSay('Compare'), icon: GitCompareArrows, load: () => import('./history-compare') },
  { name: toSay('People'), icon: Users, load: () => import('./history-people') },
  { name: toSay('Save as a film'), icon: Film, load: () => import('./history-film') },
  { name: toSay('Struck out'), icon: ScissorsLineDashed, load: () => import('./history-struck') },
]
