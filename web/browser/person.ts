import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from 'playwright-core'
import { onTestFailed, TestRunner } from 'vitest'
import type { ForScripts } from '../src/main/scripts'

/** A point of the page, in CSS pixels. */
export type Spot = readonly [x: number, y: number]

/** Where a hand is, and how much it presses, 0 to 1. */
type Pressed = readonly [spot: Spot, force: number]

/** The spots from one to another, in steps as of `presses`; the last is where it ends. */
const between = (from: Spot, to: Spot): Spot[] =>
  [1, 2, 3, 4].map((n) => [from[0] + ((to[0] - from[0]) * n) / 4, from[1] + ((to[1] - from[1]) * n) / 4])

/** For who has to open a page without a network: their browser keeps the pages, as any does. That costs a second of work, so that others do without. */
export const keepsPages = { serviceWorkers: 'allow' } as const

/** Somebody with a browser of their own: what they do is done with a real mouse, pen and keys. */
export class Person {
  readonly name: string
  readonly context: BrowserContext
  page: Page
  /** Errors of the page and reports of its content policy; a test expects none. */
  readonly troubles: string[] = []

  private constructor(name: string, context: BrowserContext, page: Page) {
    this.name = name
    this.context = context
    this.page = page
  }

  static async arrive(browser: Browser, name: string, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      serviceWorkers: 'block',
      ...options,
    })
    await context.grantPermissions([])
    // A test that is tried again begins without who came in the try that failed.
    if (TestRunner.getCurrentTest()) onTestFailed(() => context.close())
    return Person.in(context, name)
  }

  /** Somebody whose browser is there already. */
  static async in(context: BrowserContext, name: string): Promise<Person> {
    // What is waited for may take long on a slow machine; this only ends what never comes.
    context.setDefaultTimeout(60_000)
    const person = new Person(name, context, await context.newPage())
    person.watch()
    return person
  }

  /** Notes what goes wrong in the page at hand. Failed requests are not errors here: servers are killed on purpose. */
  watch(): void {
    this.page.on('pageerror', (error) => this.troubles.push(String(error)))
    this.page.on('console', (message) => {
      const network = /Failed to load resource|WebSocket connection|net::ERR|fetching the script/.test(message.text())
      if (message.type() === 'error' && !network) this.troubles.push(message.text())
    })
  }

  /** Makes a board on the start page and is on it. Returns the link that the share button copies. */
  async makesBoard(origin: string, title = '', colour = ''): Promise<string> {
    await this.page.goto(origin)
    await this.page.getByRole('button', { name: /^You are/ }).click()
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(this.name)
    if (colour) await this.page.getByRole('radio', { name: colour }).check({ force: true })
    await this.page.getByRole('textbox', { name: 'Your name' }).press('Enter')
    await this.page.getByRole('textbox', { name: 'Your name' }).waitFor({ state: 'detached' })
    if (title) await this.page.getByLabel(/^Title/).fill(title)
    await this.page.getByRole('button', { name: 'New board' }).click()
    await this.isOn()
    return this.page.url()
  }

  /** Follows a link to a board, gives a name and is on it. */
  async follows(link: string, colour = ''): Promise<void> {
    await this.page.goto(link)
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(this.name)
    if (colour) await this.page.getByRole('radio', { name: colour }).check({ force: true })
    await this.page.getByRole('textbox', { name: 'Your name' }).press('Enter')
    await this.isOn()
  }

  /** Is on the board, and it is saved. */
  async isOn(): Promise<void> {
    await this.page.getByRole('toolbar', { name: 'Tools' }).waitFor()
    await this.saved()
  }

  /** Everything is saved, and the page says so: what it says may be a moment behind. */
  async saved(): Promise<void> {
    await this.page.waitForFunction(() => window.drawingroom?.save.kind === 'saved', undefined, { timeout: 60_000 })
    await this.page.locator('[data-save="saved"]').waitFor({ timeout: 60_000 })
  }

  /** What the badge says in words. */
  saveText(): Promise<string> {
    return this.page
      .locator('[data-save]')
      .getAttribute('aria-label')
      .then((label) => label ?? '')
  }

  async takes(tool: string): Promise<void> {
    await this.page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: tool, exact: true }).click()
  }

  /**
   * Presses, goes along the spots, lets go: with the mouse, and no key held. Each step is one message to the browser, where Playwright's own mouse asks the page twice more
   * whether something is dragged out of it: on a busy machine such a hand stays where it is for so long that it holds still, which is a gesture of its own.
   */
  async drags(...spots: Spot[]): Promise<void> {
    const [first, ...rest] = spots as [Spot, ...Spot[]]
    await this.page.mouse.move(...first)
    const way = rest.flatMap((spot, i) => between(spots[i]!, spot))
    await this.#draws(
      'mouse',
      [first, ...way].map((spot) => [spot, 0.5]),
    )
    await this.page.mouse.move(...spots.at(-1)!)
  }

  /** As drags, with the keys that are held, but does not let go. */
  async presses(...spots: Spot[]): Promise<void> {
    const [first, ...rest] = spots as [Spot, ...Spot[]]
    await this.page.mouse.move(...first)
    await this.page.mouse.down()
    for (const spot of rest) await this.page.mouse.move(...spot, { steps: 4 })
  }

  /** Draws a rectangle from corner to corner; nothing is selected after. */
  async draws(from: Spot, to: Spot): Promise<void> {
    await this.takes('Rectangle')
    await this.drags(from, to)
    await this.page.keyboard.press('Escape')
  }

  /** Makes a link by which one may only look; the path of it, with its secret. */
  async linkToLookAt(): Promise<string> {
    const { board } = await this.board()
    return this.page.evaluate(async (id) => {
      const response = await fetch(`/api/v1/boards/${id}/links`, {
        method: 'POST',
        body: JSON.stringify({ role: 'viewer' }),
        headers: { 'Content-Type': 'application/json' },
      })
      return ((await response.json()) as { url: string }).url
    }, board)
  }

  /** Clicks on one thing after another: two of these shall not count as one double click. */
  async clicks(...spot: Spot): Promise<void> {
    await this.page.mouse.click(40, 400)
    await this.page.mouse.click(...spot)
  }

  /** Draws with a pen that has pressure. */
  async pens(...spots: Spot[]): Promise<void> {
    const way = spots.map((spot, i): Pressed => [spot, 0.2 + (0.7 * i) / spots.length])
    await this.#draws('pen', [[spots[0]!, 0.2], ...way])
  }

  /** Presses at the first of these, goes along the others and lets go together with the last step, lest it stays there. */
  async #draws(pointerType: 'mouse' | 'pen', [first, ...way]: readonly Pressed[]): Promise<void> {
    const cdp = await this.devtools()
    const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', [[x, y], force]: Pressed) =>
      cdp.send('Input.dispatchMouseEvent', {
        type,
        x,
        y,
        button: 'left',
        buttons: type === 'mouseReleased' ? 0 : 1,
        pointerType,
        force,
        clickCount: type === 'mouseMoved' ? 0 : 1,
      })
    await send('mousePressed', first!)
    for (const step of way.slice(0, -1)) await send('mouseMoved', step)
    const last = way.at(-1)!
    await Promise.all([send('mouseMoved', last), send('mouseReleased', [last[0], 0])])
    await cdp.detach()
  }

  /** What the page offers to scripts. */
  board(): Promise<ForScripts> {
    return this.page.evaluate(() => {
      const { board, seq, save, hash } = window.drawingroom!
      return { board, seq, save, hash }
    })
  }

  /** Reads an address of the server as this person; `path` as it is where the server has a name to itself. */
  async reads(path: string): Promise<string> {
    const answer = await this.page.evaluate(async (where) => {
      const base = document.querySelector<HTMLMetaElement>('meta[name="base"]')!.content
      const response = await fetch(base + where)
      return { ok: response.ok, text: await response.text() }
    }, path)
    if (!answer.ok) throw new Error(`${path}: ${answer.text}`)
    return answer.text
  }

  devtools(): Promise<CDPSession> {
    return this.context.newCDPSession(this.page)
  }

  async leaves(): Promise<void> {
    await this.context.close()
  }
}
