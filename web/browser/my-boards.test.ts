import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { atRest, barriers } from './barrier-free'
import { onStage } from './on-stage'
import { Person } from './person'
import { curve } from './scene'

/** The list of boards, by two people and by hand. */

const stage = onStage()

/** A board in the list. */
const card = (page: Page, title: string) => page.getByRole('link', { name: title })

/** Opens what can be done with a board. */
async function menuOf(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `What to do with ${title}`, exact: true }).click()
  await page.getByRole('menu').waitFor()
}

const choose = (page: Page, line: string) => page.getByRole('menuitem', { name: line, exact: true }).click()

/** Draws, and waits until the server has both small pictures of it. */
async function drawsAPicture(person: Person): Promise<void> {
  const sent = (theme: string) =>
    person.page.waitForResponse(
      (answer) => answer.request().method() === 'PUT' && answer.url().includes(`theme=${theme}`) && answer.ok(),
    )
  const both = Promise.all([sent('light'), sent('dark')])
  await person.takes('Pen')
  await person.drags(...curve([300, 300], [800, 500], 90))
  await person.saved()
  await both
}

test('boards show what is on them, are found, marked, renamed and copied, and go through the trash', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const link = await ada.makesBoard(stage.program.local, 'Été 7')
  await drawsAPicture(ada)
  const bob = await Person.arrive(stage.browser, 'Bob')
  await bob.follows(link)
  const board = ada.page
  ada.page = await ada.context.newPage()
  ada.watch()
  const { page } = ada
  await page.goto(stage.program.local)
  const picture = page.locator('img.card-picture')
  await picture.waitFor()
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(640)

  await page.getByRole('button', { name: 'Star for Été 7' }).click()
  await page.getByRole('radio', { name: 'Starred' }).click()
  await card(page, 'Été 7').waitFor()
  await page.getByRole('radio', { name: 'Shared with me' }).click()
  await page.getByText('Nobody has shared a board with you yet.').waitFor()
  await page.getByRole('radio', { name: 'All boards' }).click()
  await page.getByLabel('Search your boards').fill('ete')
  await card(page, 'Été 7').waitFor()
  await page.getByLabel('Search your boards').fill('nothing')
  await page.getByText('No board is called that.').waitFor()
  await page.getByLabel('Search your boards').fill('')

  // A new name is seen by whoever is on the board, at once.
  await menuOf(page, 'Été 7')
  await choose(page, 'Rename')
  await page.getByRole('textbox', { name: 'Name' }).fill('Autumn')
  await page.getByRole('textbox', { name: 'Name' }).press('Enter')
  await card(page, 'Autumn').waitFor()
  await bob.page.getByRole('button', { name: 'Autumn' }).waitFor()

  // By keys alone.
  await page.getByRole('button', { name: 'What to do with Autumn' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('menu').waitFor()
  const line = page.getByRole('menuitem', { name: 'Duplicate' })
  for (let i = 0; i < 10 && !(await line.evaluate((item) => item === document.activeElement)); i++)
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await card(page, 'Autumn (copy)').waitFor()
  await page.getByText('The copy is yours').waitFor()

  // Into the trash, and back by what is said of it.
  await menuOf(page, 'Autumn')
  await choose(page, 'Move to the trash')
  await page.getByText('Moved to the trash').waitFor()
  await bob.page.getByText('This board is in the trash').waitFor({ timeout: 5_000 })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'What to do with Autumn', exact: true }).waitFor()
  await bob.isOn()
  await board.getByRole('toolbar', { name: 'Tools' }).waitFor()

  // Into it again, and for good.
  await menuOf(page, 'Autumn')
  await choose(page, 'Move to the trash')
  await bob.page.getByText('This board is in the trash').waitFor()
  await page.getByRole('radio', { name: 'Trash' }).click()
  await page.getByText('30 days left').waitFor()
  await menuOf(page, 'Autumn')
  await choose(page, 'Delete for good')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).click()
  await page.getByText('The trash is empty.').waitFor()
  // Bob's page, which says that it is in the trash, finds out by itself, and what became of the link he came by.
  await bob.page.getByText('Your link has been withdrawn').waitFor()
  await page.getByRole('radio', { name: 'All boards' }).click()
  await card(page, 'Autumn (copy)').waitFor()
  expect(ada.troubles).toEqual([])
  expect(bob.troubles).toEqual([])
  await Promise.all([ada.leaves(), bob.leaves()])
})

test('a board that somebody shared is left, and what its owner did with it is theirs', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const link = await ada.makesBoard(stage.program.local, 'Ours')
  const bob = await Person.arrive(stage.browser, 'Bob')
  await bob.follows(link)
  await bob.page.goto(stage.program.local)
  await bob.page.getByRole('radio', { name: 'Shared with me' }).click()
  await menuOf(bob.page, 'Ours')
  expect(await bob.page.getByRole('menuitem', { name: 'Move to the trash' }).count()).toBe(0)
  await choose(bob.page, 'Leave this board')
  await bob.page.getByRole('alertdialog').getByRole('button', { name: 'Leave this board' }).click()
  await bob.page.getByText('Nothing here yet').waitFor()
  await ada.page.goto(stage.program.local)
  await card(ada.page, 'Ours').waitFor()
  expect(bob.troubles).toEqual([])
  await Promise.all([ada.leaves(), bob.leaves()])
})

test.each([
  ['light', {}],
  ['dark', {}],
  ['light', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }],
  ['dark', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }],
] as const)('no part of the list is a barrier: %s %o', async (colorScheme, size) => {
  const ada = await Person.arrive(stage.browser, 'Ada', { colorScheme, ...size })
  await ada.makesBoard(stage.program.local, 'Plans')
  const { page } = ada
  await page.goto(stage.program.local)
  await card(page, 'Plans').waitFor()
  const found: string[] = []
  const look = async (where: string, part?: string) => {
    await atRest(page)
    found.push(...(await barriers(page, part)).map((what) => `${where}: ${what}`))
  }
  await look('the list')
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await menuOf(page, 'Plans')
  await look('the menu', '[role="menu"]')
  await choose(page, 'Rename')
  await page.getByRole('dialog').waitFor()
  await look('renaming', '[role="dialog"]')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await menuOf(page, 'Plans')
  await choose(page, 'Move to the trash')
  await page.getByText('Moved to the trash').waitFor()
  await page.getByRole('radio', { name: 'Trash' }).click()
  await page.getByText('30 days left').waitFor()
  await look('the trash')
  await menuOf(page, 'Plans')
  await choose(page, 'Delete for good')
  await page.getByRole('alertdialog').waitFor()
  await look('deleting', '[role="alertdialog"]')
  expect(found).toEqual([])
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})
