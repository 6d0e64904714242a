import { ownName } from '../site/at'
import type { Me } from '../ui/names'

/** What this device keeps of the person and their links. Where there is no storage, nothing is kept and nothing breaks. */

const meKey = ownName('drawingroom.me')
const linkKey = (board: string) => `drawingroom.link.${board}`

/** Who signed in here last. `id` is the server's name for them. */
export type KnownMe = Me & { readonly id: string }

/** Who came to this page by a host application: nobody who signed in on this device, and not kept as such. */
let visitor: KnownMe | null = null

/** This page is a visitor's from now on. */
export function visitAs(me: KnownMe): void {
  visitor = me
}

/** Who signed in here last; null for nobody. They may have been signed out meanwhile. */
export function knownMe(): KnownMe | null {
  if (visitor !== null) return visitor
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
  if (visitor !== null) return false
  try {
    return localStorage.getItem(meKey) === null
  } catch {
    return false
  }
}

/** Keeps who has signed in. */
export function keepMe({ id, name, colour }: KnownMe): void {
  if (visitor !== null) return
  write(meKey, JSON.stringify({ id, name, colour }))
}

/** The secret of a link to the board that was used or made here. */
export function keptSecret(board: string): string | null {
  return read(linkKey(board))
}

/** Keeps a link's secret, so that the link can be copied again. */
export function keepSecret(board: string, secret: string): void {
  write(linkKey(board), secret)
}

const visitKey = (board: string) => `drawingroom.visit.${board}`

/** The token by which this tab's visit of a board began, so that the page can be loaded again; null for none. */
export function keptVisit(board: string): string | null {
  try {
    return sessionStorage.getItem(visitKey(board))
  } catch {
    return null
  }
}

/** Keeps it for this tab, as long as that is open. */
export function keepVisit(board: string, token: string): void {
  try {
    sessionStorage.setItem(visitKey(board), token)
  } catch {
    // The page that is loaded again asks for another.
  }
}

/** The visit is over. */
export function forgetVisit(board: string): void {
  try {
    sessionStorage.removeItem(visitKey(board))
  } catch {
    // There was none.
  }
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
