import { expect, test } from 'vitest'
import { onStage } from './on-stage'
import { Person } from './person'

/** A benchmark: it prints figures and judges none of them. */

const stage = onStage()

const rounds = 5

test('the first stroke on an empty board: how long after navigation, and how much was loaded', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const link = await ada.makesBoard(stage.program.local)
  const cdp = await ada.devtools()
  const figures: { ms: number; kB: number }[] = []
  for (let i = 0; i < rounds; i++) {
    await cdp.send('Network.clearBrowserCache')
    await ada.page.goto('about:blank')
    figures.push(await firstStroke(ada, link))
  }
  figures.sort((a, b) => a.ms - b.ms)
  const median = figures[Math.floor(rounds / 2)]!
  console.log(
    `first stroke ${Math.round(median.ms)} ms after navigation (of ${figures.map((f) => Math.round(f.ms)).join(', ')}), ${median.kB.toFixed(1)} kB came over the wire until then`,
  )
  expect(median.ms).toBeGreaterThan(0)
  await ada.leaves()
})

/** Goes to the board and draws as soon as it takes strokes; the time ends when the stroke is in the board as it is shown. */
async function firstStroke({ page }: Person, link: string): Promise<{ ms: number; kB: number }> {
  await page.goto(link, { waitUntil: 'commit' })
  await page.waitForFunction(() => window.drawingroom)
  const empty = await page.evaluate(() => window.drawingroom!.hash)
  await page.keyboard.press('p')
  await page.mouse.move(300, 300)
  await page.mouse.down()
  await page.mouse.move(400, 350, { steps: 4 })
  await page.mouse.up()
  return page.evaluate((before) => {
    if (window.drawingroom!.hash === before) throw new Error('nothing was drawn')
    const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    const bytes = entries.reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0)
    return { ms: performance.now(), kB: bytes / 1000 }
  }, empty)
}
