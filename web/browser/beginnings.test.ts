import { expect, test } from 'vitest'
import { bytesOf, press } from './clipboard-hands'
import { Glass } from './glass'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import { Person } from './person'
import { truth } from './truth'

const stage = onOneBoard()
bareEachTime()

const hint = ({ page }: Person) => page.getByRole('region', { name: 'An empty board' })

/** How many elements lie on the board, by the log that the server gives to them. */
async function count(person: Person): Promise<number> {
  const { board } = await truth(person)
  return board.paintOrder().filter((id) => board.element(id)!.props.get('kind') !== 'board').length
}

/** Runs a command from the list of all commands. */
async function commands(person: Person, words: string): Promise<void> {
  await press(person, 'Control+/')
  await person.page.getByRole('combobox', { name: 'Search commands' }).fill(words)
  await press(person, 'Enter')
  await person.page.locator('.commands').waitFor({ state: 'detached' })
}

test('an empty board invites, in nobody’s way: the first stroke goes through it, and it is there again when all is gone', async () => {
  await hint(ada).waitFor()
  await hint(bob).waitFor()
  await press(ada, 'p')
  await hint(ada).getByText('The pen is in your hand').waitFor()
  // Over its words, and not its buttons: the hand draws there.
  await ada.presses([560, 285], [720, 300])
  await hint(ada).waitFor({ state: 'detached' })
  await hint(bob).waitFor({ state: 'detached' })
  await ada.page.mouse.up()
  await haveAll(ada, bob)
  expect(await lying(bob, 'stroke')).toHaveLength(1)
  await press(ada, 'Control+z')
  await hint(ada).waitFor()
  await hint(bob).waitFor()
})

test('it names the keys of the keymap that is chosen', async () => {
  await hint(ada).getByText('press P and draw').waitFor()
  await press(ada, 'Control+,')
  const settings = ada.page.getByRole('dialog', { name: 'Settings' })
  const keymap = settings.locator('select', { has: ada.page.locator('option[value="tldraw"]') })
  await keymap.selectOption('tldraw')
  await press(ada, 'Escape')
  await hint(ada).getByText('press D and draw').waitFor()
  const shown = await hint(ada).locator('kbd').allTextContents()
  expect(shown).toEqual(['Ctrl', 'Shift', 'P', '?'])
  await press(ada, 'Control+,')
  await keymap.selectOption('own')
  await press(ada, 'Escape')
  await hint(ada).getByText('press P and draw').waitFor()
})

test('it is no part of the bare view, and says something else to who only looks', async () => {
  await hint(ada).waitFor()
  await press(ada, 'Alt+z')
  await hint(ada).waitFor({ state: 'detached' })
  await press(ada, 'Escape')
  await hint(ada).waitFor()
  const look = await ada.linkToLookAt()
  const dee = await Person.arrive(stage.browser, 'Dee')
  await dee.follows(stage.program.local + look)
  await hint(dee).getByText('Nothing is here yet').waitFor()
  expect(await hint(dee).getByRole('button').count()).toBe(0)
  await ada.draws([500, 300], [620, 380])
  await hint(dee).waitFor({ state: 'detached' })
  expect(dee.troubles).toEqual([])
  await dee.leaves()
})

test('it leads to a link for others', async () => {
  await hint(ada).getByRole('button', { name: 'Invite' }).click()
  await ada.page.getByRole('dialog', { name: 'Share' }).or(ada.page.locator('.share-panel')).first().waitFor()
  await press(ada, 'Escape')
})

test('a template is chosen with keys alone, lies in the view as one step, and is the same for everybody and after a reload', async () => {
  await hint(ada).getByRole('button', { name: 'From a template' }).click()
  const field = ada.page.getByRole('textbox', { name: 'Find a template' })
  await field.fill('milestones')
  await expect.poll(() => ada.page.locator('.template').count()).toBe(1)
  await field.fill('')
  await press(ada, 'ArrowDown')
  await press(ada, 'ArrowRight')
  await expect
    .poll(() => ada.page.evaluate(() => (document.activeElement as HTMLElement).dataset.template))
    .toBe('mind-map')
  await press(ada, 'Enter')
  await expect.poll(() => count(ada)).toBeGreaterThan(30)
  await haveAll(ada, bob)
  const arrows = await lying(bob, 'arrow')
  expect(arrows.length).toBe(16)
  const put = await count(ada)
  await ada.page.reload()
  await ada.isOn()
  expect(await count(ada)).toBe(put)
  await press(ada, 'Control+z')
  await expect.poll(() => count(bob)).toBe(0)
  await press(ada, 'Control+Shift+z')
  await expect.poll(() => count(bob)).toBe(put)
})

test('a second template lies beside what is there, in the hand', async () => {
  await commands(ada, 'from a template')
  await ada.page.locator('[data-template="kanban"]').click()
  await expect.poll(async () => (await lying(ada, 'frame')).length).toBe(3)
  await commands(ada, 'from a template')
  await ada.page.locator('[data-template="meeting"]').click()
  await expect.poll(async () => (await lying(ada, 'table')).length).toBe(1)
  const right = Math.max(...(await lying(ada, 'frame')).slice(0, 3).map(leftOf))
  expect((await lying(ada, 'table')).every((table) => leftOf(table) > right)).toBe(true)
  // It is in the hand: what takes away takes it away, and nothing else.
  await expect.poll(() => ada.page.locator('.veil').count()).toBe(0)
  await press(ada, 'Delete')
  await expect.poll(async () => (await lying(bob, 'table')).length).toBe(0)
  expect(await lying(bob, 'frame')).toHaveLength(3)
})

const leftOf = (props: ReadonlyMap<string, unknown>) => (props.get('at') as readonly number[])[0]!

test('a new board begins with a template, is called after it, and does not begin with it twice', async () => {
  const cy = await Person.arrive(stage.browser, 'Cy')
  await cy.page.goto(stage.program.lan)
  await cy.page.getByRole('button', { name: 'From a template' }).click()
  // Over the page, as on a board: not beneath it, where its place would be without the look of a dialog.
  await expect
    .poll(() => cy.page.getByRole('dialog').evaluate((dialog) => dialog.getBoundingClientRect().bottom <= innerHeight))
    .toBe(true)
  const card = (await cy.page.locator('[data-template="swot"]').boundingBox())!
  await cy.page.mouse.click(card.x + card.width / 2, card.y + card.height / 2)
  await cy.isOn()
  await expect.poll(() => count(cy)).toBe(18)
  await cy.saved()
  await cy.page.getByText('SWOT', { exact: true }).first().waitFor()
  await cy.page.reload()
  await cy.isOn()
  await expect.poll(() => count(cy)).toBe(18)
  expect(cy.troubles).toEqual([])
  await cy.leaves()
})

test('what is selected is kept in the library, and goes onto another board by a press and by a drag, also after a reload', async () => {
  await press(ada, 'Control+a')
  await press(ada, 'Delete')
  await hint(ada).waitFor()
  // Of an empty board that is its middle, at 100 %.
  await press(ada, 'Shift+1')
  await ada.page.getByText('100 %').waitFor()
  await ada.draws([500, 300], [620, 380])
  await press(ada, 'Control+a')
  await commands(ada, 'add to the library')
  const panel = ada.page.getByRole('region', { name: 'Library' })
  const shape = panel.locator('.library-face')
  await expect.poll(() => shape.count()).toBe(1)
  await panel.getByRole('button', { name: 'More of Unnamed shape' }).click()
  await ada.page.getByRole('menuitem', { name: 'Rename' }).click()
  await panel.getByRole('textbox', { name: 'Name of the shape' }).fill('A box')
  await press(ada, 'Enter')
  await panel.getByText('A box').waitFor()
  await press(ada, 'Control+a')
  await press(ada, 'Delete')
  await expect.poll(() => count(ada)).toBe(0)
  await ada.page.reload()
  await ada.isOn()
  await press(ada, 'Alt+y')
  await shape.click()
  await expect.poll(() => count(ada)).toBe(1)
  const from = (await shape.boundingBox())!
  await ada.drags([from.x + 20, from.y + 20], [400, 500])
  await expect.poll(() => count(ada)).toBe(2)
  await haveAll(ada, bob)
  // One in the middle of the window, the other where it was let go.
  const [pressed, dragged] = (await lying(bob, 'rectangle')).map((props) => props.get('at') as readonly number[])
  expect(dragged![0]! - pressed![0]!).toBe((400 - 640) * 100)
  expect(dragged![1]! - pressed![1]!).toBe((500 - 400) * 100)
  await panel.getByRole('button', { name: 'More of the library' }).click()
  const [download] = await Promise.all([
    ada.page.waitForEvent('download'),
    ada.page.getByRole('menuitem', { name: 'Save as file' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Library.drawingroomlib')
  await panel.getByRole('button', { name: 'More of A box' }).click()
  await ada.page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect.poll(() => shape.count()).toBe(0)
  await ada.page.getByRole('button', { name: 'Undo', exact: true }).and(ada.page.locator('.toasts *')).click()
  await panel.getByText('A box').waitFor()
  // A finger that stays on it carries it; one that goes on at once scrolls.
  const glass = await Glass.of(ada)
  const face = (await shape.boundingBox())!
  const on = [face.x + 20, face.y + 20] as const
  const ghost = ada.page.locator('.library-ghost')
  await glass.puts(on)
  await ghost.waitFor()
  await glass.moves([[400, 600]])
  await glass.lifts()
  await ghost.waitFor({ state: 'detached' })
  await expect.poll(() => count(ada)).toBe(3)
  await glass.puts(on)
  await glass.moves([[400, 620]])
  await glass.lifts()
  expect(await ghost.count()).toBe(0)
  await haveAll(ada, bob)
  expect(await count(ada)).toBe(3)
  await panel.getByRole('button', { name: 'More of A box' }).click()
  await ada.page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect.poll(() => shape.count()).toBe(0)
  await panel.getByRole('button', { name: 'More of the library' }).click()
  const [chooser] = await Promise.all([
    ada.page.waitForEvent('filechooser'),
    ada.page.getByRole('menuitem', { name: 'Open a library file' }).click(),
  ])
  const buffer = await bytesOf(download)
  await chooser.setFiles({ name: 'mine.drawingroomlib', mimeType: '', buffer })
  await panel.getByText('A box').waitFor()
  await panel.getByRole('button', { name: 'Close' }).click()
})
