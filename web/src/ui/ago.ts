const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** How long ago something was, in words; times in ms since 1970. */
export function ago(then: number, now: number): string {
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  for (const [unit, ms] of steps) {
    if (now - then >= ms) return words.format(-Math.floor((now - then) / ms), unit)
  }
  return 'just now'
}
