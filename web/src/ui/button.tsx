import { type ComponentPropsWithoutRef, cloneElement, type ReactNode } from 'react'

/** Where a hint stands, seen from what it explains. */
export type Side = 'top' | 'bottom' | 'right'

type Props = ComponentPropsWithoutRef<'button'> & {
  /** What it does: read out, and shown beside it on hovering. */
  readonly label: string
  /** Like "mod+z"; shown in the hint. */
  readonly keys?: string | undefined
  readonly side?: Side
  readonly children: ReactNode
  readonly ref?: React.Ref<HTMLButtonElement>
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

/** Explains its one child to who rests on it; hints.tsx shows it. */
export function Hint(props: {
  label: string
  keys?: string | undefined
  side?: Side
  children: React.ReactElement<object>
}) {
  return cloneElement(props.children, {
    'data-hint': props.label,
    'data-hint-keys': props.keys,
    'data-hint-side': props.side ?? 'top',
  } as object)
}
