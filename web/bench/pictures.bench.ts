import { expect, test } from 'vitest'
import { onStage } from '../browser/on-stage'
import { lying } from '../browser/pair'
import { Person } from '../browser/person'
import { dropsPhoto } from '../browser/pictures'
import { pageMemory } from './memory'

/** How many photos of 12 megapixels lie on the board. */
const PHOTOS = Number(process.env.PHOTOS ?? 50)
/** For how long frames are counted and memory is looked at, ms. */
const WATCHED = 10_000

const stage = onStage()

test('photos of 12 megapixels on one board: memory and frames while panning', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const link = await ada.makesBoard(stage.program.local)
  for (let i = 0; i < PHOTOS; i++) {
    await dropsPhoto(ada, i, [200 + (i % 10) * 90, 150 + Math.floor(i / 10) * 110])
    // One paste after the other: a second one in the midst of the first is answered with a sentence.
    await expect.poll(async () => (await lying(ada, 'image')).length, { timeout: 60_000 }).toBe(i + 1)
    await ada.page.keyboard.press('Escape')
  }
  await ada.saved()
  // A page that has made none of them, in a process that has not either.
  await ada.leaves()
  const bob = await Person.arrive(stage.browser, 'Bob')
  await bob.follows(link)
  const rows: string[] = []
  for (const [name, keys] of [
    ['at fit', 'Shift+1'],
    ['at 100 %', 'Shift+0'],
  ] as const) {
    await bob.page.keyboard.press(keys)
    await bob.page.mouse.move(640, 400)
    const most = { resident: 0, anonymous: 0 }
    let counted: number | undefined
    void bob.page.evaluate(framesPerSecond, WATCHED).then((frames) => (counted = frames))
    for (let i = 0; counted === undefined; i++) {
      await bob.page.mouse.wheel(i % 20 < 10 ? 60 : -60, i % 20 < 10 ? 40 : -40)
      const now = await pageMemory(stage.browser)
      most.resident = Math.max(most.resident, now.resident)
      most.anonymous = Math.max(most.anonymous, now.anonymous)
    }
    rows.push(
      `${name}: ${counted.toFixed(0)} frames/s, ${most.resident.toFixed(0)} MB resident, ${most.anonymous.toFixed(0)} MB of its own`,
    )
  }
  console.log([`${PHOTOS} photos of 12 megapixels`, ...rows].join('\n'))
})

/** The page's own frames a second, for so many milliseconds. Runs in the page. */
function framesPerSecond(lasts: number): Promise<number> {
  return new Promise((resolve) => {
    const begun = performance.now()
    let count = 0
    const next = (now: number) => {
      count++
      if (now - begun > lasts) resolve((count * 1000) / lasts)
      else requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
}
