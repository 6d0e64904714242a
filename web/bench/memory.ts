import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'

/** Memory of a process, in MB; `anonymous`: without files that are mapped, which processes share. */
export type Memory = { readonly resident: number; readonly anonymous: number }

/** What the largest of a browser's pages has resident. */
export async function pageMemory(browser: Browser): Promise<Memory> {
  const cdp = await browser.newBrowserCDPSession()
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
  await cdp.detach()
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => readFileSync(`/proc/${id}/status`, 'utf8'))
    .map((status) => {
      const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
      return { resident: of('VmRSS'), anonymous: of('RssAnon') }
    })
  return sizes.sort((a, b) => b.resident - a.resident)[0]!
}
