import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { atRest, barriers } from './barrier-free'
import { onStage } from './on-stage'
import { Person } from './person'
import { brings, fourColours } from './pictures'
import { furnished, keys, overAll, run, type Screen, screens } from './screens'

/** Every screen there is, looked at by axe, and on a window in which all is twice as large. */

const stage = onStage()

const sizes = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  // What a window of 1280 × 800 is when the page is at 200 %.
  double: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
}

/** Screens that only axe looks at. */
const further: readonly Screen[] = [
  { name: 'library', open: keys('Alt+y'), shows: '.library', part: '.library' },
  { name: 'templates', open: run('From a template'), shows: '.templates', part: '.templates' },
  { name: 'an area to export', open: run('Export an area'), shows: '.frame-area', part: '.frame-area' },
  { name: 'a presentation', open: run('Present the frames'), shows: '.stage-bar', part: '.stage' },
]

/** On a low window the style bar gives way, and with it what opens from it. */
const high: readonly Screen[] = [
  { name: 'any colour', open: run('Choose a colour'), shows: '.colour-picker', part: '[role="dialog"]' },
]

/** What axe finds on a screen, or in a part of it: all of the page once more with each panel would take minutes. */
async function barriersOf(page: Page, where: string, part?: string): Promise<string[]> {
  return (await barriers(page, part)).map((what) => `${where}: ${what}`)
}

test.each([
  ['light', 'desktop'],
  ['dark', 'desktop'],
  ['light', 'phone'],
  ['dark', 'phone'],
] as const)('no screen has a barrier: %s, %s', { timeout: 900_000 }, async (colorScheme, size) => {
  const ada = await Person.arrive(stage.browser, 'Ada', { colorScheme, ...sizes[size] })
  await ada.page.goto(stage.program.local)
  await ada.page.getByText('Nothing here yet').waitFor()
  const found = await barriersOf(ada.page, 'start page')
  await ada.makesBoard(stage.program.local, 'Panels')
  await furnished(ada)
  const look = async ({ name, part }: Screen) => {
    found.push(...(await barriersOf(ada.page, name, part)))
  }
  await overAll(ada, look, [...screens, ...further, ...(size === 'desktop' ? high : [])])
  expect(found).toEqual([])
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('nor has what belongs to a picture, or a page that is not let in', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const { page } = ada
  await ada.makesBoard(stage.program.local, 'Named')
  await page.locator('.board-focus').waitFor({ state: 'attached' })
  const found: string[] = []
  await brings(ada, 'drop', [
    { name: 'a.png', type: 'image/png', bytes: await fourColours(ada, 'image/png', 400, 300, 0) },
  ])
  await page.getByRole('group', { name: 'Style' }).waitFor()
  await run('Describe the picture')(page)
  await page.locator('.alt-panel').waitFor()
  found.push(...(await barriersOf(page, 'description of a picture', '.alt-panel')))
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Crop', exact: true }).click()
  await page.getByRole('group', { name: 'Crop', exact: true }).waitFor()
  found.push(...(await barriersOf(page, 'cropping')))
  await page.goto(`${stage.program.local}/b/there-is-no-such-board`)
  await page.locator('.stopped').waitFor()
  found.push(...(await barriersOf(page, 'a page that is not let in')))
  expect(found).toEqual([])
  await ada.leaves()
})

/** Buttons and fields that no scrolling brings into the window, or that lie over each other; by their names. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wanted = '.toolbar button, .corner button, [role="dialog"] button, [role="dialog"] input, .panel button'
    const scrolls = (el: Element) => {
      for (let at: Element | null = el; at !== null; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at)
        if (/auto|scroll/.test(overflowX + overflowY)) return true
      }
      return false
    }
    const seen = [...document.querySelectorAll<HTMLElement>(wanted)].filter((el) => el.checkVisibility())
    return seen.flatMap((el) => {
      if (scrolls(el)) el.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const { left, top, right, bottom, width, height } = el.getBoundingClientRect()
      // What is only read lies in a pixel.
      if (width <= 1 || height <= 1) return []
      const inside = left >= -0.5 && top >= -0.5 && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5
      return inside
        ? []
        : [`${el.getAttribute('aria-label') ?? el.textContent} (${[left, top, right, bottom].map(Math.round)})`]
    })
  })
}

test('at 200 % everything is in the window, or is brought there by scrolling', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', sizes.double)
  await ada.makesBoard(stage.program.local, 'Twice as large')
  await furnished(ada)
  const found: string[] = []
  await overAll(ada, async ({ name }) => {
    await atRest(ada.page)
    found.push(...(await outOfReach(ada.page)).map((what) => `${name}: ${what}`))
  })
  expect(found).toEqual([])
  await ada.leaves()
})

test('a barrier is found, also by the second look at a page', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.page.goto(stage.program.local)
  await ada.page.getByText('Nothing here yet').waitFor()
  expect(await barriers(ada.page)).toEqual([])
  await ada.page.evaluate(() => document.querySelector('main')!.append(document.createElement('button')))
  expect(await barriers(ada.page)).toEqual([expect.stringMatching(/^button-name: /)])
  await ada.leaves()
})
