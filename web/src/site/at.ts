/**
 * Where this server's pages lie. It need not have a name to itself: under `--public-url https://host/draw` everything is at `/draw/…`, and the
 * server writes that into the page. So no address of ours is written as it is; a test (src/test/imports.test.ts) looks for those that are.
 *
 *   fetch(at('/api/v1/boards'))      <img src={at('/favicon.svg')}>      location.assign(at(made.url))     what a request or an anchor asks for
 *   whole(`/b/${id}`)                                                    what is copied, sent or shown: with the scheme and the name
 *   within(location.pathname)                                            '/b/…' again, to be read
 *
 * Addresses in the server's answers are written as if it had the name to itself; they go through `at` as well. Files that code imports
 * (pictures, workers, style sheets) need nothing: the build finds them beside the file that asks.
 */

/** A path as it is where the server has a name to itself. */
export type OwnPath = `/${string}`

/** What stands before it: '' or such as '/draw'. A worker has no page to read it from. */
export const base =
  typeof document === 'undefined' ? '' : (document.querySelector<HTMLMetaElement>('meta[name="base"]')?.content ?? '')

/** The address of something of this server's, on this page's origin. */
export const at = (path: OwnPath): string => base + path

/** The same for elsewhere. */
export const whole = (path: OwnPath): string => location.origin + at(path)

/** The path of an address as the server knows it; '' for one that is none of this server's. */
export const within = (pathname: string): string => (pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : '')

/** A name, in a place that all of an origin shares (locks, caches, local storage), that no other Drawing Room of the same origin takes. */
export const ownName = (name: string): string => name + base
