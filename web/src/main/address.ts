import type { Box } from '../geometry/box'
import { whole, within } from '../site/at'

/** A place on a board that an address leads to: what was seen there, in whole hundredths, or elements. */
export type Place =
  | { readonly to: 'view'; readonly box: Box }
  | { readonly to: 'elements'; readonly ids: readonly string[] }

/** What an address of ours names. `secret`: of a link that was followed. `token`: of a host application, by which somebody comes. `place`: where on the board it leads; null for nowhere in particular. */
export type Address =
  | { readonly page: 'start' }
  | {
      readonly page: 'board'
      readonly id: string
      readonly secret: string | null
      readonly token: string | null
      readonly place: Place | null
    }

/** More elements than this are not named by a link; their place is. */
export const maxNamed = 30

const secretOf = /^[A-Za-z0-9_-]{1,128}$/
const tokenOf = /^[\w-]{1,4096}\.[\w-]{1,8192}\.[\w-]{1,2048}$/
const elementOf = /^[A-Za-z0-9][A-Za-z0-9_-]{7,31}$/
const numberOf = /^-?\d{1,11}$/
/** The farthest a view may lie and the largest it may be, in hundredths: a hundred times what elements may. */
const farthest = 1e11

/**
 * Reads `/b/{id}#k={secret}&t={token}&view={x},{y},{w},{h}` or `…&at={element},{element}`; everything else is the start page. All that is secret
 * or says where somebody looks stands behind the #, which browsers send to nobody.
 */
export function addressOf(location: { readonly pathname: string; readonly hash: string }): Address {
  const id = /^\/b\/([A-Za-z0-9_-]{1,64})\/?$/.exec(within(location.pathname))?.[1]
  if (id === undefined) return { page: 'start' }
  const parts = partsOf(location.hash)
  const secret = parts.get('k')
  const token = parts.get('t')
  return {
    page: 'board',
    id,
    secret: secret !== undefined && secretOf.test(secret) ? secret : null,
    token: token !== undefined && tokenOf.test(token) ? token : null,
    place: placeIn(location.hash),
  }
}

/** The place that the part behind # leads to; null for nowhere in particular. */
export function placeIn(hash: string): Place | null {
  const parts = partsOf(hash)
  return placeOf(parts.get('view'), parts.get('at'))
}

/** The address to hand on: who opens it joins by the secret. */
export function linkOf(id: string, secret: string): string {
  return whole(`/b/${id}#k=${secret}`)
}

/** The part behind # with another place in it, or with none; what else stands there stays as it is. */
export function hashWith(hash: string, place: Place | null): string {
  return hashInstead(hash, ['view', 'at'], place && written(place))
}

/** The part behind # with one part of it, `name=value`, in place of those of these names; with none where it is null. */
export function hashInstead(hash: string, of: readonly string[], part: string | null): string {
  const named = (one: string) => of.some((name) => one.startsWith(`${name}=`))
  const kept = hash
    .replace(/^#/, '')
    .split('&')
    .filter((one) => one !== '' && !named(one))
  const parts = part === null ? kept : [...kept, part]
  return parts.length === 0 ? '' : `#${parts.join('&')}`
}

/** Takes a part out of the page's address and returns it: it is for nobody's eyes. Undefined where there is none. */
export function takePart(name: string): string | undefined {
  const part = partsOf(location.hash).get(name)
  if (part === undefined) return undefined
  const clean = new URL(location.href)
  clean.hash = hashInstead(location.hash, [name], null)
  history.replaceState(history.state, '', clean)
  return part
}

function written(place: Place): string {
  if (place.to === 'elements') return `at=${place.ids.join(',')}`
  const { x, y, w, h } = place.box
  return `view=${[x, y, w, h].map(Math.round).join(',')}`
}

/** The parts of what stands behind #, by their names; the first of each. */
export function partsOf(hash: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>()
  // Some programs write a comma in an address as %2C.
  for (const part of hash.replace(/^#/, '').replace(/%2c/gi, ',').split('&')) {
    const at = part.indexOf('=')
    if (at > 0 && !parts.has(part.slice(0, at))) parts.set(part.slice(0, at), part.slice(at + 1))
  }
  return parts
}

function placeOf(view: string | undefined, at: string | undefined): Place | null {
  const ids = at?.split(',') ?? []
  if (ids.length > 0 && ids.length <= maxNamed && ids.every((id) => elementOf.test(id))) return { to: 'elements', ids }
  const numbers = view?.split(',') ?? []
  if (numbers.length !== 4 || !numbers.every((n) => numberOf.test(n))) return null
  const [x, y, w, h] = numbers.map(Number) as [number, number, number, number]
  if (w < 1 || h < 1 || Math.max(Math.abs(x), Math.abs(y), w, h) > farthest) return null
  return { to: 'view', box: { x, y, w, h } }
}
