import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from './chromium'
import { arrows, figures, inkAndFills, lines, shapes, strokes } from './look/elements'
import type { Sheet } from './look/sheet'
import { difference } from './picture-compare'

/**
 * How elements look, compared with pictures that were looked at (approved/). After a change that is meant, look at what the test
 * leaves in screens/ and approve it: DRAWINGROOM_APPROVE=1 npm run browser -- look
 */

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const approve = process.env.DRAWINGROOM_APPROVE === '1'
/** Other versions of a browser smooth edges otherwise: so much of the picture may be plainly unlike. */
const SHARE = 0.004

let browser: Browser
let page: Page

beforeAll(async () => {
  mkdirSync(here('screens'), { recursive: true })
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: here('look/sheet.ts'), formats: ['iife'], name: 'sheet' } },
  })
  const [bundle] = [built].flat() as unknown as { output: readonly { code?: string }[] }[]
  browser = await launch()
  page = await browser.newPage()
  await page.addScriptTag({ content: bundle!.output[0]!.code! })
})

afterAll(() => browser?.close())

const all = [...shapes(), ...strokes()]
const sheets: readonly (readonly [name: string, sheet: Sheet])[] = [
  ['look-light', { elements: all, theme: 'light', w: 790, h: 460, zoom: 0.8 }],
  ['look-dark', { elements: all, theme: 'dark', w: 490, h: 285, zoom: 0.5 }],
  ['look-figures', { elements: [...figures(), ...lines()], theme: 'light', w: 790, h: 300, zoom: 0.8 }],
  ['look-arrows', { elements: arrows(), theme: 'light', w: 790, h: 270, zoom: 0.8 }],
  ['look-ink', { elements: inkAndFills(), theme: 'light', w: 500, h: 245, zoom: 1 }],
  ['look-ink-dark', { elements: inkAndFills(), theme: 'dark', w: 500, h: 245, zoom: 1 }],
  ['look-far', { elements: all, theme: 'light', w: 150, h: 90, zoom: 0.15 }],
]

test.each(sheets)('%s is as it was approved', async (name, sheet) => {
  const png = Buffer.from(await drawn(sheet), 'base64')
  writeFileSync(here(`screens/${name}.png`), png)
  const approved = here(`approved/${name}.png`)
  if (approve) writeFileSync(approved, png)
  expect(existsSync(approved), 'approve it first').toBe(true)
  const area = { x: 0, y: 0, width: sheet.w, height: sheet.h }
  const { unlike, inked } = await difference(page, readFileSync(approved), png, area)
  expect(inked).toBeGreaterThan((sheet.w * sheet.h) / 50)
  expect(unlike, `see browser/screens/${name}.png`).toBeLessThanOrEqual(sheet.w * sheet.h * SHARE)
})

test('the same is drawn twice, to the pixel', async () => {
  const [, sheet] = sheets[0]!
  expect(await drawn(sheet)).toBe(await drawn(sheet))
})

function drawn(sheet: Sheet): Promise<string> {
  return page.evaluate((text) => window.drawSheet(JSON.parse(text)), JSON.stringify(sheet))
}
