/** Names are ASCII by pattern, so that both languages sort them alike (B10) and none of them can be taken for a number or reach a prototype. */

const elementID = /^[A-Za-z0-9][A-Za-z0-9_-]{7,31}$/
const path = /^[A-Za-z][A-Za-z0-9_-]{0,31}(\/[A-Za-z0-9_-]{1,32})?$/
const orderKey = /^[0-9A-Za-z]{1,64}$/

/** Whether s may name an element, a step or a gesture: 8 to 32 characters of [A-Za-z0-9_-], the first a letter or digit. */
export function isElementID(s: string): boolean {
  return elementID.test(s)
}

/** Whether s may be a path: a property name, or one and an entry key after a slash ("at", "text/p7"). */
export function isPath(s: string): boolean {
  return path.test(s)
}

/** Whether s may be an order key: 1 to 64 of [0-9A-Za-z]. */
export function isOrderKey(s: string): boolean {
  return orderKey.test(s)
}

/** Cuts a path at its slash; `entry` is undefined for a property. */
export function cutPath(s: string): { name: string; entry?: string } {
  const slash = s.indexOf('/')
  return slash < 0 ? { name: s } : { name: s.slice(0, slash), entry: s.slice(slash + 1) }
}

/** The id of the element of kind "board" that holds a board's title, paper, grid and named moments. */
export const settingsID = 'board-settings'

/** Bounds the walk from a new parent to the root (B9). */
export const maxDepth = 100

/** The most ops a change may hold (W12). */
export const maxOps = 1000

/** The largest canonical encoding a change may have, in bytes (W12). */
export const maxChangeBytes = 256 * 1024
