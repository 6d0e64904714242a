import type { Locator } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { ada, bob, haveAll, lying, onOneBoard } from './pair'
import type { Person } from './person'

/** What is chosen is seen on the board while a slider is dragged; for the other it is one change when the hand lets go. */

onOneBoard()

beforeAll(async () => {
  await ada.takes('Rectangle')
  await ada.page.getByRole('button', { name: 'Fill', exact: true }).click()
  await ada.page.getByRole('button', { name: 'Fill: Soft blue', exact: true }).click()
  await ada.page.keyboard.press('Escape')
  await ada.drags([300, 200], [500, 400])
  await ada.saved()
})

beforeEach(async () => {
  await ada.page.mouse.up()
  for (let i = 0; i < 3; i++) await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Control+a')
})

/** Opens the choices of a property. */
async function opens(name: string): Promise<Locator> {
  await ada.page.getByRole('button', { name, exact: true }).click()
  return ada.page.getByRole('dialog', { name })
}

/** Takes hold of a slider and goes to a share of its length, without letting go. */
async function holds(slider: Locator, share: number): Promise<void> {
  const { x, y, width, height } = (await slider.boundingBox())!
  await ada.presses([x + width / 2, y + height / 2], [x + width * share, y + height / 2])
}

/** What one sees in the middle of the rectangle; the colour as the screen has it. */
function look({ page }: Person): Promise<string> {
  const clip = { x: 380, y: 280, width: 8, height: 8 }
  return page.screenshot({ clip, animations: 'disabled' }).then((png) => png.toString('base64'))
}

/** A property of the rectangle on the other's board, once that has all there is. */
async function bobHas(name: string): Promise<unknown> {
  await haveAll(ada, bob)
  return (await lying(bob, 'rectangle'))[0]!.get(name)
}

test('opacity is seen on the canvas as the slider goes, and is one change and one step when it is let go', async () => {
  const { seq } = await ada.board()
  const before = await look(ada)
  const his = await look(bob)
  const dialog = await opens('Opacity')
  await holds(dialog.locator('.slider-control'), 0.2)
  await expect.poll(() => look(ada)).not.toBe(before)
  expect((await ada.board()).seq).toBe(seq)
  expect(await look(bob)).toBe(his)
  const tried = await look(ada)
  await ada.page.mouse.up()
  expect(await bobHas('opacity')).toBeLessThan(40)
  expect((await ada.board()).seq).toBe(seq + 1)
  await expect.poll(() => look(ada)).toBe(tried)
  await expect.poll(() => look(bob)).not.toBe(his)
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Control+z')
  expect(await bobHas('opacity')).toBe(100)
  await expect.poll(() => look(ada)).toBe(before)
})

test('Esc in the midst leaves all as it was, with the choices still open; what the hand does after that is nothing', async () => {
  const { seq } = await ada.board()
  const before = await look(ada)
  const dialog = await opens('Opacity')
  await holds(dialog.locator('.slider-control'), 0.2)
  await expect.poll(() => look(ada)).not.toBe(before)
  await ada.page.keyboard.press('Escape')
  await expect.poll(() => look(ada)).toBe(before)
  await ada.page.mouse.move(600, 640, { steps: 3 })
  await ada.page.mouse.up()
  await dialog.getByText('100 %').waitFor()
  expect(await look(ada)).toBe(before)
  expect((await ada.board()).seq).toBe(seq)
  // The next drag is one again.
  await holds(dialog.locator('.slider-control'), 0.3)
  await ada.page.mouse.up()
  expect(await bobHas('opacity')).toBeLessThan(50)
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Control+z')
  expect(await bobHas('opacity')).toBe(100)
})

test('a finger that the system takes away leaves all as it was', async () => {
  const { seq } = await ada.board()
  const before = await look(ada)
  const dialog = await opens('Opacity')
  const { x, y, width, height } = (await dialog.locator('.slider-control').boundingBox())!
  const cdp = await ada.devtools()
  const touch = (type: 'touchStart' | 'touchMove' | 'touchCancel', ...at: number[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: at.map((to) => ({ x: to, y: y + height / 2 })) })
  await touch('touchStart', x + width / 2)
  await touch('touchMove', x + width / 3)
  await touch('touchMove', x + width / 5)
  await expect.poll(() => look(ada)).not.toBe(before)
  await touch('touchCancel')
  await expect.poll(() => look(ada)).toBe(before)
  expect((await ada.board()).seq).toBe(seq)
  await cdp.detach()
})

test('keys on a slider are changes at once', async () => {
  const { seq } = await ada.board()
  const dialog = await opens('Opacity')
  await dialog.getByRole('slider', { name: 'Opacity' }).press('ArrowLeft')
  expect(await bobHas('opacity')).toBe(95)
  expect((await ada.board()).seq).toBe(seq + 1)
  await dialog.getByRole('slider', { name: 'Opacity' }).press('ArrowRight')
  expect(await bobHas('opacity')).toBe(100)
})

test('any colour is seen as the hand goes through it, and Esc brings the old one back', async () => {
  const { seq } = await ada.board()
  const before = await look(ada)
  const dialog = await opens('Fill')
  await dialog.getByRole('button', { name: 'Any colour' }).click()
  const field = dialog.getByRole('slider', { name: 'Fill: saturation and brightness' })
  for (const [slider, share] of [
    [field, 0.9],
    [dialog.getByRole('slider', { name: 'Fill: hue' }), 0.1],
  ] as const) {
    await holds(slider, share)
    await expect.poll(() => look(ada)).not.toBe(before)
    await ada.page.keyboard.press('Escape')
    await expect.poll(() => look(ada)).toBe(before)
    await ada.page.mouse.up()
    expect((await ada.board()).seq).toBe(seq)
  }
  await holds(field, 0.9)
  await ada.page.mouse.up()
  expect(await bobHas('fill')).toMatch(/^#/)
  expect((await ada.board()).seq).toBe(seq + 1)
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Control+z')
  expect(await bobHas('fill')).toBe('soft-blue')
})
