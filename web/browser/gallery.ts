import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { boardWith } from '../bench/fill'
import { launch } from './chromium'
import { bytesOf } from './clipboard-hands'
import { everyKind } from './look/every-kind'
import { Person } from './person'
import { rested } from './picture-of'
import { brings, fourColours } from './pictures'
import { Program } from './program'
import { busy } from './scene'

/** Not a test: takes pictures of everything there is to see, for people to look at, into docs/gallery. Run by `make gallery`. */

const gallery = fileURLToPath(new URL('../../docs/gallery/', import.meta.url))
const sizes = {
  desktop: { viewport: { width: 1280, height: 800 } },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
} as const

let program: Program
let browser: Browser
let link: string
let bob: Person

beforeAll(async () => {
  mkdirSync(gallery, { recursive: true })
  for (const old of readdirSync(gallery)) rmSync(gallery + old)
  ;[program, browser] = await Promise.all([Program.start(), launch()])
  const ada = await Person.arrive(browser, 'Ada Lovelace')
  link = await ada.makesBoard(program.local, 'Garden party', 'Teal')
  await busy(ada)
  await ada.saved()
  await ada.leaves()
  bob = await Person.arrive(browser, 'Bob', { colorScheme: 'light' })
  await bob.follows(link, 'Violet')
})

afterAll(async () => {
  await bob?.leaves()
  await browser?.close()
  await program?.end()
})

/** Takes the picture once all has come to rest. */
async function picture({ page }: Person, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForFunction(() =>
    // What scrolling drives ends with the scrolling, not with time.
    document
      .getAnimations()
      .every((one) => one.timeline !== document.timeline || one.effect?.getComputedTiming().endTime === Infinity),
  )
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))))
  await page.screenshot({ path: `${gallery}${name}.png`, scale: 'css' })
}

/** Somebody on the busy board, who sees all of it, and Bob's hand. */
async function visitor(size: keyof typeof sizes, colorScheme: 'light' | 'dark'): Promise<Person> {
  const eve = await Person.arrive(browser, 'Eve', { colorScheme, ...sizes[size] })
  await eve.follows(link, 'Orange')
  await eve.page.keyboard.press('Shift+1')
  await bob.page.mouse.move(500, 300)
  await bob.page.mouse.move(640, 420, { steps: 3 })
  return eve
}

test.each([
  ['desktop', 'light'],
  ['phone', 'dark'],
] as const)('the start page, the question for a name and an empty board, %s, %s', async (size, colorScheme) => {
  const ada = await Person.arrive(browser, 'Ada Lovelace', { colorScheme, ...sizes[size] })
  await ada.page.goto(program.local)
  await ada.page.getByText('Nothing here yet').waitFor()
  await picture(ada, `start-${size}-${colorScheme}`)
  const own = await ada.makesBoard(program.local, 'Kitchen plans')
  await picture(ada, `empty-${size}-${colorScheme}`)
  const eve = await Person.arrive(browser, 'Eve', { colorScheme, ...sizes[size] })
  await eve.page.goto(own)
  await eve.page.getByRole('textbox', { name: 'Your name' }).waitFor()
  await picture(eve, `name-${size}-${colorScheme}`)
  await Promise.all([ada.leaves(), eve.leaves()])
})

test.each([
  ['desktop', 'light'],
  ['desktop', 'dark'],
  ['tablet', 'light'],
  ['phone', 'light'],
  ['phone', 'dark'],
] as const)('a busy board, %s, %s', async (size, colorScheme) => {
  const eve = await visitor(size, colorScheme)
  await picture(eve, `busy-${size}-${colorScheme}`)
  await eve.page.keyboard.press('Control+a')
  await eve.page.keyboard.press('Control+/')
  await eve.page.locator('.commands').waitFor()
  if (size === 'phone') await picture(eve, `palette-${size}-${colorScheme}`)
  await eve.leaves()
})

/** What opens, by name: how a hand opens it, and where it is seen. */
const panels: { readonly [name: string]: (eve: Person) => Promise<unknown> } = {
  menu: async ({ page }) => {
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await page.getByRole('menuitem', { name: 'View' }).click()
  },
  share: ({ page }) => page.getByRole('button', { name: 'Share', exact: true }).click(),
  people: ({ page }) => page.getByRole('button', { name: /^Here with you/ }).click(),
  palette: async ({ page }) => {
    await page.keyboard.press('Control+/')
    await page.getByRole('combobox', { name: 'Search commands' }).fill('layer')
  },
  'context-menu': async ({ page }) => {
    await page.keyboard.press('Control+a')
    await page.mouse.click(640, 300, { button: 'right' })
    await page.getByRole('menuitem', { name: 'Align' }).click()
  },
  find: async ({ page }) => {
    await page.keyboard.press('Control+f')
    await page.getByLabel('Find on the board').fill('ea')
  },
  layers: async ({ page }) => {
    await page.keyboard.press('Alt+l')
    await page.getByRole('button', { name: 'New layer' }).click()
    await page.getByRole('button', { name: 'New layer' }).click()
    await page.getByRole('button', { name: 'Hide Layer 1' }).click()
  },
  minimap: async ({ page }) => {
    await page.keyboard.press('Alt+m')
    await page.keyboard.press('Control+=')
  },
  settings: ({ page }) => page.keyboard.press('Control+,'),
  help: ({ page }) => page.keyboard.press('?'),
  export: ({ page }) => page.keyboard.press('Control+Shift+e'),
  style: ({ page }) => page.keyboard.press('r'),
  zen: ({ page }) => page.keyboard.press('Alt+z'),
  'view-mode': ({ page }) => page.keyboard.press('Alt+r'),
}

test.each(Object.entries(panels))('what opens: %s', async (name, open) => {
  const eve = await visitor('desktop', name === 'help' || name === 'export' ? 'dark' : 'light')
  await open(eve)
  await eve.page.waitForTimeout(400) // what is loaded for it has come
  await picture(eve, name)
  await eve.leaves()
})

test('every kind on one board, in both themes, on the screen and exported', async () => {
  const ada = await Person.arrive(browser, 'Ada', { viewport: { width: 1600, height: 1000 } })
  await ada.page.goto(await boardWith(ada.page, program.local, everyKind()))
  await ada.page.getByRole('button', { name: 'Start drawing' }).click()
  await ada.isOn()
  const bytes = await fourColours(ada, 'image/png', 240, 180)
  await brings(ada, 'drop', [{ name: 'flag.png', type: 'image/png', bytes }], [1300, 770])
  // It is selected when it has come.
  await ada.page.getByRole('button', { name: 'Crop', exact: true }).waitFor()
  await ada.saved()
  for (const theme of ['light', 'dark']) {
    await ada.page.keyboard.press('Escape')
    await ada.page.keyboard.press('Shift+1')
    // In another theme the board follows when all of it is painted.
    await rested(ada.page, { x: 0, y: 100, width: 1600, height: 700 })
    await picture(ada, `kinds-${theme}`)
    for (const as of ['PNG', 'SVG']) await exported(ada, as, `kinds-${theme}-${as.toLowerCase()}`)
    await ada.page.keyboard.press('Shift+Alt+d')
  }
  await ada.leaves()
})

/** Saves all of the board as a picture, and takes a picture of how a browser shows that. */
async function exported({ page, context }: Person, as: string, name: string): Promise<void> {
  await page.keyboard.press('Control+Shift+e')
  const dialog = page.getByRole('dialog', { name: 'Export as a picture' })
  for (const choice of ['All', as])
    await dialog.getByRole('radio', { name: choice, exact: true }).click({ force: true })
  const save = dialog.getByRole('button', { name: 'Save' })
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()])
  await dialog.waitFor({ state: 'detached' })
  const viewer = await context.newPage()
  const type = as === 'SVG' ? 'image/svg+xml' : 'image/png'
  await viewer.setContent(
    `<body style="margin:0"><img style="width:1600px" src="data:${type};base64,${(await bytesOf(download)).toString('base64')}">`,
  )
  await viewer.locator('img').screenshot({ path: `${gallery}${name}.png`, scale: 'css' })
  await viewer.close()
}
