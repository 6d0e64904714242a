/** A colour as a picker shows it: hue 0 to 360, the others 0 to 1. */
export type Hsva = { readonly h: number; readonly s: number; readonly v: number; readonly a: number }

/** Reads `#rrggbb` or `#rrggbbaa`. */
export function hsvaOf(hex: string): Hsva {
  const [r, g, b, a] = [1, 3, 5, 7].map((i) => (i < hex.length ? Number.parseInt(hex.slice(i, i + 2), 16) / 255 : 1))
  const most = Math.max(r!, g!, b!)
  const spread = most - Math.min(r!, g!, b!)
  const sixth =
    spread === 0
      ? 0
      : most === r
        ? ((g! - b!) / spread + 6) % 6
        : most === g
          ? (b! - r!) / spread + 2
          : (r! - g!) / spread + 4
  return { h: sixth * 60, s: most === 0 ? 0 : spread / most, v: most, a: a! }
}

/** Writes `#rrggbbaa`, as the board keeps colours. */
export function hexOf({ h, s, v, a }: Hsva): string {
  const part = (n: number) => {
    const k = (n + h / 60) % 6
    return two(v - v * s * Math.max(0, Math.min(k, 4 - k, 1)))
  }
  return `#${part(5)}${part(3)}${part(1)}${two(a)}`
}

function two(share: number): string {
  return Math.round(share * 255)
    .toString(16)
    .padStart(2, '0')
}

/** How a colour is shown: without the alpha of what is opaque. */
export function hexShown(hex: string): string {
  return hex.length === 9 && hex.endsWith('ff') ? hex.slice(0, 7) : hex
}

/** What somebody typed as a colour, `#rrggbbaa`: with or without #, three, four, six or eight digits; null for anything else. */
export function hexTyped(text: string): string | null {
  const digits = text.trim().replace(/^#/, '').toLowerCase()
  if (!/^([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(digits)) return null
  const long = digits.length < 6 ? [...digits].map((digit) => digit + digit).join('') : digits
  return `#${long.padEnd(8, 'f')}`
}
