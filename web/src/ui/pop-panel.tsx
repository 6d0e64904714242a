import { Popover } from '@base-ui/react/popover'
import { closing, type PopProps } from './later'

/** A small panel beside the button that opened it. */
export function PopPanel(
  props: PopProps & {
    className: string
    label?: string
    /** Whether the focus goes back to the button; not where it has gone to something else that was opened. */
    returns?: () => boolean
    children: React.ReactNode
  },
) {
  const { anchor, open, onOpen, returns = () => true } = props
  return (
    <Popover.Root open={open} onOpenChange={(next, details) => closing(next, details, anchor) && onOpen(false)}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="bottom"
          align="end"
          sideOffset={10}
          collisionPadding={12}
          className="above-all"
        >
          <Popover.Popup
            className={`panel ${props.className}`}
            aria-label={props.label}
            finalFocus={() => (returns() ? anchor.current : false)}
          >
            {props.children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
