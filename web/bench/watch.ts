import { readFileSync } from 'node:fs'
import type { Browser, CDPSession, Page } from 'playwright-core'

/** What was seen of a page while something went on. Absent: it could not be measured. */
export type Seen = {
  /** Pictures a second that differ from the one before. */
  readonly frames: number
  /** From the oldest input that a frame answers to the end of that frame, ms. */
  readonly inputP50: number | undefined
  readonly inputP95: number | undefined
  /** The longest time between two frames of the page's own clock, ms. */
  readonly longest: number
  /** CPU of the page's process, workers included, a shown picture, ms. */
  readonly cpu: number | undefined
}

/** Looks at a page from outside: counts pictures by their pixels, and asks the system for the CPU of its process. */
export class Watcher {
  readonly page: Page
  private readonly cdp: CDPSession
  readonly pid: number | undefined

  private constructor(page: Page, cdp: CDPSession, pid: number | undefined) {
    this.page = page
    this.cdp = cdp
    this.pid = pid
  }

  /** Begins to watch the only page of a browser. */
  static async on(browser: Browser, page: Page): Promise<Watcher> {
    const whole = await browser.newBrowserCDPSession()
    const { processInfo } = await whole.send('SystemInfo.getProcessInfo')
    await whole.detach()
    const renderers = processInfo.filter((process) => process.type === 'renderer').map((process) => process.id)
    return new Watcher(page, await page.context().newCDPSession(page), await busiest(renderers, page))
  }

  /** Watches while something is done. */
  async during(what: () => Promise<void>): Promise<Seen> {
    await this.page.evaluate(observe)
    const pictures = await this.pictures()
    const cpu = cpuOf(this.pid)
    const start = performance.now()
    await what()
    const seconds = (performance.now() - start) / 1000
    const used = cpuOf(this.pid)
    const shown = await pictures.stop()
    const { longest, inputs } = await this.page.evaluate(observed)
    return {
      frames: shown.length / seconds,
      inputP50: at(inputs, 0.5),
      inputP95: at(inputs, 0.95),
      longest,
      cpu: cpu === undefined || used === undefined || shown.length === 0 ? undefined : (used - cpu) / shown.length,
    }
  }

  /** Every picture that differs from the one before, small, as base64 of a PNG, with its time in ms since 1970; how many there are so far. */
  async pictures(): Promise<{ readonly count: number; stop(): Promise<readonly Picture[]> }> {
    const shown: Picture[] = []
    const frame = (e: { data: string; sessionId: number; metadata: { timestamp?: number } }) => {
      if (shown.at(-1)?.png !== e.data) shown.push({ png: e.data, time: (e.metadata.timestamp ?? 0) * 1000 })
      this.cdp.send('Page.screencastFrameAck', { sessionId: e.sessionId }).catch(() => {})
    }
    this.cdp.on('Page.screencastFrame', frame)
    await this.cdp.send('Page.startScreencast', { format: 'png', maxWidth: 320, maxHeight: 200, everyNthFrame: 1 })
    return {
      get count() {
        return shown.length
      },
      stop: async () => {
        await this.cdp.send('Page.stopScreencast')
        this.cdp.off('Page.screencastFrame', frame)
        return shown
      },
    }
  }

  /** Megabytes of the page's heap after a collection, and of its process as the system counts it. */
  async memory(): Promise<{ heap: number; process: number | undefined }> {
    await this.cdp.send('HeapProfiler.enable')
    await this.cdp.send('HeapProfiler.collectGarbage')
    await this.cdp.send('HeapProfiler.disable')
    const { usedSize } = await this.cdp.send('Runtime.getHeapUsage')
    const bytes = this.pid === undefined ? 0 : resident(this.pid)
    return { heap: usedSize / 1e6, process: bytes === 0 ? undefined : bytes / 1e6 }
  }

  get session(): CDPSession {
    return this.cdp
  }
}

/** A picture of the page. */
export type Picture = { readonly png: string; readonly time: number }

/** The share p of sorted numbers; undefined for none. */
function at(numbers: readonly number[], p: number): number | undefined {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * p)]
}

/** Which process is the page's: the one that works when the page does. There is one more, kept for the next page. */
async function busiest(pids: readonly number[], page: Page): Promise<number | undefined> {
  const before = new Map(pids.map((pid) => [pid, cpuOf(pid) ?? 0]))
  await page.evaluate(() => {
    const end = performance.now() + 150
    while (performance.now() < end);
  })
  const worked = (pid: number) => (cpuOf(pid) ?? 0) - before.get(pid)!
  return pids.toSorted((a, b) => worked(b) - worked(a))[0]
}

/** Milliseconds of CPU of a process so far; undefined where the system does not tell (not a Linux). */
function cpuOf(pid: number | undefined): number | undefined {
  try {
    const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(after[11]) + Number(after[12])) * 10 // ticks of 10 ms
  } catch {
    return undefined
  }
}

/** Bytes of a process in memory; 0 where the system does not tell. */
function resident(pid: number): number {
  try {
    const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(line?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

type Observed = { longest: number; inputs: number[]; stop: boolean }

declare global {
  interface Window {
    observed?: Observed
  }
}

/** Runs in the page: measures its frames, and how long input waits for them. */
function observe(): void {
  const seen: Observed = { longest: 0, inputs: [], stop: false }
  window.observed = seen
  let oldest = 0
  const input = (e: Event) => {
    if (oldest === 0) oldest = e.timeStamp
  }
  for (const type of ['pointermove', 'wheel']) addEventListener(type, input, { capture: true, passive: true })
  const channel = new MessageChannel()
  channel.port1.onmessage = () => {
    // After the frame's own work and painting.
    if (oldest > 0) seen.inputs.push(performance.now() - oldest)
    oldest = 0
  }
  let last = performance.now()
  const frame = () => {
    const now = performance.now()
    seen.longest = Math.max(seen.longest, now - last)
    last = now
    if (seen.stop) {
      for (const type of ['pointermove', 'wheel']) removeEventListener(type, input, { capture: true })
      return
    }
    channel.port2.postMessage(0)
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

/** Runs in the page. */
function observed(): Observed {
  window.observed!.stop = true
  return window.observed!
}
