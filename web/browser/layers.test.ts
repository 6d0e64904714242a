import { beforeAll, expect, test } from 'vitest'
import { ada, bob, haveAll, lying, onOneBoard } from './pair'
import type { Person } from './person'

/** The layers of a board as one hand orders them in the panel, and another person has them. */

onOneBoard({ ada: { hasTouch: true } })

beforeAll(async () => {
  await ada.page.keyboard.press('Alt+l')
  await bob.page.keyboard.press('Alt+l')
  for (const name of ['Low', 'Middle', 'High']) {
    await panel(ada).getByRole('button', { name: 'New layer' }).click()
    await panel(ada).getByRole('textbox', { name: 'Name of the layer' }).fill(name)
    await panel(ada).getByRole('textbox', { name: 'Name of the layer' }).press('Enter')
    await panel(ada)
      .getByRole('button', { name: `Hide ${name}` })
      .waitFor()
  }
  await haveAll(ada, bob)
})

const panel = ({ page }: Person) => page.getByRole('region', { name: 'Layers' })

/** The names in somebody's panel, from the top. */
const names = (person: Person) => panel(person).locator('.layer-name bdi').allInnerTexts()

/** The middle of somebody's row, and where its line would be. */
async function row(name: string): Promise<{ x: number; y: number; top: number; bottom: number }> {
  const box = await panel(ada).locator('.layer', { hasText: name }).boundingBox()
  const { x, y, width, height } = box!
  return { x: x + width / 3, y: y + height / 2, top: y, bottom: y + height }
}

const line = () => panel(ada).locator('.layer.is-under')

test('a row that is dragged shows where it lands, and lies there for the other: one change, one step', async () => {
  await expect.poll(() => names(bob)).toEqual(['High', 'Middle', 'Low', 'The board itself'])
  const { seq } = await ada.board()
  const [high, low] = [await row('High'), await row('Low')]
  await ada.presses([high.x, high.y], [high.x, low.bottom - 4])
  await panel(ada).locator('.layer.is-under', { hasText: 'The board itself' }).waitFor()
  expect((await ada.board()).seq).toBe(seq)
  await ada.page.mouse.up()
  await expect.poll(() => names(bob)).toEqual(['Middle', 'Low', 'High', 'The board itself'])
  await haveAll(ada, bob)
  expect(await names(ada)).toEqual(await names(bob))
  expect(await line().count()).toBe(0)
  expect((await ada.board()).seq).toBe(seq + 1)
  // It was no click on the layer's name.
  await panel(ada).locator('.layer.is-active', { hasText: 'High' }).waitFor()
  await ada.page.keyboard.press('Control+z')
  await expect.poll(() => names(bob)).toEqual(['High', 'Middle', 'Low', 'The board itself'])
})

test('Esc in the midst leaves all as it was, and so does a row put where it lay; the base stays below', async () => {
  const { seq } = await ada.board()
  const [high, low, base] = [await row('High'), await row('Low'), await row('The board itself')]
  await ada.presses([low.x, low.y], [low.x, high.top + 4])
  await line().waitFor()
  await ada.page.keyboard.press('Escape')
  await line().waitFor({ state: 'detached' })
  await ada.page.mouse.up()
  await ada.drags([low.x, low.y], [low.x, high.y], [low.x, low.y + 4])
  await ada.drags([base.x, base.y], [base.x, high.top])
  await ada.drags([low.x, low.y], [low.x, base.bottom + 200])
  await haveAll(ada, bob)
  expect((await ada.board()).seq).toBe(seq)
  expect(await names(bob)).toEqual(['High', 'Middle', 'Low', 'The board itself'])
  await panel(ada)
    .getByRole('button', { name: /^Middle/ })
    .click()
  await panel(ada).locator('.layer.is-active', { hasText: 'Middle' }).waitFor()
})

test('a finger takes a row by its grip, and one that the system takes away leaves it', async () => {
  const { seq } = await ada.board()
  const cdp = await ada.devtools()
  const grip = (await panel(ada).locator('.layer', { hasText: 'Low' }).locator('.layer-grip').boundingBox())!
  const x = grip.x + grip.width / 2
  const from = grip.y + grip.height / 2
  const { top } = await row('High')
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', ...ys: number[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: ys.map((y) => ({ x, y })) })
  for (const end of ['touchCancel', 'touchEnd'] as const) {
    await touch('touchStart', from)
    for (const share of [0.2, 0.5, 0.8, 1]) await touch('touchMove', from + (top + 4 - from) * share)
    await panel(ada).locator('.layer.is-under', { hasText: 'High' }).waitFor()
    await touch(end)
    await line().waitFor({ state: 'detached' })
  }
  await expect.poll(() => names(bob)).toEqual(['Low', 'High', 'Middle', 'The board itself'])
  expect((await bob.board()).seq).toBe(seq + 1)
  await cdp.detach()
})

test('the menu brings a row up and down by keys alone', async () => {
  await panel(ada).getByRole('button', { name: 'More of Low' }).press('Enter')
  await ada.page.getByRole('menuitem', { name: 'Send down' }).press('Enter')
  await expect.poll(() => names(bob)).toEqual(['High', 'Low', 'Middle', 'The board itself'])
})

test('what lies on a locked layer cannot be taken by the other, until it is freed', async () => {
  await panel(ada).getByRole('button', { name: /^High/ }).click()
  await ada.takes('Rectangle')
  await ada.drags([300, 300], [400, 400])
  await ada.page.keyboard.press('Escape')
  await panel(ada).getByRole('button', { name: 'Lock High' }).click()
  await haveAll(ada, bob)
  const { seq } = await bob.board()
  const carries = async () => {
    await bob.takes('Select')
    await bob.drags([300, 350], [400, 450], [500, 550])
    await bob.page.keyboard.press('Delete')
    await haveAll(bob, ada)
    return (await bob.board()).seq - seq
  }
  expect(await carries()).toBe(0)
  expect(await lying(ada, 'rectangle')).toHaveLength(1)
  await panel(bob).getByRole('button', { name: 'Unlock High' }).click()
  expect(await carries()).toBe(3)
  expect(await lying(ada, 'rectangle')).toHaveLength(0)
})
