import { loadCrop } from '../tools/crop'
import { loadParts } from '../tools/eraser'
import { loadTables } from './tables'

/** What a bare board can do without: fetched when something comes onto it that is not ink, or nothing else is to be done. */
export { AtWork } from '../editor/at-work'
export { ClipboardEvents } from '../editor/clipboard-events'
export { TextOverlay } from '../editor/field/overlay'
export { LateWays } from '../editor/late-ways'
export { Signing } from '../editor/signing'
export { ByKeys } from './by-keys'

/** Fetches what single tools and kinds need once they are in a hand. */
export const loads = [loadCrop, loadParts, loadTables]
