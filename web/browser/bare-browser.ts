import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { expect } from 'vitest'
import { allGone, args, executable } from './chromium'

type Answer = { readonly id?: number; readonly result?: object; readonly error?: { readonly message: string } }
type Asked = { readonly resolve: (result: object) => void; readonly reject: (error: Error) => void }
type Evaluated = {
  readonly result: { readonly value?: unknown }
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } }
}

/**
 * A Chromium of whose workers nobody has a hold. Playwright watches every worker of a browser, and one that is watched never rests: a newer service
 * worker waits for ever then, and a page that is loaded meanwhile may hang. Here only pages are spoken to, over the pipe that Chromium has for that.
 */
export class BareBrowser {
  readonly #profile = mkdtempSync(join(tmpdir(), 'drawingroom-bare-'))
  readonly #child: ChildProcess
  readonly #asked = new Map<number, Asked>()
  #said = ''

  constructor() {
    const own = [
      '--headless=new',
      '--window-size=1280,900',
      '--remote-debugging-pipe',
      `--user-data-dir=${this.#profile}`,
      'about:blank',
    ]
    this.#child = spawn(executable(), [...args, ...own], { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
    const answers = this.#child.stdio[4] as Readable
    answers.setEncoding('utf8')
    answers.on('data', (text: string) => this.#hear(text))
    this.#child.stderr!.resume()
  }

  /** Opens a page in a tab of its own. */
  async open(url: string): Promise<BarePage> {
    const { targetId } = (await this.ask('Target.createTarget', { url: 'about:blank' })) as { targetId: string }
    const { sessionId } = (await this.ask('Target.attachToTarget', { targetId, flatten: true })) as {
      sessionId: string
    }
    const page = new BarePage(this, sessionId)
    await page.goes(url)
    return page
  }

  /** Asks the browser, or the page of a session, as its protocol for developer tools says it. */
  ask(method: string, params: object, sessionId?: string): Promise<object> {
    const id = this.#asked.size + 1
    ;(this.#child.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return new Promise((resolve, reject) => this.#asked.set(id, { resolve, reject }))
  }

  async end(): Promise<void> {
    const gone = allGone(this.#child)
    this.#child.kill('SIGKILL')
    await gone
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }

  #hear(text: string): void {
    const answers = (this.#said + text).split('\0')
    this.#said = answers.pop()!
    for (const answer of answers) {
      const { id, result, error } = JSON.parse(answer) as Answer
      const asked = this.#asked.get(id ?? 0)
      if (error !== undefined) asked?.reject(new Error(error.message))
      else asked?.resolve(result ?? {})
    }
  }
}

/** A page of such a browser. */
export class BarePage {
  readonly #browser: BareBrowser
  readonly #session: string

  constructor(browser: BareBrowser, session: string) {
    this.#browser = browser
    this.#session = session
  }

  async goes(url: string): Promise<void> {
    await this.#ask('Page.navigate', { url })
  }

  /** Loads it again, as a person does. */
  async reload(): Promise<void> {
    await this.#ask('Page.reload', {})
  }

  /** What a function gives in the page; throws what it throws. */
  async run<T>(does: () => T | Promise<T>): Promise<T> {
    const evaluated = (await this.#ask('Runtime.evaluate', {
      expression: `(${does})()`,
      awaitPromise: true,
      returnByValue: true,
    })) as Evaluated
    const { result, exceptionDetails: wrong } = evaluated
    if (wrong !== undefined) throw new Error(wrong.exception?.description ?? wrong.text)
    return result.value as T
  }

  /** Waits until a function of the page is true, through loads of it. */
  async until(does: () => boolean | Promise<boolean>, timeout = 60_000): Promise<void> {
    await expect.poll(() => this.run(does).catch(() => false), { timeout }).toBe(true)
  }

  /** Writes where the focus is. */
  async writes(text: string): Promise<void> {
    await this.#ask('Input.insertText', { text })
  }

  /** Presses a key and lets it go. */
  async presses(key: string, code: number, modifiers = 0): Promise<void> {
    const of = { key, windowsVirtualKeyCode: code, modifiers, ...(key === 'Enter' && { text: '\r' }) }
    await this.#ask('Input.dispatchKeyEvent', { type: 'keyDown', ...of })
    await this.#ask('Input.dispatchKeyEvent', { type: 'keyUp', ...of })
  }

  #ask(method: string, params: object): Promise<object> {
    return this.#browser.ask(method, params, this.#session)
  }
}
