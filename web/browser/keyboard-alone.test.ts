import { beforeAll, expect, test } from 'vitest'
import { onStage } from './on-stage'
import { Person } from './person'
import { truth } from './truth'

/** From the first page to a flowchart without a pointer: in this file nothing is clicked. */

const stage = onStage()
let ada: Person

const press = async (...keys: string[]) => {
  for (const key of keys) await ada.page.keyboard.press(key)
}
const type = (words: string) => ada.page.keyboard.type(words)

/** Goes on by Tab until something of that name has the focus. */
async function tabsTo(name: RegExp, key = 'Tab'): Promise<void> {
  const there = () =>
    ada.page.evaluate(() => {
      const at = document.activeElement
      return at === null || at === document.body ? '' : (at.getAttribute('aria-label') ?? at.textContent ?? '')
    })
  for (let i = 0; i < 60; i++) {
    if (name.test(await there())) return
    await press(key)
  }
  throw new Error(`Tab never comes to ${name}`)
}

/** What is read out in passing. */
const heard = () => ada.page.locator('#board [aria-live]')

const hears = (words: string | RegExp) => heard().filter({ hasText: words }).waitFor()

/** Writes into what is selected. */
async function writes(words: string): Promise<void> {
  await press('Enter')
  await ada.page.locator('#board [contenteditable], #board textarea').first().waitFor()
  await type(words)
  await press('Escape')
}

/** The outline as a screen reader has it. */
const outline = () => ada.page.getByRole('tree', { name: 'What lies on the board' })

beforeAll(async () => {
  ada = await Person.arrive(stage.browser, 'Ada')
  await ada.page.goto(stage.program.local)
  await ada.page.getByRole('button', { name: 'New board' }).waitFor()
  await tabsTo(/New board/)
  await press('Enter')
  await ada.isOn()
  await ada.page.locator('.board-focus').waitFor({ state: 'attached' })
})

test('the first Tab leads to the board, and beyond it to the tools: nobody is trapped', async () => {
  await press('Tab')
  expect(await ada.page.evaluate(() => document.activeElement?.textContent)).toBe('To the board')
  await press('Enter')
  expect(await ada.page.evaluate(() => document.activeElement?.className)).toBe('board-focus')
  await press('Tab')
  expect(await ada.page.evaluate(() => document.activeElement?.closest('#chrome') !== null)).toBe(true)
  await press('Shift+Tab')
  expect(await ada.page.evaluate(() => document.activeElement?.className)).toBe('board-focus')
})

test('six nodes, labelled and connected by keys, and read back off the outline', async () => {
  await press('r', 'Enter')
  await hears('Rectangle made')
  await writes('Order')
  for (const [arrow, words] of [
    ['ArrowRight', 'Check'],
    ['ArrowRight', 'Pay'],
    ['ArrowDown', 'Pack'],
    ['ArrowLeft', 'Send'],
  ] as const) {
    await press(`Control+${arrow}`)
    await writes(words)
  }
  // The last one is made by itself, beside what is selected, and joined by a command.
  await press('o', 'Enter')
  await hears('Ellipse made')
  await writes('Done')
  await hears('Ellipse, Done')
  // Back to Send, an arrow from there, and on to Done.
  await press('Escape', 'Tab')
  await hears(/Rectangle, Order, 1 of \d+/)
  for (let i = 0; i < 20 && !(await heard().textContent())?.includes('Rectangle, Send'); i++) {
    const before = await heard().textContent()
    await press('Tab')
    await expect.poll(() => heard().textContent()).not.toBe(before)
  }
  await press('Alt+c')
  for (let i = 0; i < 20 && !(await heard().textContent())?.includes('Ellipse, Done'); i++) {
    const before = await heard().textContent()
    await press('Tab')
    await expect.poll(() => heard().textContent()).not.toBe(before)
  }
  await press('Enter')
  await hears('Arrow from Send to Done made')
  await ada.saved()

  await press('Alt+o')
  await outline().waitFor()
  const names = await outline().getByRole('treeitem').allTextContents()
  expect(names.filter((name) => !name.startsWith('Arrow')).sort()).toEqual(
    [
      'Ellipse, Done',
      'Rectangle, Check',
      'Rectangle, Order',
      'Rectangle, Pack',
      'Rectangle, Pay',
      'Rectangle, Send',
    ].sort(),
  )
  expect(names.filter((name) => name.startsWith('Arrow')).sort()).toEqual(
    [
      'Arrow from Check to Pay',
      'Arrow from Order to Check',
      'Arrow from Pack to Send',
      'Arrow from Pay to Pack',
      'Arrow from Send to Done',
    ].sort(),
  )
  const { board } = await truth(ada)
  expect([...board.elements()].filter(({ props }) => props.get('kind') === 'arrow')).toHaveLength(5)
})

test('the outline leads back to the board, filters, and follows what is done', async () => {
  const focused = () => ada.page.evaluate(() => document.activeElement?.getAttribute('role'))
  await expect.poll(focused).toBe('tree')
  await press('Home', 'p', 'Enter')
  await hears(/Rectangle, P/)
  await press('Control+ArrowDown')
  await expect.poll(() => outline().getByRole('treeitem').count()).toBe(13)
  await press('Control+z')
  await hears(/^Undone/)
  await expect.poll(() => outline().getByRole('treeitem').count()).toBe(11)
  await press('Shift+Tab')
  await type('pack')
  await expect.poll(() => outline().getByRole('treeitem').allTextContents()).toHaveLength(3)
  await press('Escape')
  await outline().waitFor({ state: 'detached' })
  expect(await ada.page.evaluate(() => document.activeElement?.className)).toBe('board-focus')
  expect(ada.troubles).toEqual([])
})
