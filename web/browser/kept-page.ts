import { expect } from 'vitest'
import type { Person } from './person'

/** The page is on the device, and what it loads from now on passes through the worker that keeps it. */
export async function isKept({ page }: Person): Promise<void> {
  const kept = () =>
    page.evaluate(async () => {
      if (navigator.serviceWorker.controller?.state !== 'activated') return false
      // The page itself is kept last: what it needs is there by then.
      return (
        (await caches.match(`${document.querySelector<HTMLMetaElement>('meta[name="base"]')!.content}/`)) !== undefined
      )
    })
  await expect.poll(kept).toBe(true)
}
