import { expect, test } from 'vitest'
import { ada, bob, haveAll, link, onOneBoard } from './pair'
import { Person } from './person'
import { inked } from './picture-of'
import { viewOf } from './view'

/** What stands around the canvas, used as a hand uses it; what it does to the board is looked for on another person's. */

const stage = onOneBoard({ title: 'Chrome' })

/** Runs a command from the list of all, by some of its words. */
async function runs(person: Person, words: string): Promise<void> {
  const { keyboard } = person.page
  await keyboard.press('Control+/')
  await person.page.getByRole('combobox', { name: 'Search commands' }).fill(words)
  await keyboard.press('Enter')
  await person.page.locator('.commands').waitFor({ state: 'detached' })
}

/** What is copied, found as a person would: by pasting it somewhere. */
async function copied(person: Person): Promise<string> {
  const { page } = person
  await page.getByRole('button', { name: 'Chrome', exact: true }).click()
  const field = page.getByLabel('Title of the board')
  await field.fill('')
  await page.keyboard.press('Control+v')
  const text = await field.inputValue()
  await page.keyboard.press('Escape')
  return text
}

test('the list of all commands finds one by its words, runs it, and has it on top the next time', async () => {
  await runs(ada, 'ellip')
  await ada.page.locator('[data-tool="ellipse"][aria-pressed="true"]').waitFor()
  await ada.drags([300, 300], [400, 380])
  await haveAll(ada, bob)
  await ada.page.keyboard.press('Control+Shift+p')
  const first = ada.page.locator('[data-command]').first()
  await first.waitFor()
  expect(await first.getAttribute('data-command')).toBe('tool-ellipse')
  await ada.page.getByRole('combobox', { name: 'Search commands' }).fill('group')
  await ada.page.getByRole('option', { name: 'Group', exact: false }).first().waitFor()
  expect(await ada.page.locator('[data-command="ungroup"]').getAttribute('aria-disabled')).toBe('true')
  await ada.page.keyboard.press('Escape')
  await ada.page.locator('.commands').waitFor({ state: 'detached' })
})

test('the menu at the hand locks what lies there, and the other can no longer take hold of it', async () => {
  await ada.page.keyboard.press('v')
  await ada.page.mouse.click(300, 340, { button: 'right' })
  await ada.page.getByRole('menuitem', { name: /^Lock/ }).click()
  await haveAll(ada, bob)
  const before = (await bob.board()).hash
  await bob.takes('Select')
  await bob.drags([300, 340], [500, 500])
  await bob.page.keyboard.press('Delete')
  expect((await bob.board()).hash).toBe(before)
  await bob.page.mouse.click(300, 340, { button: 'right' })
  await bob.page.getByRole('menuitem', { name: /^Unlock(?! everything)/ }).click()
  await bob.saved()
  await bob.page.keyboard.press('Escape')
  await bob.drags([300, 340], [500, 500])
  await bob.saved()
  expect((await bob.board()).hash).not.toBe(before)
  await bob.page.keyboard.press('Escape')
})

test('the menu is reached by keys alone', async () => {
  await ada.page.keyboard.press('Control+a')
  await ada.page.keyboard.press('Shift+F10')
  await ada.page.getByRole('menu').waitFor()
  for (let i = 0; i < 3; i++) await ada.page.keyboard.press('ArrowDown')
  await ada.page.keyboard.press('Escape')
  await ada.page.getByRole('menu').waitFor({ state: 'detached' })
  await ada.page.keyboard.press('Escape')
})

test('words are found on the board, accents aside, brought into view and framed; also those that another writes meanwhile', async () => {
  await ada.takes('Text')
  await ada.page.mouse.click(500, 200)
  await ada.page.keyboard.type('Crème brûlée')
  await ada.page.keyboard.press('Escape')
  await ada.saved()
  await ada.page.keyboard.press('Escape')
  await ada.page.mouse.move(640, 400)
  await ada.page.mouse.wheel(0, 4000)
  await ada.page.getByRole('button', { name: 'Back to what is drawn' }).waitFor()
  await ada.page.keyboard.press('Control+f')
  await ada.page.getByLabel('Find on the board').fill('creme BRU')
  await ada.page.getByText('1 of 1').waitFor()
  await ada.page.locator('[data-found].is-at').waitFor()
  await ada.page.getByRole('button', { name: 'Back to what is drawn' }).waitFor({ state: 'detached' })
  await haveAll(ada, bob)
  await bob.takes('Text')
  await bob.page.mouse.click(500, 320)
  await bob.page.keyboard.type('More creme brulee')
  await bob.page.keyboard.press('Escape')
  await ada.page.getByText('1 of 2').waitFor()
  await ada.page.keyboard.press('Enter')
  await ada.page.getByText('2 of 2').waitFor()
  await ada.page.keyboard.press('Shift+Enter')
  await ada.page.getByText('1 of 2').waitFor()
  await ada.page.keyboard.press('Escape')
  await ada.page.locator('.find').waitFor({ state: 'detached' })
})

test('a link to a view opens there, and one to the selection has it selected; the way back in the browser leaves the board', async () => {
  await ada.page.keyboard.press('Escape')
  await ada.page.mouse.move(640, 400)
  await ada.page.mouse.wheel(300, 200)
  const seen = await viewOf(ada)
  await runs(ada, 'link view')
  await ada.page.getByText('Link copied').waitFor()
  const toView = await copied(ada)
  // Others are not on this machine: as in Share, it begins with the address that people use.
  expect(toView).toMatch(new RegExp(`^${stage.program.lan}/b/[\\w-]+#k=`))
  const eve = await Person.arrive(stage.browser, 'Eve')
  await eve.follows(toView)
  await eve.page.mouse.move(640, 400)
  // The place in the address is what she sees: going on from it by 100 pixels says so.
  await eve.page.mouse.wheel(0, 100)
  const hers = await viewOf(eve)
  expect(hers).toEqual([seen[0], seen[1]! + 10_000, seen[2], seen[3]])
  await eve.page.goBack()
  expect(eve.page.url()).toBe('about:blank')

  await ada.page.keyboard.press('Control+a')
  await runs(ada, 'link selection')
  const toElements = await copied(ada)
  expect(toElements).toMatch(/#k=.+&at=/)
  await eve.page.goto(toElements)
  await eve.isOn()
  await eve.page
    .getByRole('group', { name: 'Style' })
    .or(eve.page.getByRole('button', { name: 'Style' }))
    .first()
    .waitFor()
  expect(eve.troubles).toEqual([])
  await eve.leaves()
  await ada.page.keyboard.press('Escape')
})

test('nothing but the board: all the rest goes, and comes back with Esc', async () => {
  const tools = ada.page.getByRole('toolbar', { name: 'Tools' })
  await ada.page.keyboard.press('Alt+z')
  await tools.waitFor({ state: 'hidden' })
  await ada.page.keyboard.press('Escape')
  await tools.waitFor()
  await runs(ada, 'zen')
  await tools.waitFor({ state: 'hidden' })
  await ada.page.getByRole('button', { name: 'Bring everything back' }).click()
  await tools.waitFor()
})

test('who only looks can change nothing, and moves the board about with a drag', async () => {
  const before = (await ada.board()).hash
  const from = await viewOf(ada)
  await ada.page.keyboard.press('Alt+r')
  await ada.page.getByText('You only look').waitFor()
  await ada.page.keyboard.press('p')
  await ada.drags([500, 300], [560, 340], [600, 340])
  await ada.page.keyboard.press('Control+a')
  await ada.page.keyboard.press('Delete')
  const to = await viewOf(ada)
  expect([to[0]! - from[0]!, to[1]! - from[1]!]).toEqual([-10_000, -4_000])
  expect((await ada.board()).hash).toBe(before)
  await ada.page.getByText('Draw again').click()
  await ada.page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Pen', exact: true }).waitFor()
  await ada.page.keyboard.press('Escape')
})

test('a press on the map brings one there', async () => {
  await ada.page.keyboard.press('Shift+1')
  const before = await viewOf(ada)
  const map = ada.page.getByRole('img', { name: 'Map of the board' })
  if (!(await map.isVisible())) await ada.page.keyboard.press('Alt+m')
  await map.click({ position: { x: 4, y: 68 } })
  const after = await viewOf(ada)
  expect(after[0]).toBeLessThan(before[0]!)
  expect(after.slice(2)).toEqual(before.slice(2))
})

test('settings hold after a reload, and at once in another tab', async () => {
  const tab = await ada.context.newPage()
  await tab.goto(link)
  await tab.getByRole('toolbar', { name: 'Tools' }).waitFor()
  await ada.page.keyboard.press('Control+,')
  const dialog = ada.page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('radio', { name: 'Zooms' }).click()
  await dialog.getByRole('switch', { name: 'Minimap' }).click()
  await ada.page.keyboard.press('Escape')
  const map = (page: typeof tab) => page.getByRole('img', { name: 'Map of the board' })
  await map(ada.page).waitFor({ state: 'detached' })
  await map(tab).waitFor({ state: 'detached' })
  await tab.close()
  await ada.page.reload()
  await ada.isOn()
  const zoom = () => ada.page.getByRole('button', { name: /^Zoom \d+ %/ }).innerText()
  const before = await zoom()
  await ada.page.mouse.move(640, 400)
  await ada.page.mouse.wheel(0, -200)
  await expect.poll(zoom).not.toBe(before)
})

test('a layer that is hidden is hidden for the other too, with all that lies on it', async () => {
  await ada.page.keyboard.press('Shift+1')
  await bob.page.keyboard.press('Shift+1')
  await ada.page.keyboard.press('Alt+l')
  const layers = ada.page.getByRole('region', { name: 'Layers' })
  await layers.getByRole('button', { name: 'New layer' }).click()
  // It asks for a name; the one it proposes will do.
  await layers.getByRole('textbox', { name: 'Name of the layer' }).press('Enter')
  await layers.getByRole('button', { name: /^Layer 1/ }).waitFor()
  await ada.page.keyboard.press('Control+a')
  await layers.getByRole('button', { name: 'More of Layer 1' }).click()
  await ada.page.getByRole('menuitem', { name: 'Put the selection here' }).click()
  await haveAll(ada, bob)
  const area = { x: 60, y: 120, width: 900, height: 480 }
  const drawn = await inked(bob.page, area)
  await layers.getByRole('button', { name: 'Hide Layer 1' }).click()
  await ada.saved()
  await expect.poll(() => inked(bob.page, area)).toBeLessThan(drawn - 500)
  const without = await inked(bob.page, area)
  await layers.getByRole('button', { name: 'Show Layer 1' }).click()
  await ada.saved()
  await expect.poll(() => inked(bob.page, area)).toBeGreaterThan(without + 500)
})

test('what is typed while a dialog is still on its way is typed into it, and not at the board', async () => {
  const cy = await Person.arrive(stage.browser, 'Cy')
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await cy.page.route(/palette-dialog-.*\.js$/, async (route) => {
    await held
    await route.continue()
  })
  await cy.follows(link)
  await cy.page.keyboard.press('Control+/')
  await cy.page.keyboard.type('zoom tp')
  await cy.page.keyboard.press('Backspace')
  await cy.page.keyboard.type('o fit')
  release()
  const field = cy.page.getByRole('combobox', { name: 'Search commands' })
  await expect.poll(() => field.inputValue()).toBe('zoom to fit')
  await cy.page.keyboard.press('Escape')
  expect(await cy.page.locator('[data-tool="select"]').getAttribute('aria-pressed')).toBe('true')
  await cy.leaves()
})
