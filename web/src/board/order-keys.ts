import { generateKeyBetween } from 'fractional-indexing'
import { randomText } from './ids'
import { isOrderKey } from './names'

/** The longest an order key may be (kinds.json, "order"). */
const longest = 64

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * Draws an order key between two (null or '': no bound on that side; a must sort before b). It is jittered, so that two people who put something in the
 * same place at once do not get the same key. Keys that others made badly are borne. Where there is no room between the two (they are
 * equal, or as long as keys may be), the key is a's: order then falls to ids, until the siblings are given new keys (orderKeys).
 */
export function orderBetween(a: string | null, b: string | null): string {
  const low = a && isOrderKey(a) ? a : null
  const high = b && isOrderKey(b) ? b : null
  if (low && high && low >= high) return low
  for (const draw of [jittered, jitteredBelow, regular, midway, shortened]) {
    const key = draw(low, high)
    if (key !== undefined && isOrderKey(key) && (!low || key > low) && (!high || key < high)) return key
  }
  return low ?? high!
}

/** Draws n ascending order keys between two: for what is put in at once, and to give crowded siblings new keys (between null and null). */
export function orderKeys(a: string | null, b: string | null, n: number): string[] {
  const keys = new Array<string>(n)
  const fillIn = (low: string | null, high: string | null, from: number, to: number): void => {
    if (from >= to) return
    // Without an upper bound one after the other is shortest; else halves, or keys would grow with n.
    const middle = high === null ? from : (from + to) >> 1
    keys[middle] = orderBetween(low, high)
    fillIn(low, keys[middle]!, from, middle)
    if (high !== null) fillIn(keys[middle]!, high, middle + 1, to)
  }
  if (b !== null) fillIn(a, b, 0, n)
  else for (let i = 0, low = a; i < n; i++) low = keys[i] = orderBetween(low, null)
  return keys
}

/** Three characters of jitter: one chance in 238,328 that two draws in one place agree. No key may end in the first digit: nothing fits below it. */
function jittered(a: string | null, b: string | null): string | undefined {
  const key = regular(a, b)
  return key === undefined ? undefined : key + randomText(2) + digits[1 + Math.floor(Math.random() * 61)]
}

/** As jittered, below the shortest key: where b begins like that, the jitter may lead beyond b, and without any two people draw the same key. */
function jitteredBelow(a: string | null, b: string | null): string | undefined {
  const key = regular(a, b)
  return key === undefined ? undefined : jittered(a, key)
}

/** The shortest key, of the usual make ("a0", "a1V"); undefined where a or b is not of that make. */
function regular(a: string | null, b: string | null): string | undefined {
  try {
    return generateKeyBetween(a, b)
  } catch {
    return undefined
  }
}

/** The shortest beginning of b that sorts after a: the last way where a is as long as keys may be. */
function shortened(a: string | null, b: string | null): string | undefined {
  for (let length = 1; b !== null && length < b.length; length++) {
    if (b.slice(0, length) > (a ?? '')) return b.slice(0, length)
  }
  return undefined
}

/** A key halfway, taking keys as fractions in base 62: for neighbours of another make. */
function midway(a: string | null, b: string | null): string | undefined {
  let key = ''
  let free = b === null
  for (let i = 0; i < longest; i++) {
    const low = i < (a?.length ?? 0) ? digits.indexOf(a![i]!) : -1
    const high = free ? digits.length : i < b!.length ? digits.indexOf(b![i]!) : 0
    if (high - low > 1) {
      const middle = Math.max(1, (low + high) >> 1)
      if (middle > low && middle < high) return key + digits[middle]
    }
    const next = Math.max(low, 0)
    if (next < high) free = true
    key += digits[next]
  }
  return undefined
}
