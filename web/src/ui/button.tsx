import { Tooltip } from '@base-ui/react/tooltip'
import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { keyText } from './keys-words'
import { chromePlace } from './place'

type Props = ComponentPropsWithoutRef<'button'> & {
  /** What it does: read out, and shown beside it on hovering. */
  readonly label: string
  /** Like "mod+z"; shown in the tooltip. */
  readonly keys?: string | undefined
  readonly side?: 'top' | 'bottom' | 'right'
  readonly children: ReactNode
}

/** A button that shows an icon only: named for who cannot see it, explained for who does not know it. */
export function IconButton({ label, keys, side = 'top', children, className, ...rest }: Props) {
  return (
    <Hint label={label} keys={keys} side={side}>
      <button type="button" className={`icon-button ${className ?? ''}`} aria-label={label} {...rest}>
        {children}
      </button>
    </Hint>
  )
}

/** Puts a tooltip beside its one child. */
export function Hint(props: {
  label: string
  keys?: string | undefined
  side?: 'top' | 'bottom' | 'right'
  children: React.JSX.Element
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={props.children} />
      <Tooltip.Portal container={chromePlace}>
        <Tooltip.Positioner side={props.side ?? 'top'} sideOffset={8} className="above-all">
          <Tooltip.Popup className="tooltip">
            {props.label}
            {props.keys && <kbd>{keyText(props.keys)}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
