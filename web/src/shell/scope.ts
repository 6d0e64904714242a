/** What a service worker is to itself; the page's own types do not know it. */

type Waits = Event & { waitUntil(work: Promise<unknown>): void }

/** `addRoutes`: what never passes through the worker at all; few browsers have it. */
export type Installing = Waits & {
  addRoutes?(routes: readonly { condition: { urlPattern: { pathname: string } }; source: 'network' }[]): Promise<void>
}

export type Fetching = Waits & {
  readonly request: Request
  /** Old browsers have none. */
  readonly preloadResponse?: Promise<Response | undefined>
  respondWith(answer: Promise<Response>): void
}

export type Told = Waits & { readonly data: unknown }

export type Scope = {
  readonly location: Location
  readonly navigator: { readonly locks: LockManager }
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    claim(): Promise<void>
    matchAll(of: { type: 'window'; includeUncontrolled: true }): Promise<readonly unknown[]>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install', on: (event: Installing) => void): void
  addEventListener(type: 'activate', on: (event: Waits) => void): void
  addEventListener(type: 'fetch', on: (event: Fetching) => void): void
  addEventListener(type: 'message', on: (event: Told) => void): void
}
