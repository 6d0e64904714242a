import { beforeAll, expect, test } from 'vitest'
import { boardWith } from '../bench/fill'
import { bytesOf } from './clipboard-hands'
import { ada, bob, haveAll, link, onOneBoard } from './pair'
import { Person } from './person'
import { difference } from './picture-compare'

/** Pictures of a board, taken by whoever did not draw it: they look like what the other drew. */

onOneBoard()

beforeAll(async () => {
  await ada.takes('Rectangle')
  await ada.page.getByRole('button', { name: 'Fill', exact: true }).click()
  await ada.page.getByRole('button', { name: 'Fill: Soft teal', exact: true }).click()
  await ada.page.keyboard.press('Escape')
  await ada.drags([300, 200], [500, 300])
  await ada.takes('Ellipse')
  await ada.drags([700, 400], [800, 500])
  await ada.page.keyboard.press('Escape')
  await haveAll(ada, bob)
  await bob.page.keyboard.press('Shift+0')
})

/** Saves a picture by the dialog with these choices. */
async function saves({ page }: Person, ...choices: string[]): Promise<Buffer> {
  await page.keyboard.press('Control+Shift+E')
  const dialog = page.getByRole('dialog', { name: 'Export as a picture' })
  for (const name of choices) await dialog.getByRole('radio', { name, exact: true }).click()
  const save = dialog.getByRole('button', { name: 'Save' })
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()])
  await dialog.waitFor({ state: 'detached' })
  return bytesOf(download)
}

/** The size of a PNG in pixels, and how much of each of its corners and of its middle shows, 0 to 255. */
function measured(png: Buffer): Promise<{ w: number; h: number; corner: number; middle: number }> {
  return bob.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
    const { width: w, height: h, ...picture } = await read(bytes)
    return { w, h, corner: picture.alpha(0, 0), middle: picture.alpha(w >> 1, h >> 1) }

    async function read(of: Uint8Array<ArrayBuffer>) {
      const bitmap = await createImageBitmap(new Blob([of], { type: 'image/png' }))
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
      context.drawImage(bitmap, 0, 0)
      const alpha = (x: number, y: number) => context.getImageData(x, y, 1, 1).data[3]!
      return { width: bitmap.width, height: bitmap.height, alpha }
    }
  }, png.toString('base64'))
}

test('a PNG at 1× to 4× is as many times as large', async () => {
  const sizes = []
  for (const scale of ['1×', '2×', '3×', '4×']) sizes.push(await measured(await saves(bob, 'All', 'PNG', scale)))
  const [one] = sizes
  for (const [i, { w, h }] of sizes.entries()) {
    expect(Math.abs(w - one!.w * (i + 1))).toBeLessThanOrEqual(i + 1)
    expect(Math.abs(h - one!.h * (i + 1))).toBeLessThanOrEqual(i + 1)
  }
  expect(one!.w).toBeGreaterThanOrEqual(500)
})

test('without paper nothing lies behind what is drawn, with it paper does', async () => {
  await bob.takes('Select')
  await bob.page.mouse.click(400, 250)
  const bare = await measured(await saves(bob, 'Selection', 'PNG', '1×', 'Nothing'))
  expect([bare.corner, bare.middle]).toEqual([0, 255])
  const lying = await measured(await saves(bob, 'Selection', 'PNG', '1×', 'Paper'))
  expect([lying.corner, lying.middle]).toEqual([255, 255])
  // The rectangle alone: 200 × 100 with a margin.
  expect(bare.w).toBeLessThan(300)
  expect(bare.h).toBeLessThan(200)
  await bob.page.keyboard.press('Escape')
})

test('what is on the screen of one, in their dark theme, is what the other saves as the dark picture of that area', async () => {
  await ada.page.keyboard.press('Shift+Alt+d')
  await ada.page.mouse.move(640, 690)
  await bob.page.mouse.move(640, 690)
  await ada.page.waitForFunction(() => document.documentElement.dataset.theme === 'dark')
  const png = await saves(bob, 'Screen', 'PNG', '1×', 'With dots', 'Dark')
  const area = { x: 250, y: 150, width: 600, height: 400 }
  await expect
    .poll(async () => {
      const screen = await ada.page.screenshot({ animations: 'disabled' })
      const { unlike, inked } = await difference(ada.page, screen, png, area)
      return { alike: unlike < inked / 50, drawn: inked > 5000 }
    })
    .toEqual({ alike: true, drawn: true })
  await ada.page.keyboard.press('Shift+Alt+d')
})

test('a PNG that is made while its fonts are on their way has them, and not their stand-ins', async () => {
  const eve = await Person.arrive(ada.context.browser()!, 'Eve')
  const items = ['hand', 'sans', 'serif', 'mono'].map((font, i) => {
    const text = { kind: 'text', at: [10_000, 10_000 + i * 8000], width: 40_000, measured: [40_000, 4000], font }
    return {
      id: `letters-${i}-00000`,
      props: { ...text, order: `a${i}`, 'font-size': 2800, 'text/r0': ['a0', 'Quick fox', ''] },
    }
  })
  const board = await boardWith(eve.page, new URL(link).origin, items)
  let release = () => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  let asked = 0
  await eve.context.route(/woff2/, async (route) => {
    asked++
    await gate
    await route.continue()
  })
  await eve.follows(board)
  await expect.poll(() => asked).toBeGreaterThan(3)
  const { page } = eve
  await page.keyboard.press('Control+Shift+E')
  const save = page.getByRole('dialog', { name: 'Export as a picture' }).getByRole('button', { name: 'Save' })
  const coming = page.waitForEvent('download')
  await save.click()
  // It waits for the fonts: had it not, it would be there by now.
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))))
  release()
  const early = await bytesOf(await coming)
  await page.evaluate(() => document.fonts.ready)
  expect((await saves(eve)).equals(early)).toBe(true)
  expect(eve.troubles).toEqual([])
  await eve.leaves()
})
