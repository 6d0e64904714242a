import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Frame, type Page } from 'playwright-core'
import { args, executable } from './chromium'
import type { Person } from './person'

/** A site that is not ours: it serves what it is given, each at an address of its own. Browsers hold localhost and 127.0.0.1 for two sites. */
export class Site {
  readonly #server: Server
  readonly #pages = new Map<string, string>()

  private constructor(server: Server) {
    this.#server = server
    server.on('request', (request, response) => {
      const { pathname } = new URL(request.url!, 'http://site')
      const cookie = request.headers.cookie ?? ''
      // What its cookie is worth in a frame: it is set at every visit, and what came of the one before is told.
      if (pathname === '/cookie') response.setHeader('Set-Cookie', 'probe=1; SameSite=None; Secure; Path=/')
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.end(
        pathname === '/cookie' ? `<p>${cookie === '' ? 'none' : cookie}</p>` : (this.#pages.get(pathname) ?? ''),
      )
    })
  }

  static async open(): Promise<Site> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new Site(server)
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Serves a page; returns its address. */
  serves(path: string, body: string): string {
    this.#pages.set(
      path,
      `<!doctype html><html lang="en"><title>A site</title><body><main><h1>A site</h1>${body}</main>`,
    )
    return this.origin + path
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

/** A browser of its own. `blocks`: it gives frames of other sites no cookies, as a person sets it. */
export async function aBrowser(blocks: boolean): Promise<{ context: BrowserContext; end(): Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'drawingroom-cookies-'))
  mkdirSync(join(profile, 'Default'))
  const set = { profile: { cookie_controls_mode: blocks ? 1 : 0, block_third_party_cookies: blocks } }
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(set))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable(),
    args,
    viewport: { width: 1100, height: 760 },
  })
  context.setDefaultTimeout(60_000)
  return {
    context,
    async end() {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/** What a frame of another site is sent of the cookie that it was given before. */
export async function cookieInFrame(page: Page, site: Site): Promise<string> {
  const other = `http://localhost:${site.port}/cookie`
  await page.goto(site.serves('/asks', `<iframe src="${other}" title="other"></iframe>`))
  const frame = () => page.frames().find((one) => one.url() === other)!
  await frame().locator('p').waitFor()
  await page.reload()
  await frame().locator('p').waitFor()
  return frame().locator('p').innerText()
}

/** The frame of a board in a page. */
export async function boardIn(page: Page): Promise<Frame> {
  await page.locator('iframe').waitFor({ state: 'attached' })
  const handle = await page.locator('iframe').elementHandle()
  return (await handle!.contentFrame())!
}

/** The owner lets pages of a site frame the board. */
export async function letsFrame(owner: Person, board: string, site: Site): Promise<void> {
  const status = await owner.page.evaluate(
    async ([id, origin]) =>
      (
        await fetch(`/api/v1/boards/${id}/embedding`, {
          method: 'PUT',
          body: JSON.stringify({ origins: [origin], unfurl: false }),
          headers: { 'Content-Type': 'application/json' },
        })
      ).status,
    [board, site.origin] as const,
  )
  if (status !== 200) throw new Error(`the list of sites was answered with ${status}`)
}
