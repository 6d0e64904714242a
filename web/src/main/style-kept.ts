import kinds from '../../../rooms/board/kinds.json'
import { firstStyle, ROUND } from '../editor/style'
import type { Style } from '../editor/types'

/** What one has chosen to draw with, kept on this device: it stays for the next element, and for the next visit. */

const key = 'drawingroom.style'

const types = kinds.types as {
  readonly [type: string]: { readonly of?: unknown; readonly min?: number; readonly max?: number }
}
const properties = kinds.properties as { readonly [name: string]: string }

function fits(name: keyof Style, value: unknown): boolean {
  if (typeof value !== typeof firstStyle[name]) return false
  if (name === 'colour' || name === 'fill' || name === 'text-colour')
    return kinds.palette.includes(String(value)) || /^#[0-9a-f]{8}$/.test(String(value))
  if (name === 'radius' && value === ROUND) return true
  const { of, min = 0, max = 0 } = types[properties[name]!]!
  if (typeof value === 'number') return Number.isInteger(value) && value >= min && value <= max
  return Array.isArray(of) && of.includes(value)
}

/** Reads a style as it was kept; what is not one of a style's values is left out. */
export function styleFrom(text: string | null): Partial<Style> {
  let kept: unknown
  try {
    kept = JSON.parse(text ?? 'null')
  } catch {
    return {}
  }
  if (typeof kept !== 'object' || kept === null) return {}
  const names = Object.keys(firstStyle) as (keyof Style)[]
  const found = names.filter((name) => Object.hasOwn(kept, name) && fits(name, (kept as Partial<Style>)[name]))
  return Object.fromEntries(found.map((name) => [name, (kept as Partial<Style>)[name]]))
}

/** What was chosen on this device. */
export function keptStyle(): Partial<Style> {
  try {
    return styleFrom(localStorage.getItem(key))
  } catch {
    return {}
  }
}

/** Keeps what is chosen. */
export function keepStyle(change: Partial<Style>): void {
  try {
    localStorage.setItem(key, JSON.stringify({ ...keptStyle(), ...change }))
  } catch {
    // Without storage the choice holds until the page is left.
  }
}
