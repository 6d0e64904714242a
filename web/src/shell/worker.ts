import { type Build, Kept, under } from './kept'
import { buildOf, type FromPage, workerPath } from './names'
import { PATIENCE, pageFrom } from './page'
import type { Fetching, Scope } from './scope'
import { isHashed, wayOf } from './way'

/**
 * The service worker: it keeps the page itself on the device, so that a board opens without a network. One build is one cache. A new
 * worker takes over at once, under pages that are open, too: what they still load is named by its content, and their build is kept for as
 * long as one of them is open.
 */

/** Filled in when the front end is built (scripts/keep-page.ts). */
declare const BUILD: Omit<Build, 'base'>

const self = globalThis as unknown as Scope
/** The worker lies at the top of what it keeps. */
const base = self.location.pathname.slice(0, -workerPath.length)
const build = under(base, BUILD)
const kept = new Kept(build, caches, (...asked) => fetch(...asked))
const plain = new Set([...build.first, ...build.rest].filter((path) => !isHashed(path, base)))

self.addEventListener('install', (event) => {
  // Fails where the browser does not know it, and is then as good as not said.
  event.waitUntil(
    Promise.resolve(
      event.addRoutes?.([{ condition: { urlPattern: { pathname: `${base}/api/*` } }, source: 'network' }]),
    ).catch(() => {}),
  )
  event.waitUntil(kept.fill().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  // A page is asked of the network while the worker wakes up.
  event.waitUntil(self.registration.navigationPreload?.enable())
  event.waitUntil(self.clients.claim().then(sweep))
})

self.addEventListener('fetch', (event) => {
  const way = wayOf(event.request, self.location.origin, base, plain)
  if (way === 'file') event.respondWith(kept.file(event.request))
  if (way === 'page') event.respondWith(page(event))
})

self.addEventListener('message', (event) => {
  const { loaded } = event.data as FromPage
  event.waitUntil(kept.used(loaded).then(sweep))
})

function page(event: Fetching): Promise<Response> {
  const network = Promise.resolve(event.preloadResponse).then((early) => early ?? fetch(event.request))
  event.waitUntil(network.then((response) => leaveIfUnwanted(response.clone())).catch(() => {}))
  return pageFrom({
    network,
    patience: new Promise((resolve) => setTimeout(resolve, PATIENCE)),
    kept: () => kept.page(),
    outdated: () => kept.outdated(),
  })
}

/** A server that gives another page may be one that has no worker: then this one goes, and leaves nothing. */
async function leaveIfUnwanted(page: Response): Promise<void> {
  if (!page.ok || (await kept.isOurs(page))) return
  const { status } = await fetch(base + workerPath, { cache: 'no-store' })
  if (status !== 404 && status !== 410) return
  await self.registration.unregister()
  await kept.forget()
}

/** Forgets builds of which no page is open. A page that has not said yet of which build it is may be of any. */
async function sweep(): Promise<void> {
  if ((await kept.others()).length === 0) return
  const { held = [] } = await self.navigator.locks.query()
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const open = held.map(({ name = '' }) => buildOf(name, base)).filter((build) => build !== '')
  if (open.length >= pages.length) await kept.forgetAllBut(new Set(open))
}
