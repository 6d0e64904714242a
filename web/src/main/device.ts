import { type Me, suggestMe } from '../ui/names'
import { peopleColours } from '../ui/palette'

/** What this device keeps of the person and their links. Where there is no storage, nothing is kept and nothing breaks. */

const meKey = 'drawingroom.me'
const linkKey = (board: string) => `drawingroom.link.${board}`

/** Who signed in here last. `id` is the server's name for them. */
export type KnownMe = Me & { readonly id: string }

/** Who signed in here last; null for nobody. They may have been signed out meanwhile. */
export function knownMe(): KnownMe | null {
  try {
    const kept = JSON.parse(read(meKey) ?? 'null') as Partial<KnownMe> | null
    if (typeof kept?.id !== 'string' || typeof kept.name !== 'string' || typeof kept.colour !== 'string') return null
    return { id: kept.id, name: kept.name, colour: kept.colour }
  } catch {
    return null
  }
}

/** Whether nobody has ever signed in on this device, as far as can be known: where there is no storage, it cannot. */
export function neverHere(): boolean {
  try {
    return localStorage.getItem(meKey) === null
  } catch {
    return false
  }
}

/** Keeps who has signed in. */
export function keepMe({ id, name, colour }: KnownMe): void {
  write(meKey, JSON.stringify({ id, name, colour }))
}

/** Who they are, or who they might like to be. */
export function meOrSuggestion(): Me {
  return (
    knownMe() ??
    suggestMe(
      peopleColours.map((swatch) => swatch.token),
      () => crypto.getRandomValues(new Uint32Array(1))[0]! / 0x1_0000_0000,
    )
  )
}

/** The secret of a link to the board that was used or made here. */
export function keptSecret(board: string): string | null {
  return read(linkKey(board))
}

/** Keeps a link's secret, so that the link can be copied again. */
export function keepSecret(board: string, secret: string): void {
  write(linkKey(board), secret)
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // No storage, or none left: it is asked for again next time.
  }
}
