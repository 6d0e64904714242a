import type { BrowserContext, Page } from 'playwright-core'

/** What no page of ours may ever do because of what somebody wrote. */
export type Sight = { readonly what: string; readonly seen: string }

/**
 * Looks out for anything that a writer's code would do, in all pages of a browser: dialogs, reports of the content policy, errors, and requests
 * to anybody but the origins that are given. `ownErrors`: what a page may say of itself.
 */
export class Watch {
  readonly sights: Sight[] = []
  readonly #origins: readonly string[]

  private constructor(origins: readonly string[]) {
    this.#origins = origins
  }

  static async over(context: BrowserContext, ...origins: string[]): Promise<Watch> {
    const watch = new Watch(origins)
    await context.exposeBinding('toldOfViolation', (_, what: string) => watch.#note('policy', what))
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (e) => {
        const tell = (window as unknown as { toldOfViolation: (what: string) => void }).toldOfViolation
        tell(`${e.violatedDirective} ${e.blockedURI} ${e.sample} ${e.sourceFile}`)
      })
    })
    context.on('request', (request) => watch.#asked(request.url()))
    context.on('page', (page) => watch.#page(page))
    for (const page of context.pages()) watch.#page(page)
    return watch
  }

  #page(page: Page): void {
    page.on('dialog', (dialog) => {
      this.#note('dialog', dialog.message())
      void dialog.dismiss()
    })
    page.on('pageerror', (error) => this.#note('error', String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text()))
        this.#note('console', message.text())
    })
    page.on('popup', (popup) => this.#note('popup', popup.url()))
  }

  #asked(url: string): void {
    if (/^(data|blob|about):/.test(url) || this.#origins.some((origin) => url.startsWith(`${origin}/`))) return
    this.#note('request', url)
  }

  #note(what: string, seen: string): void {
    this.sights.push({ what, seen: seen.slice(0, 400) })
  }
}
