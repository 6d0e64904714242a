import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Spot } from './person'

type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** How many pixels of a part of the page differ from its most frequent colour: how much is drawn there. */
export async function inked(page: Page, area: Area): Promise<number> {
  const png = await page.screenshot({ clip: area, animations: 'disabled' })
  return page.evaluate(countInk, png.toString('base64'))
}

/** The colour of one pixel of the page, `#rrggbb`. */
export async function colourAt(page: Page, [x, y]: Spot): Promise<string> {
  const png = await page.screenshot({ clip: { x, y, width: 1, height: 1 }, animations: 'disabled' })
  return page.evaluate(readColour, png.toString('base64'))
}

/** How a part of the page looks once it has come to rest: once two pictures of it are the same. */
export async function rested(page: Page, clip?: Area): Promise<Buffer> {
  const look = () => page.screenshot({ animations: 'disabled', ...(clip && { clip }) })
  let now = await look()
  await expect
    .poll(
      async () => {
        const before = now
        now = await look()
        return before.equals(now)
      },
      { interval: 300 },
    )
    .toBe(true)
  return now
}

/** Remembers how the board looks; the answer says whether it still looks so. */
export async function same(page: Page): Promise<() => Promise<boolean>> {
  const area = { x: 0, y: 80, width: 1280, height: 560 }
  const before = await rested(page, area)
  return async () => before.equals(await page.screenshot({ clip: area, animations: 'disabled' }))
}

/** Runs in the page, which can read pictures. */
async function readColour(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
  const context = new OffscreenCanvas(1, 1).getContext('2d')!
  context.drawImage(await createImageBitmap(new Blob([bytes], { type: 'image/png' })), 0, 0)
  const [r, g, b] = context.getImageData(0, 0, 1, 1).data
  return `#${[r!, g!, b!].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** Runs in the page, which can read pictures. */
async function countInk(base64: string): Promise<number> {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  const context = canvas.getContext('2d')!
  context.drawImage(bitmap, 0, 0)
  const pixels = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  return pixels.length - Math.max(...counts.values())
}
