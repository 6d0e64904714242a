import type { Page } from 'playwright-core'
import type { Person } from './person'

/** Every screen there is on a board, for tests that look at each of them. They are opened on a page that speaks English. */

export type Screen = {
  readonly name: string
  /** Opens it on a board on which there is a rectangle that is selected, and a frame. */
  readonly open: (page: Page) => Promise<unknown>
  /** What is there then. */
  readonly shows: string
  /** What of the page it is; all of it where it does not say. */
  readonly part?: string
}

/** Runs a command by what it is called. */
export const run = (words: string) => async (page: Page) => {
  await page.keyboard.press('Control+/')
  await page.locator('.commands').waitFor()
  await page.keyboard.type(words)
  await page.locator('.commands [role="option"]').first().waitFor()
  await page.keyboard.press('Enter')
}
export const keys = (press: string) => (page: Page) => page.keyboard.press(press)
const button = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).click()

/** A screen that is new is a line here. */
export const screens: readonly Screen[] = [
  { name: 'the board', open: async () => {}, shows: '.toolbar' },
  { name: 'all commands', open: keys('Control+/'), shows: '.commands', part: '.commands' },
  { name: 'settings', open: keys('Control+,'), shows: '.settings', part: '.settings' },
  { name: 'help', open: keys('?'), shows: '.help', part: '.help' },
  { name: 'find', open: keys('Control+f'), shows: '.find', part: '.find' },
  { name: 'layers', open: keys('Alt+l'), shows: '.layers', part: '.layers' },
  { name: 'frames', open: keys('Alt+f'), shows: '.frames', part: '.frames' },
  { name: 'outline', open: keys('Alt+o'), shows: '.outline [role="treeitem"]', part: '.outline' },
  { name: 'history', open: keys('Alt+t'), shows: '.history-range', part: '.player' },
  { name: 'who drew what', open: keys('Alt+q'), shows: '.who-entry', part: '.who' },
  {
    name: 'a film of the history',
    open: async (page) => {
      await page.keyboard.press('Alt+t')
      await page.getByRole('button', { name: 'Save as a film' }).click()
    },
    shows: '.film-choices',
    part: '.history-side',
  },
  {
    name: 'versions',
    open: async (page) => {
      await page.keyboard.press('Alt+t')
      await button('Versions')(page)
    },
    shows: '.history-list',
    part: '.history-side',
  },
  { name: 'name of a version', open: keys('Control+Alt+s'), shows: '[role="dialog"]', part: '[role="dialog"]' },
  { name: 'export', open: keys('Control+Shift+e'), shows: '[role="dialog"]', part: '[role="dialog"]' },
  { name: 'link', open: keys('Control+k'), shows: '.link-dialog, [role="dialog"]', part: '[role="dialog"]' },
  {
    name: 'what was not accepted',
    open: run('What was not accepted'),
    shows: '[role="dialog"]',
    part: '[role="dialog"]',
  },
  { name: 'strike out', open: run('Strike out of the history'), shows: '.strike .strike-list', part: '.strike' },
  { name: 'menu', open: button('Menu'), shows: '[role="menu"]', part: '[role="menu"]' },
  { name: 'menu of the selection', open: keys('Shift+F10'), shows: '[role="menu"]', part: '[role="menu"]' },
  { name: 'share', open: button('Share'), shows: '[role="dialog"]', part: '[role="dialog"]' },
  {
    name: 'a link of the board',
    open: async (page) => {
      await button('Share')(page)
      await page.locator('.share-link').first().click()
    },
    shows: '.share-form',
    part: '.share-panel',
  },
  {
    name: 'a link as a QR code',
    open: async (page) => {
      await button('Share')(page)
      await page.locator('.share-panel button[aria-expanded][aria-controls]').first().click()
    },
    shows: '.share-qr',
    part: '.share-panel',
  },
  {
    name: 'putting it into a page',
    open: run('Put it into a page'),
    shows: '.embed-dialog .embed-preview',
    part: '.embed-dialog',
  },
  {
    name: 'how long the history is kept',
    open: async (page) => {
      await button('Share')(page)
      await page.locator('.share-keep select').selectOption('7')
    },
    shows: '.share-keep-answers',
    part: '[role="dialog"]',
  },
  { name: 'people', open: (page) => page.locator('.people').click(), shows: '.people-list', part: '.people-list' },
  { name: 'chat', open: keys('/'), shows: '.chat-line, input' },
  { name: 'signs', open: keys('Shift+r'), shows: '[role="toolbar"], .signs' },
]

/** A board by keys, so that it is the same on a phone: a rectangle with a word in it, selected, and a frame. On a low window the style bar gives way. */
export async function furnished(person: Person): Promise<void> {
  const { page } = person
  await page.locator('.board-focus').waitFor({ state: 'attached' })
  await page.keyboard.press('f')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await page.keyboard.press('Enter')
  await page.locator('[data-tool="select"][aria-pressed="true"]').waitFor({ state: 'attached' })
  await person.saved()
}

/** Opens screens one after the other, and does something with each. */
export async function overAll(
  person: Person,
  each: (screen: Screen) => Promise<void>,
  those: readonly Screen[] = screens,
): Promise<void> {
  const { page } = person
  for (const screen of those) {
    await screen.open(page)
    await page.locator(screen.shows).first().waitFor()
    await each(screen)
    for (let i = 0; i < 3; i++) await page.keyboard.press('Escape')
    // What is still going away may take the key that opens the next.
    if (screen.part !== undefined) await page.locator(screen.part).first().waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+a')
  }
}
