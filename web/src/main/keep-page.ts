import { trusted } from '../render/worker/trusted'
import { cacheOf, type FromPage, lockOf, outdatedPath, workerPath } from '../shell/names'
import { at, base } from '../site/at'
import type { BoardClient } from '../sync/types'
import { pageNotKept } from '../ui/page-kept'
import { whenStopped } from './when-stopped'

/** The build that this page is of; '' where none was made, in development. */
const build = () => document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? ''

/**
 * Has the page kept on the device, so that it opens without a network, and brought up to date there. Where the browser does not (plain
 * HTTP, a certificate it does not trust) nothing else is lost. A new version is never put under the hand: the next page is of it.
 */
export async function keepPage(): Promise<void> {
  // Absent on plain HTTP, whatever the types say.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (workers === undefined || build() === '') return
  // What this page may still load is kept for as long as it is open.
  void navigator.locks.request(lockOf(build(), base), { mode: 'shared' }, () => new Promise(() => {})).catch(() => {})
  try {
    const registered = await workers.register(trusted(at(workerPath)), { updateViaCache: 'none' })
    // Browsers look for a newer one in their own time, some of them not at all while the one that is there has work.
    if (navigator.onLine) void registered.update().catch(() => {})
    const { active } = await workers.ready
    active?.postMessage({ loaded: loaded() } satisfies FromPage)
  } catch {
    pageNotKept()
  }
}

/** The paths of all that this page has loaded, as far as the browser remembers. */
function loaded(): readonly string[] {
  return performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
}

/** When the server refuses this page as too old, loading it again has to bring the new one, however slow the network is. */
export function followVersion(client: BoardClient): void {
  whenStopped(client, 'version', () => void outdate().catch(() => {}))
}

async function outdate(): Promise<void> {
  const caches = globalThis.caches as CacheStorage | undefined
  const cache = await caches?.open(cacheOf(build(), base))
  await cache?.put(outdatedPath, new Response(''))
}
