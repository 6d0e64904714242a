import { toneOf } from '../elements/palette'
import { colourClass, colourVars } from './palette'

/** Pictures of values: a line as wide as it says, a patch filled as it says. null is mixed: several values at once. */

type Face = {
  readonly children: React.ReactNode
  readonly className?: string
  readonly style?: React.CSSProperties | undefined
}

/** A picture of 24 by 24, drawn in the colour of the words around it. */
export function Picture({ children, className = '', style }: Face) {
  return (
    <svg
      className={`value-face ${className}`}
      style={style}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

/** How wide a line of this many hundredths is drawn in a picture. */
const wide = (thickness: number) => Math.min(8, 0.9 + thickness / 300)

function pattern(dash: string, width: number): string | undefined {
  if (dash === 'dashed') return `${3.2 + width * 0.3} ${2.6 + width * 1.2}`
  return dash === 'dotted' ? `0.01 ${width * 1.9 + 0.6}` : undefined
}

/** A line. */
export function LineFace({ thickness, dash }: { thickness: number | null; dash: string | null }) {
  if (thickness === null || dash === null) {
    return (
      <Picture>
        <path d="M3 6.5h18" strokeWidth="1.4" />
        <path d="M3 11.5h18" strokeWidth="2.6" strokeDasharray={dash === null ? '4 4.4' : undefined} />
        <path d="M3 17.5h18" strokeWidth="4" />
      </Picture>
    )
  }
  const width = wide(thickness)
  return (
    <Picture>
      <path d={`M${2 + width / 2} 12H${22 - width / 2}`} strokeWidth={width} strokeDasharray={pattern(dash, width)} />
    </Picture>
  )
}

const patterns: { readonly [style: string]: string } = {
  hatch: 'M4 12 12 4M4 20 20 4M12 20l8-8',
  cross: 'M4 12 12 4M4 20 20 4M12 20l8-8M12 4l8 8M4 4l16 16M4 12l8 8',
  dots: 'M7.5 7.5h.01M12 12h.01M16.5 7.5h.01M7.5 16.5h.01M16.5 16.5h.01',
}

/** A filled patch. */
export function FillFace({ fill, style }: { fill: string | null; style: string | null }) {
  const laid = style === null ? 'hatch' : style
  const patterned = fill !== null && fill !== 'none' && Object.hasOwn(patterns, laid)
  const worn = fill === null ? 'none' : patterned ? toneOf(fill).colour : fill
  return (
    <Picture className={`fill-face ${colourClass(worn)}`} style={colourVars(worn)}>
      {fill === null && <path d="M4 20 20 4M4 14 14 4M10 20 20 10" strokeWidth="3" opacity="0.45" />}
      {fill === 'none' && <path className="fill-none" d="M5.5 18.5l13-13" />}
      {patterned && <path className="fill-pattern" d={patterns[laid]} strokeWidth={laid === 'dots' ? 2.6 : 1.5} />}
      <rect
        className={fill !== null && fill !== 'none' && !patterned ? 'fill-patch' : ''}
        x="3.5"
        y="3.5"
        width="17"
        height="17"
        rx="4.5"
      />
    </Picture>
  )
}

/** A box drawn cleanly, or by hand. */
export function MannerFace({ manner }: { manner: string | null }) {
  if (manner === 'clean')
    return (
      <Picture>
        <rect x="4" y="5.5" width="16" height="13" rx="2" />
      </Picture>
    )
  return (
    <Picture className={manner === null ? 'is-mixed' : ''}>
      <path d="M3.5 6.4C9 5.3 14.5 6.7 20.6 5.5M19.9 4.8c-.7 4.700.6 9-.1 14M20.7 18.1c-5.700 1.2-11.2-.5-17 .6M4.5 19.3c-.9-4.8.4-9.2-.1-14.2" />
    </Picture>
  )
}

/** A line by hand: swelling with the pressure, or even. */
export function NibFace({ nib }: { nib: string }) {
  if (nib === 'even')
    return (
      <Picture>
        <path d="M3 15c4-8 6-8 9-3s5 5 9-3" strokeWidth="2.6" />
      </Picture>
    )
  return (
    <Picture>
      <path
        d="M3 15c4-9 6.5-9.5 9.5-4.5s4.5 4 8.5-1.5c-3.5 7-6 7.5-9.5 3S7 7.5 3 15z"
        fill="currentColor"
        strokeWidth="0.8"
      />
    </Picture>
  )
}

/** A corner. */
export function CornerFace({ radius }: { radius: number | null }) {
  if (radius === null)
    return (
      <Picture className="is-mixed">
        <path d="M5 19V5h14M9 19v-4a6 6 0 0 1 6-6h4" />
      </Picture>
    )
  const r = radius < 0 ? 10 : Math.min(12, (radius / 100) * 0.55)
  return (
    <Picture>
      <path d={`M5 19V${5 + r}Q5 5 ${5 + r} 5H19`} />
    </Picture>
  )
}

/** How much shows through. */
export function OpacityFace({ opacity }: { opacity: number | null }) {
  return (
    <Picture className={opacity === null ? 'is-mixed' : ''}>
      <circle cx="12" cy="12" r="7.5" fill="currentColor" fillOpacity={(opacity ?? 50) / 100} />
    </Picture>
  )
}
