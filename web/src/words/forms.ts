import { spokenNow } from './say'

/** Lists, numbers and times as the language of the page writes them. */

/** "Ann, Ben and Cleo". */
export function sayList(parts: readonly string[]): string {
  return new Intl.ListFormat(spokenNow().tag, { type: 'conjunction' }).format(parts)
}

/** A number with its separators; at most `digits` behind the point. */
export function sayNumber(n: number, digits = 0): string {
  return n.toLocaleString(spokenNow().tag, { maximumFractionDigits: digits })
}

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** How long ago something was, "3 hours ago"; '' for less than a minute. Times in ms since 1970. */
export function sayAgo(then: number, now: number): string {
  const words = new Intl.RelativeTimeFormat(spokenNow().tag, { numeric: 'auto' })
  const step = steps.find(([, ms]) => now - then >= ms)
  return step === undefined ? '' : words.format(-Math.floor((now - then) / step[1]), step[0])
}
