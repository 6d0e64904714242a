/** What a bare board can do without: fetched when something comes onto it that is not ink, or nothing else is to be done. */
export { ClipboardEvents } from '../editor/clipboard-events'
export { TextOverlay } from '../editor/field/overlay'
export { LateWays } from '../editor/late-ways'
export { Signing } from '../editor/signing'
export { kinds } from '../elements'
export { loadCrop } from '../tools/crop'
export { loadParts } from '../tools/eraser'
export { loadTables } from './tables'
