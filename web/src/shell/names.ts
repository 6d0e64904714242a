/**
 * What a page and the worker that keeps it call things between them. A build is named by what it is made of: 16 hexadecimal digits. `base` is the path
 * that the server's pages lie under (site/at.ts): what two of them on one origin keep are two things.
 */

/** Where the worker is served, under the base. */
export const workerPath = '/sw.js'

const before = (base: string) => `drawingroom${base} `

/** The cache that holds a build. */
export const cacheOf = (build: string, base: string): string => before(base) + build

/** The build that a cache or a lock is named after; '' for what is no build of ours. */
export function buildOf(name: string, base: string): string {
  const build = name.startsWith(before(base)) ? name.slice(before(base).length) : ''
  return build.includes(' ') ? '' : build
}

/** The lock that every page of a build holds for as long as it is open. */
export const lockOf = cacheOf

/** What a page puts into its build's cache when the server has told it that it is too old. */
export const outdatedPath = '/outdated'

/** What a page tells the worker: it holds its lock, and has loaded these addresses. */
export type FromPage = { readonly loaded: readonly string[] }
