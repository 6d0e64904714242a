import { expect, test } from 'vitest'
import { boardBy } from '../bench/fill'
import { evenly } from './even-log'
import { onStage } from './on-stage'
import { Person } from './person'
import { inked } from './picture-of'
import { percent } from './view'

const stage = onStage()

/** A board of so many squares, side by side: 50 in a row, as one sees them from afar, each of which was drawn by a change of its own. */
const COUNT = 1500
const IN_ROW = 50
const APART = 6000
/** So many lie one on the other where painting them is to take a while. */
const PILES = 8

/** So many squares in their places; those beyond the last place lie on the first ones. */
const squares = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    op: 'put',
    id: `square-${i}`,
    props: {
      kind: 'rectangle',
      at: [(i % IN_ROW) * APART, Math.floor((i % COUNT) / IN_ROW) * APART],
      size: [4000, 4000],
      fill: 'blue',
    },
  }))

/** Parts of the window, in CSS pixels: the first 15 rows of squares lie in the one, the 24th to the 26th in the other. */
const upper = { x: 200, y: 100, width: 880, height: 300 }
const lower = { x: 200, y: 566, width: 880, height: 58 }

/** Notes each glance that comes onto the page from now on, over the past if that is open: which share of its pixels is blue in these parts. */
function watch(parts: { readonly upper: typeof upper; readonly lower: typeof lower }): void {
  const shares: [upper: number, lower: number][] = []
  const inkedIn = (canvas: HTMLCanvasElement, { y, height }: { y: number; height: number }) => {
    const k = canvas.height / innerHeight
    const { data } = canvas.getContext('2d')!.getImageData(0, y * k, canvas.width, height * k)
    let count = 0
    for (let i = 0; i < data.length; i += 4) if (data[i + 2]! - data[i]! > 40) count++
    return count / (data.length / 4)
  }
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) {
        if (!(node instanceof HTMLCanvasElement) || node.className !== 'glance') continue
        shares.push([inkedIn(node, parts.upper), inkedIn(node, parts.lower)])
      }
  }).observe(document.querySelector('.past') ?? document, { childList: true, subtree: true })
  ;(window as unknown as { glances: typeof shares }).glances = shares
}

/** Waits until the zoom is as it is to be, and no longer on its way. */
async function zoomRests(ada: Person, there: (percent: number) => boolean): Promise<void> {
  let before = 0
  const rests = async () => {
    const now = await percent(ada)
    const same = now === before
    before = now
    return same && there(now)
  }
  await expect.poll(rests, { interval: 300 }).toBe(true)
}

const glances = (ada: Person) =>
  ada.page.evaluate(() => (window as unknown as { glances: [upper: number, lower: number][] }).glances)

test('a board that comes with much on it is seen at once, roughly, and then as it is; kept by the device, too', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const { page } = ada
  const board = await boardBy(page, stage.program.local, squares(COUNT * PILES), 500)
  await page.addInitScript(watch, { upper, lower })
  for (const way of ['from the server', 'from the device']) {
    await page.goto('about:blank')
    await page.goto(board)
    if (way === 'from the server') await page.getByRole('button', { name: 'Start drawing' }).click()
    await expect.poll(async () => (await glances(ada))?.length, { message: way }).toBe(1)
    const [above, below] = (await glances(ada))[0]!
    expect(above, way).toBeGreaterThan(0.1)
    expect(below, way).toBeGreaterThan(0.1)
    await page.locator('.glance').waitFor({ state: 'detached' })
    expect(await inked(page, lower)).toBeGreaterThan(5000)
    await ada.isOn()
  }
  expect(ada.troubles).toEqual([])
})

test('a moment of a board with much on it is seen at once, roughly, and then as it was', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const { page } = ada
  await page.route('**/log?*', evenly)
  await page.goto(await boardBy(page, stage.program.local, squares(COUNT), 1))
  await page.getByRole('button', { name: 'Start drawing' }).click()
  await ada.isOn()
  await page.keyboard.press('Shift+1')
  await zoomRests(ada, (now) => now < 100)
  await page.keyboard.press('Alt+t')
  const moment = page.getByRole('slider', { name: 'Moment' })
  await moment.waitFor()
  await page.evaluate(watch, { upper, lower })
  const box = (await moment.boundingBox())!
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const
  const glance = page.locator('.past .glance')
  await expect.poll(() => inked(page, lower)).toBeGreaterThan(5000)

  // Nothing of the lower rows was there yet.
  await page.mouse.move(...at(0.9))
  await page.mouse.down()
  await page.mouse.move(...at(0.7))
  await expect.poll(async () => (await glances(ada)).length).toBeGreaterThan(0)
  await glance.waitFor({ state: 'detached' })
  await page.mouse.up()
  await expect.poll(() => inked(page, lower)).toBeLessThan(1000)
  expect(await inked(page, upper)).toBeGreaterThan(5000)

  // Back to nearly all of them: the glance has them before the board has.
  await page.evaluate(() => ((window as unknown as { glances: unknown[] }).glances.length = 0))
  await page.mouse.move(...at(0.98))
  await page.mouse.down()
  await page.mouse.up()
  await expect.poll(async () => (await glances(ada)).length).toBe(1)
  const [above, below] = (await glances(ada))[0]!
  expect(above).toBeGreaterThan(0.1)
  expect(below).toBeGreaterThan(0.1)
  await expect.poll(() => inked(page, lower)).toBeGreaterThan(5000)
  await glance.waitFor({ state: 'detached' })

  // Seen from near there is nothing that takes long.
  await page.getByRole('button', { name: 'Back to now' }).click()
  await page.keyboard.press('Shift+0')
  await zoomRests(ada, (now) => now === 100)
  await page.keyboard.press('Alt+t')
  await moment.waitFor()
  await page.evaluate(watch, { upper, lower })
  const shown = () => page.evaluate(() => window.drawingroom!.past!.seq)
  for (const share of [0.3, 0.6]) {
    await page.mouse.click(...at(share))
    await expect.poll(async () => Math.abs((await shown()) / COUNT - share)).toBeLessThan(0.05)
  }
  expect(await glances(ada)).toEqual([])
  expect(ada.troubles).toEqual([])
})
