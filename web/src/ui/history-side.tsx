import { X } from 'lucide-react'
import { type ComponentType, lazy, Suspense } from 'react'
import { say } from '../words/say'
import { IconButton } from './button'
import { type HistorySide, historySides, type SideProps } from './history-sides'

const parts = new Map<HistorySide, ComponentType<SideProps>>(historySides.map((side) => [side, lazy(side.load)]))

type ButtonsProps = {
  readonly open: HistorySide | null
  readonly onOpen: (side: HistorySide | null) => void
}

/** The buttons that open what stands beside the player; pressed again they close it. */
export function SideButtons({ open, onOpen }: ButtonsProps) {
  return historySides.map((side) => (
    <IconButton
      key={side.name}
      label={say(side.name)}
      aria-pressed={side === open}
      onClick={() => onOpen(side === open ? null : side)}
    >
      <side.icon />
    </IconButton>
  ))
}

type Props = SideProps & { readonly side: HistorySide; readonly onClose: () => void }

/** What stands beside the player: at the side of the window, on phones above the player. */
export function Side({ side, onClose, ...props }: Props) {
  const Part = parts.get(side)!
  return (
    <section className="panel history-side" aria-label={say(side.name)}>
      <header className="history-side-head">
        <h2>{say(side.name)}</h2>
        <IconButton side="bottom" label={say('Close')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <Suspense>
        <Part {...props} />
      </Suspense>
    </section>
  )
}
