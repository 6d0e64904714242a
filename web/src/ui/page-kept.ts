/**
 * Whether the page itself is on the device, so that it opens without a network: `kept`, not yet known (`coming`), `plain` where the browser
 * keeps no page that came over plain HTTP, `cannot` where it keeps none at all.
 */
export type PageKept = 'kept' | 'coming' | 'plain' | 'cannot'

let failed = false

/** The browser was asked to keep it, and would not. */
export function pageNotKept(): void {
  failed = true
}

/** As it stands now. */
export function pageKept(): PageKept {
  // Absent on plain HTTP, whatever the types say.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (workers === undefined) return isSecureContext ? 'cannot' : 'plain'
  if (workers.controller !== null) return 'kept'
  return failed ? 'cannot' : 'coming'
}
