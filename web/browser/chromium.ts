import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

/** Where Chromium is, as people have it. */
export function executable(): string {
  const path =
    process.env.CHROMIUM ??
    ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  if (!path) throw new Error('no Chromium found: apt-get install chromium, or set CHROMIUM')
  return path
}

/** Where the Chromium is that has no windows. With each of its windows the other opens pages of its own, some seconds of work for every person of a test. */
function windowless(): string {
  const path = '/usr/bin/chromium-headless-shell'
  return process.env.CHROMIUM || !existsSync(path) ? executable() : path
}

/** It reaches this machine only; lan.test is this machine under a name that is no localhost. */
export const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP lan.test 127.0.0.1, MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
]

/** Launches a Chromium, where there is one the kind that costs least. */
export function launch(executablePath = windowless()): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args })
}

/** A Chromium with a profile on disk, whose process can be killed and started again on what it left there. */
export class OwnBrowser {
  readonly #profile = mkdtempSync(join(tmpdir(), 'drawingroom-profile-'))
  #child: ChildProcess | null = null

  /** Starts it on its profile. `plain`: as it is without a driver, which has every tab believe that it is seen. */
  async start(plain = false): Promise<BrowserContext> {
    const own = [
      '--headless=new',
      '--window-size=1280,900',
      '--remote-debugging-port=0',
      `--user-data-dir=${this.#profile}`,
      'about:blank',
    ]
    const child = spawn(executable(), [...args, ...own], { stdio: ['ignore', 'ignore', 'pipe'] })
    this.#child = child
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.once('exit', () => reject(new Error(`Chromium ended: ${said}`)))
      child.stderr.on('data', (text) => {
        said += text
        const found = /DevTools listening on (ws:\S+)/.exec(said)
        if (found) resolve(found[1]!)
      })
    })
    return (await chromium.connectOverCDP(address, { noDefaults: plain })).contexts()[0]!
  }

  /** Quits it as a person does: what it writes down at leisure, as cookies, is on disk then. */
  async quit(context: BrowserContext): Promise<void> {
    const gone = allGone(this.#child!)
    const cdp = await context.browser()!.newBrowserCDPSession()
    await cdp.send('Browser.close').catch(() => undefined)
    await gone
  }

  /** kill -9 of the browser's process, which takes all its pages along. */
  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = allGone(child)
    child.kill('SIGKILL')
    await gone
  }

  /** Ends it and throws its profile away. */
  async end(): Promise<void> {
    await this.kill()
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** Waits until a browser and all its pages have ended: they write to what it says too, and to its profile for a moment longer. */
export const allGone = (child: ChildProcess) => new Promise((resolve) => child.once('close', resolve))
