/**
 * What becomes of a request: a `page` comes from the network if it is quick, a `file` of the build from the device, and everything else,
 * the API, streams, sockets, other origins, is none of the worker's business.
 */
export type Way = 'page' | 'file' | 'none'

/** What is looked at of a request. */
export type Asked = { readonly method: string; readonly mode: string; readonly url: string }

/** Whether an address is named by what is in it, so that whatever came from it once is right for ever. */
export const isHashed = (path: string, base: string): boolean => path.startsWith(`${base}/assets/`)

/** `origin` and `base`: the worker's own. `plain`: the files of the build whose names stay when they change. */
export function wayOf({ method, mode, url }: Asked, origin: string, base: string, plain: ReadonlySet<string>): Way {
  const { origin: from, pathname } = new URL(url)
  if (method !== 'GET' || from !== origin) return 'none'
  if (mode === 'navigate') return isPage(pathname, base) ? 'page' : 'none'
  return isHashed(pathname, base) || plain.has(pathname) ? 'file' : 'none'
}

/** The addresses at which the server gives the one page there is. */
function isPage(path: string, base: string): boolean {
  if (!path.startsWith(`${base}/`)) return false
  return /^\/(b\/[^/]+)?$/.test(path.slice(base.length))
}
