/** Contrast between colours, as WCAG 2 defines it, and colours made lighter. */

function channel(hex: string, i: number): number {
  const c = Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16) / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}

/** Relative luminance of `#rrggbb(aa)`, 0 to 1; its alpha does not count. */
export function luminance(hex: string): number {
  return 0.2126 * channel(hex, 0) + 0.7152 * channel(hex, 1) + 0.0722 * channel(hex, 2)
}

/** 1 (the same) to 21 (black on white). */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** As a share of the way from `a` (0) to white (1), channel by channel; its alpha stays. */
function towardsWhite(hex: string, share: number): string {
  const parts = [1, 3, 5].map((i) => {
    const value = Number.parseInt(hex.slice(i, i + 2), 16)
    return Math.round(value + (255 - value) * share)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${parts.join('')}${hex.slice(7)}`
}

/**
 * A colour that is seen on dark paper: itself where its contrast is at least `least`, else as much lighter as it was dark, and more
 * where that is not enough. Black becomes white, navy a light blue.
 */
export function lightened(hex: string, paper: string, least: number): string {
  if (contrast(hex, paper) >= least) return hex
  // Perceived lightness, CIE: 0 to 1.
  const light = luminance(hex)
  const dark = 1 - (light > 0.008856 ? 1.16 * Math.cbrt(light) - 0.16 : 9.033 * light)
  for (let share = dark ** 2; ; share = Math.min(1, share + 0.05)) {
    const lighter = towardsWhite(hex, share)
    if (share === 1 || contrast(lighter, paper) >= least) return lighter
  }
}
