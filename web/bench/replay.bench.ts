import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { evenly } from '../browser/even-log'
import { onStage } from '../browser/on-stage'
import { Person } from '../browser/person'
import { boardBy } from './fill'
import { lifeOf } from './life'
import { differences, firstLike } from './loading'
import { pageMemory } from './memory'
import { at } from './share'
import { Watcher } from './watch'

/**
 * A board's past as a person sees it: how long until a moment that one goes to is on the screen, how many pictures a second a replay shows, and
 * how much memory the page has. Half of the changes draw, the others move and remove. The log is given another clock, since what fills a board here is
 * faster than any hand.
 */

const sizes = (process.env.CHANGES ?? '1000,10000,100000').split(',').map(Number)
const SEEKS = 25
/** Nothing new for so long means that a moment is shown, in ms. */
const REST = 500
/** How long a replay is watched, in ms. */
const WATCHED = 8_000

const stage = onStage()

test.each(sizes)('the past of %d changes, on the screen', async (changes) => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const { page } = ada
  const begun = performance.now()
  const url = await boardBy(page, stage.program.local, lifeOf(changes), 1)
  const filled = secondsSince(begun)
  await page.route('**/log?*', evenly)
  await page.goto(url)
  await page.getByRole('button', { name: 'Start drawing' }).click()
  await ada.isOn()
  // What it took to load is let go of.
  await page.waitForTimeout(5_000)
  const before = await pageMemory(stage.browser)
  const watcher = await Watcher.on(stage.browser, page)
  const asked = performance.now()
  await page.keyboard.press('Alt+t')
  const moment = page.getByRole('slider', { name: 'Moment' })
  await moment.waitFor({ timeout: 120_000 })
  const opened = secondsSince(asked)
  const seeks = await sought(page, watcher)
  const speeds: string[] = []
  for (const [speed, from] of [
    ['16×', 'middle'],
    ['All in 30 seconds', 'beginning'],
  ] as const)
    speeds.push(`${speed}: ${await played(page, watcher, speed, from)}`)
  const after = await pageMemory(stage.browser)
  console.log(
    `${changes} changes: filled in ${filled} s; opened in ${opened} s; seek to half there ${shares(seeks.half)} (${seeks.half.length} of ${SEEKS}), to painted ${shares(seeks.painted)}, to the last pixel ${shares(seeks.still)}; ${speeds.join('; ')}; ` +
      `MB of the page's own ${before.anonymous.toFixed(0)} before, ${after.anonymous.toFixed(0)} with its history, ${after.resident.toFixed(0)} resident`,
  )
  await ada.leaves()
})

const secondsSince = (begun: number) => ((performance.now() - begun) / 1000).toFixed(1)

const shares = (times: readonly number[]) => `p50 ${at(times, 0.5).toFixed(0)} ms, p95 ${at(times, 0.95).toFixed(0)} ms`

/**
 * Ms from a press, in order of size: until half of the pixels are there that are to become others, until the picture is what it comes to in all but a few of its
 * pixels, and until nothing in it changes any more.
 */
type Sought = {
  readonly half: readonly number[]
  readonly painted: readonly number[]
  readonly still: readonly number[]
}

/** Goes to moments by chance. */
async function sought(page: Page, watcher: Watcher): Promise<Sought> {
  const box = (await page.getByRole('slider', { name: 'Moment' }).boundingBox())!
  const half: number[] = []
  const painted: number[] = []
  const still: number[] = []
  for (let i = 0; i < SEEKS; i++) {
    const pictures = await watcher.pictures()
    await page.mouse.move(box.x + box.width * (0.02 + 0.96 * Math.random()), box.y + box.height / 2)
    await page.waitForTimeout(REST)
    const pressed = await page.evaluate(() => performance.timeOrigin + performance.now())
    await page.mouse.down()
    await page.mouse.up()
    for (
      let seen = -1, since = 0;
      seen !== pictures.count || performance.now() - since < REST || (await page.locator('.glance').count()) > 0;
      await page.waitForTimeout(20)
    ) {
      if (seen !== pictures.count) since = performance.now()
      seen = pictures.count
    }
    const all = await pictures.stop()
    const after = all.filter(({ time }) => time > pressed)
    const before = all[all.length - after.length - 1]
    const last = after.at(-1)
    if (last === undefined) continue
    still.push(last.time - pressed)
    painted.push((await firstLike(page, after, last)).time - pressed)
    if (before === undefined) continue
    const [most, ...rest] = await differences(page, [before, ...after], last)
    half.push(after[rest.findIndex((share) => share <= most! / 2)]!.time - pressed)
  }
  if (still.length < SEEKS / 2) throw new Error(`only ${still.length} moments were seen`)
  const sorted = (times: number[]) => times.sort((a, b) => a - b)
  return { half: sorted(half), painted: sorted(painted), still: sorted(still) }
}

/** Plays for a while: pictures a second and the longest time without one of the page's frames. */
async function played(page: Page, watcher: Watcher, speed: string, from: 'beginning' | 'middle'): Promise<string> {
  const history = page.getByRole('region', { name: 'History' })
  const slider = page.getByRole('slider', { name: 'Moment' })
  await history.getByRole('combobox', { name: 'Speed' }).selectOption(speed)
  const box = (await slider.boundingBox())!
  await page.mouse.click(box.x + box.width * (from === 'middle' ? 0.5 : 0.001), box.y + box.height / 2)
  await page.waitForTimeout(REST)
  await history.getByRole('button', { name: 'Play' }).click()
  const seen = await watcher.during(() => page.waitForTimeout(WATCHED))
  const pause = history.getByRole('button', { name: 'Pause' })
  if (await pause.isVisible()) await pause.click()
  return `${seen.frames.toFixed(1)} frames/s, longest ${seen.longest.toFixed(0)} ms`
}
