import type { Locator } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { barrierFree } from './barrier-free'
import { ada, bob, haveAll, link, onOneBoard } from './pair'
import { Person } from './person'
import { inked } from './picture-of'

const stage = onOneBoard()

/** More than the dots of the paper make, and less than the rectangle does. */
const SEEN = 600

/** Where Ada's rectangle is seen by who sees what she saw at first. */
const there = { x: 480, y: 280, width: 160, height: 160 }

beforeAll(async () => {
  await ada.draws([500, 300], [600, 400])
  await haveAll(ada, bob)
})

beforeEach(async () => {
  for (const person of [ada, bob]) {
    await person.page.keyboard.press('Escape')
    await person.page.keyboard.press('v')
    await home(person)
  }
})

/** The board's origin in the middle of the window, at 100 %. */
async function home({ page }: Person): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${link.split('#')[0]}#view=-64000,-40000,128000,80000`)
  await page.getByRole('toolbar', { name: 'Tools' }).waitFor()
  await page.getByRole('button', { name: /^Here with you/ }).waitFor()
  await expect.poll(() => inked(page, there)).toBeGreaterThan(SEEN)
}

/** Goes far from all that is drawn. */
async function strays({ page }: Person): Promise<void> {
  await page.mouse.move(640, 600)
  await page.mouse.wheel(3000, 4000)
  await expect.poll(() => inked(page, there)).toBeLessThan(SEEN)
}

/** Opens the list of who is here. */
async function list({ page }: Person): Promise<Locator> {
  const shown = page.getByRole('dialog', { name: 'People on this board' })
  if (!(await shown.isVisible())) await page.getByRole('button', { name: /^Here with you/ }).click()
  await shown.waitFor()
  return shown
}

test('one goes to where another is', async () => {
  await strays(bob)
  await (await list(bob)).getByText('Elsewhere on the board').waitFor()
  await bob.page.getByRole('button', { name: 'Go to where Ada is' }).click()
  await expect.poll(() => inked(bob.page, there)).toBeGreaterThan(SEEN)
})

test('one goes along with another until one moves oneself, and has no view of one’s own meanwhile', async () => {
  await strays(bob)
  await (await list(bob)).getByRole('button', { name: 'Follow Ada' }).click()
  await bob.page.getByText('Following').waitFor()
  await expect.poll(() => inked(bob.page, there)).toBeGreaterThan(SEEN)
  await ada.page.mouse.move(640, 600)
  await ada.page.mouse.wheel(0, 200)
  await expect.poll(() => inked(bob.page, { ...there, y: there.y - 200 })).toBeGreaterThan(SEEN)
  const ofAda = await list(ada)
  await ofAda.getByText('Going along with somebody').waitFor()
  await bob.page.keyboard.press('Escape')
  await bob.page.mouse.move(640, 600)
  await bob.page.mouse.wheel(0, 300)
  await bob.page.getByText('Following').waitFor({ state: 'detached' })
  await ofAda.getByText(/Near what you see|Elsewhere/).waitFor()
  await ofAda.getByRole('button', { name: 'Follow Bob' }).click()
  await ada.page.getByText('Following').waitFor()
  await ofAda.getByRole('button', { name: 'Stop following Bob' }).click()
  await ada.page.getByText('Following').waitFor({ state: 'detached' })
})

test('everyone is brought to whoever calls them, and finds the way back', async () => {
  await strays(bob)
  await (await list(ada)).getByRole('button', { name: 'Bring everyone here' }).click()
  await ada.page.getByText('Everyone was brought here').waitFor()
  await bob.page.getByText('brought you here').waitFor()
  await expect.poll(() => inked(bob.page, there)).toBeGreaterThan(SEEN)
  await bob.page.getByRole('button', { name: 'Back to where you were' }).click()
  await expect.poll(() => inked(bob.page, there)).toBeLessThan(SEEN)
  await bob.page.getByText('brought you here').waitFor({ state: 'detached' })
})

test('who types is asked instead, and goes on typing', async () => {
  await strays(ada)
  await ada.takes('Text')
  await ada.page.mouse.click(640, 600)
  await ada.page.keyboard.type('I am wri')
  // The server lets few calls pass: it is tried until one does.
  await expect
    .poll(
      async () => {
        await bob.page.keyboard.press('Alt+b')
        return ada.page.getByText('asks you to come').isVisible()
      },
      { interval: 1000 },
    )
    .toBe(true)
  await ada.page.keyboard.type('ting')
  expect(await inked(ada.page, there)).toBeLessThan(SEEN)
  await ada.page.keyboard.press('Escape')
  await haveAll(ada, bob)
  await ada.page.getByRole('button', { name: 'Go', exact: true }).click()
  await expect.poll(() => inked(ada.page, there)).toBeGreaterThan(SEEN)
})

test('words at the cursor are seen as they are typed, line by line, and fade', async () => {
  const { page } = bob
  await page.mouse.move(700, 500)
  const beside = { x: 700, y: 505, width: 250, height: 80 }
  await page.keyboard.press('/')
  const line = page.getByRole('textbox', { name: /^Say something at your cursor/ })
  await line.waitFor()
  const before = await inked(ada.page, beside)
  await page.keyboard.type('Look at \u202ethis!')
  await expect.poll(() => inked(ada.page, beside)).toBeGreaterThan(before + 500)
  await ada.page.getByText('Bob says: Look at this!').waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  expect(await line.inputValue()).toBe('')
  await page.keyboard.type('And here')
  await ada.page.getByText('Bob says: And here').waitFor({ state: 'attached' })
  await page.keyboard.press('Escape')
  await line.waitFor({ state: 'detached' })
  await expect.poll(() => inked(ada.page, beside)).toBeLessThan(before + 100)
  // Nothing of it is on the board, and the keys are the board's again.
  await page.keyboard.press('r')
  await page.locator('[aria-pressed="true"][aria-label="Rectangle"]').waitFor()
})

test('signs are seen by all, and are gone in a moment', async () => {
  const { page } = bob
  await page.mouse.move(800, 560)
  const above = { x: 740, y: 430, width: 120, height: 120 }
  const before = await inked(ada.page, above)
  await page.keyboard.press('Shift+R')
  const bar = page.getByRole('toolbar', { name: 'Signs' })
  await bar.waitFor()
  await page.keyboard.press('2')
  await expect.poll(() => inked(ada.page, above), { interval: 100 }).toBeGreaterThan(before + 200)
  await ada.page.getByText('Bob gives a sign: Heart').waitFor({ state: 'attached' })
  await expect.poll(() => inked(ada.page, above)).toBeLessThan(before + 50)
  await bar.getByRole('button', { name: 'Raised hand' }).click()
  await ada.page.getByText('Bob gives a sign: Raised hand').waitFor({ state: 'attached' })
  await page.keyboard.press('Escape')
  await bar.waitFor({ state: 'detached' })
})

test('who does nothing for a minute is idle, and who does not see the page is away', async () => {
  const eve = await Person.arrive(stage.browser, 'Eve')
  await eve.page.clock.install()
  await eve.follows(link)
  const ofAda = await list(ada)
  // Whoever else has done nothing for a minute, on a slow machine, is idle too.
  const hers = ofAda.getByRole('listitem').filter({ hasText: 'Eve' })
  await hers.waitFor()
  await eve.page.mouse.move(600, 600)
  // What notices it comes when the page has come to rest. To jump so far breaks the line, which takes its time to come back.
  const idle = async () => {
    await eve.page.clock.fastForward(61_000)
    return hers
      .getByText('Idle')
      .waitFor({ timeout: 10_000 })
      .then(() => true)
      .catch(() => false)
  }
  await expect.poll(idle, { timeout: 100_000 }).toBe(true)
  await eve.page.mouse.move(610, 600)
  await hers.getByText('Idle').waitFor({ state: 'detached' })
  await eve.page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await hers.getByText('Away').waitFor()
  const names = await ofAda.locator('.people-name').allInnerTexts()
  expect(names).toEqual(['Ada', 'Bob', 'Eve'])
  await eve.leaves()
  await hers.waitFor({ state: 'detached' })
})

test('one’s own name and colour are changed in the list, and seen by the others', async () => {
  const own = await list(ada)
  await own.getByRole('button', { name: 'Change your name and colour' }).click()
  await own.getByRole('textbox', { name: 'Your name' }).fill('Ada L.')
  await own.getByRole('radio', { name: 'Violet' }).check({ force: true })
  await own.getByRole('button', { name: 'Save' }).click()
  await own.getByText('Ada L.').waitFor()
  await bob.page.getByRole('button', { name: 'Here with you: Ada L.' }).waitFor()
  await (await list(bob)).locator('.face.is-violet').waitFor()
})

test('what one says each other with has no barriers, in the light and in the dark', async () => {
  for (const scheme of ['light', 'dark'] as const) {
    await bob.page.emulateMedia({ colorScheme: scheme })
    const shown = await list(bob)
    await barrierFree(bob)
    await shown.getByRole('button', { name: 'Give a sign' }).click()
    await bob.page.getByRole('toolbar', { name: 'Signs' }).waitFor()
    await barrierFree(bob)
    await bob.page.keyboard.press('/')
    await bob.page.getByRole('textbox', { name: /^Say something/ }).waitFor()
    await barrierFree(bob)
    await bob.page.keyboard.press('Escape')
  }
})

test('who may only look calls nobody and says nothing, but gives signs', async () => {
  const url = await ada.linkToLookAt()
  const vic = await Person.arrive(stage.browser, 'Vic')
  await vic.follows(stage.program.local + url)
  const shown = await list(vic)
  await shown.getByRole('button', { name: 'Give a sign' }).click()
  expect(await vic.page.getByRole('button', { name: 'Bring everyone here' }).count()).toBe(0)
  await vic.page.getByRole('toolbar', { name: 'Signs' }).getByRole('button', { name: 'Heart' }).click()
  await ada.page.getByText('Vic gives a sign: Heart').waitFor({ state: 'attached' })
  await vic.page.keyboard.press('/')
  expect(await vic.page.getByRole('textbox', { name: /^Say something/ }).count()).toBe(0)
  expect(vic.troubles).toEqual([])
  await vic.leaves()
})
