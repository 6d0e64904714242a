import { expect, test } from 'vitest'
import { ada, link, onOneBoard } from './pair'
import { Person } from './person'

/** Where what is said in passing stands: over nothing that is to be read. */

const stage = onOneBoard({ title: 'In passing' })

const screens = [
  { width: 1280, height: 800 },
  { width: 800, height: 800 },
  { width: 390, height: 844 },
]

/** Has the page say something, by a command that copies a link. */
async function isTold({ page }: Person): Promise<void> {
  await page.keyboard.press('Control+/')
  await page.getByRole('combobox', { name: 'Search commands' }).fill('link view')
  await page.keyboard.press('Enter')
  await page.locator('.toast').waitFor()
}

/** Which of these are there and lie under a message, once nothing moves. */
async function covered({ page }: Person, ...of: readonly string[]): Promise<readonly string[]> {
  return page.evaluate(async (all) => {
    // What goes with the scrolling has no end to wait for.
    const ends = document.getAnimations().filter((one) => one instanceof CSSTransition)
    await Promise.all(ends.map((one) => one.finished.catch(() => {})))
    const toast = document.querySelector('.toast')!.getBoundingClientRect()
    return all.filter((selector) => {
      const box = document.querySelector(selector)?.getBoundingClientRect()
      if (box === undefined) return false
      const beside = box.right <= toast.left || box.left >= toast.right
      return !(beside || box.bottom <= toast.top || box.top >= toast.bottom)
    })
  }, of)
}

const around = ['.save-badge', '.toolbar', '.bottom-left', '.top-left', '.top-right']

test.each(screens)(
  '$width × $height: a message leaves the note on saving and the panel of sharing to be read',
  async (size) => {
    const { page } = ada
    await page.setViewportSize(size)
    await isTold(ada)
    expect(await covered(ada, ...around)).toEqual([])
    await page.locator('.save-badge').click()
    await page.locator('.note').waitFor()
    expect(await covered(ada, '.note', ...around)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('.note').waitFor({ state: 'detached' })
    await isTold(ada)
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await page.locator('.share-panel').waitFor()
    // On a phone the panel is as long as the window, and its end is scrolled to: what counts is its head, with the link.
    expect(await covered(ada, '.share-title', '.share-row', ...around)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('.share-panel').waitFor({ state: 'detached' })
  },
)

test('on a phone it leaves to be read that one may only look', async () => {
  const eve = await Person.arrive(stage.browser, 'Eve')
  await eve.page.setViewportSize({ width: 390, height: 844 })
  await eve.follows(new URL(await ada.linkToLookAt(), link).href)
  await eve.page.locator('.only-look').waitFor()
  await isTold(eve)
  expect(await covered(eve, '.only-look', ...around)).toEqual([])
  await eve.leaves()
})
