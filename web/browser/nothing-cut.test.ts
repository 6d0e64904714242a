import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { offered } from '../src/words/languages'
import { atRest } from './barrier-free'
import { cutOff } from './cut-off'
import { onStage } from './on-stage'
import { Person } from './person'
import { furnished, keys, overAll, run, type Screen, screens } from './screens'

/** Words are longer in one language than in another: on no screen may one be cut off, or push another away. Each screen is opened once, and speaks one language after the other. */

const stage = onStage()
/** Those with the longest words, other letters, and the other direction; by night all. */
const farthest = ['de', 'ru', 'ar', 'ja', 'en']
const tags = offered.map(({ tag }) => tag).filter((tag) => process.env.NIGHTLY || farthest.includes(tag))

const sizes = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
}
type Size = keyof typeof sizes

/** Chooses a language as another tab would, so that what is open stays open. */
async function speaks(page: Page, tag: string): Promise<void> {
  await page.evaluate((language) => {
    const key = 'drawingroom.settings'
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as object
    const text = JSON.stringify({ ...kept, language })
    localStorage.setItem(key, text)
    dispatchEvent(new StorageEvent('storage', { key, newValue: text }))
  }, tag)
  await page.waitForFunction((language) => document.documentElement.lang === language, tag)
}

/** Before one has come in there is nobody yet who would follow another tab. */
async function comesSpeaking(page: Page, tag: string): Promise<void> {
  await page.evaluate((language) => localStorage.setItem('drawingroom.settings', JSON.stringify({ language })), tag)
  await page.reload()
  await page.locator('.name-dialog').waitFor()
}

/** The start page follows its own choice only. */
async function startSpeaks(page: Page, tag: string): Promise<void> {
  await page.locator('.start-head .language-select').selectOption(tag)
  await page.waitForFunction((language) => document.documentElement.lang === language, tag)
}

/** What is cut off on a screen, in any language. The page speaks English after. */
async function inEvery(page: Page, where: string, speak = speaks): Promise<string[]> {
  const found: string[] = []
  for (const tag of [...tags.filter((one) => one !== 'en'), 'en']) {
    await speak(page, tag)
    await atRest(page)
    found.push(...(await cutOff(page)).map((what) => `${where}, ${tag}: ${what}`))
  }
  return found
}

const tool = (letter: string) => async (page: Page) => {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press(letter)
}
const menuWithin = (title: string) => async (page: Page) => {
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('menuitem', { name: title, exact: true }).click()
}
/** What other tests need not open. */
const more: readonly Screen[] = [
  { name: 'templates', open: run('From a template'), shows: '.templates .template' },
  { name: 'library', open: keys('Alt+y'), shows: '.library' },
  { name: 'what saving is', open: (page) => page.locator('.save-badge').click(), shows: '.note' },
  { name: 'menu: Edit', open: menuWithin('Edit'), shows: '[role="menu"]' },
  { name: 'menu: View', open: menuWithin('View'), shows: '[role="menu"]' },
  { name: 'menu: Paper', open: menuWithin('Paper'), shows: '[role="menu"]' },
  { name: 'ways of the eraser', open: tool('e'), shows: '.is-ways' },
]

const bySize: { readonly [S in Size]: readonly Screen[] } = {
  desktop: [
    {
      name: 'style: fill',
      open: (page) => page.locator('[data-style="Fill"]').click(),
      shows: '.style-page',
    },
  ],
  phone: [{ name: 'style', open: (page) => page.locator('.style-button').click(), shows: '.style-sheet' }],
}

test.each(['desktop', 'phone'] as const)('nothing is cut off on a board, in any language: %s', async (size) => {
  const ada = await Person.arrive(stage.browser, 'Ada', { ...sizes[size], reducedMotion: 'reduce', locale: 'en-US' })
  const { page } = ada
  const link = await ada.makesBoard(stage.program.local, 'A plan of the garden that has a name longer than its place')
  const found = await inEvery(page, 'an empty board')
  await furnished(ada)
  await overAll(
    ada,
    async ({ name }) => {
      found.push(...(await inEvery(page, name)))
    },
    [...screens, ...more, ...bySize[size]],
  )
  const ben = await Person.arrive(stage.browser, 'Ben', { ...sizes[size], reducedMotion: 'reduce', locale: 'en-US' })
  await ben.page.goto(link)
  await ben.page.locator('.name-dialog').waitFor()
  found.push(...(await inEvery(ben.page, 'who comes in', comesSpeaking)))
  expect(found).toEqual([])
  expect([...ada.troubles, ...ben.troubles]).toEqual([])
  await Promise.all([ada.leaves(), ben.leaves()])
})

test.each(['desktop', 'phone'] as const)('nothing is cut off on the start page, in any language: %s', async (size) => {
  const ada = await Person.arrive(stage.browser, 'Ada', { ...sizes[size], reducedMotion: 'reduce', locale: 'en-US' })
  const { page } = ada
  await page.goto(stage.program.local)
  await page.getByText('Nothing here yet').waitFor()
  const found = await inEvery(page, 'the first visit', startSpeaks)
  await ada.makesBoard(stage.program.local, 'A plan of the garden that has a name longer than its place')
  await page.goto(stage.program.local)
  await page.locator('.card').waitFor()
  found.push(...(await inEvery(page, 'boards', startSpeaks)))
  await page.locator('.me-button').click()
  await page.locator('.me-panel').waitFor()
  found.push(...(await inEvery(page, 'oneself', startSpeaks)))
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'From a template' }).click()
  await page.locator('.template').first().waitFor()
  found.push(...(await inEvery(page, 'templates', startSpeaks)))
  expect(found).toEqual([])
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})
