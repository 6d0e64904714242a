import { buildOf, cacheOf, outdatedPath } from './names'
import { isHashed } from './way'

/** What a build is made of. */
export type Build = {
  readonly name: string
  /** The path that the server's pages lie under; '' for none. All other paths begin with it. */
  readonly base: string
  /** What any board needs: kept from the beginning. */
  readonly first: readonly string[]
  /** What few need (letters of other scripts): kept once it was used. */
  readonly rest: readonly string[]
}

/** So many files are fetched at once: whoever draws meanwhile has the network, too. */
const LANES = 4

/** A build whose paths begin where the server's root is, as it lies under a path. */
export const under = (base: string, { name, first, rest }: Omit<Build, 'base'>): Build => ({
  name,
  base,
  first: first.map((path) => base + path),
  rest: rest.map((path) => base + path),
})

/** The files of one build, as the device keeps them. Those of other builds are looked at, too: what is named by its content is the same in all. */
export class Kept {
  readonly #build: Build
  readonly #caches: CacheStorage
  readonly #fetch: typeof fetch
  readonly #rest: ReadonlySet<string>
  /** The page under which the build itself is kept. */
  readonly #page: string

  constructor(build: Build, caches: CacheStorage, get: typeof fetch) {
    this.#build = build
    this.#caches = caches
    this.#fetch = get
    this.#rest = new Set(build.rest)
    this.#page = `${build.base}/`
  }

  /** Keeps all that is kept from the beginning; rejects when something of it cannot be had. What came before that stays, and is not fetched again. */
  async fill(): Promise<void> {
    const mine = await this.#mine()
    const wanted = this.#build.first.values()
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        for (const path of wanted) await this.#put(mine, path)
      }),
    )
    // What was used of a former build is used again.
    for (const path of this.#build.rest) {
      const known = await this.#caches.match(path)
      if (known) await mine.put(path, known)
    }
    // Last, so that a page is never kept without what it needs.
    await this.#putPage(mine)
  }

  page(): Promise<Response | undefined> {
    return this.#known(this.#page)
  }

  /** Whether the server has refused this build. */
  async outdated(): Promise<boolean> {
    return (await this.#known(outdatedPath)) !== undefined
  }

  /** A file of this build, or of an older one for a page that is still open. */
  async file(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    const known = await this.#known(pathname)
    if (known) return known
    const fresh = await this.#fetch(request)
    if (fresh.ok && this.#rest.has(pathname)) await (await this.#mine()).put(pathname, fresh.clone())
    return fresh
  }

  /** A page has loaded these before the worker saw what it does. */
  async used(paths: readonly string[]): Promise<void> {
    const mine = await this.#mine()
    for (const path of paths) if (this.#rest.has(path)) await this.#put(mine, path)
  }

  /** Whether a page is of this build. */
  async isOurs(page: Response): Promise<boolean> {
    return (await page.text()).includes(this.#build.name)
  }

  /** Forgets the builds of which no page is open. */
  async forgetAllBut(open: ReadonlySet<string>): Promise<void> {
    for (const { build, cache } of await this.others()) if (!open.has(build)) await this.#caches.delete(cache)
  }

  /** Forgets everything. */
  async forget(): Promise<void> {
    await this.forgetAllBut(new Set())
    await this.#caches.delete(cacheOf(this.#build.name, this.#build.base))
  }

  /** The other builds of which something is kept. */
  async others(): Promise<readonly { readonly build: string; readonly cache: string }[]> {
    const all = (await this.#caches.keys()).map((cache) => ({ cache, build: buildOf(cache, this.#build.base) }))
    return all.filter(({ build }) => build !== '' && build !== this.#build.name)
  }

  #mine(): Promise<Cache> {
    return this.#caches.open(cacheOf(this.#build.name, this.#build.base))
  }

  /** What is kept of this build; of what is named by its content, what is kept of any. */
  async #known(path: string): Promise<Response | undefined> {
    const own = await this.#caches.match(path, { cacheName: cacheOf(this.#build.name, this.#build.base) })
    return own ?? (isHashed(path, this.#build.base) ? this.#caches.match(path) : undefined)
  }

  async #put(mine: Cache, path: string): Promise<void> {
    if (await mine.match(path)) return
    await mine.put(path, (await this.#known(path)) ?? (await this.#get(path)))
  }

  async #putPage(mine: Cache): Promise<void> {
    const page = await this.#get(this.#page)
    // The server may have been brought up to date since it gave us this worker.
    if (!(await this.isOurs(page.clone()))) throw new Error('the page is of another build')
    await mine.put(this.#page, page)
  }

  async #get(path: string): Promise<Response> {
    const response = await this.#fetch(path, { cache: isHashed(path, this.#build.base) ? 'default' : 'no-cache' })
    // A proxy that wants somebody to sign in first leads elsewhere.
    if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`)
    return response
  }
}
