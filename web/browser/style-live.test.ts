import type { Locator } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { roundRadius } from '../src/elements/corners'
import { ada, bob, haveAll, lying, onOneBoard } from './pair'
import type { Person } from './person'
import { colourAt, inked } from './picture-of'

/** What is chosen is seen on the board while a slider is dragged; for the other it is one change when the hand lets go. */

onOneBoard()

/** How the middle looks before the rectangle is there, and to each of them while nothing is tried. */
let bare = ''
let full: readonly string[] = []

beforeAll(async () => {
  bare = await look(bob)
  await ada.takes('Rectangle')
  await ada.page.getByRole('button', { name: 'Fill', exact: true }).click()
  await ada.page.getByRole('button', { name: 'Fill: Soft blue', exact: true }).click()
  await ada.page.keyboard.press('Escape')
  await ada.drags([300, 200], [500, 400])
  await haveAll(ada, bob)
})

beforeEach(async () => {
  await ada.page.mouse.up()
  for (let i = 0; i < 3; i++) await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Control+a')
  // What was drawn, or what the last test took back, may not be painted yet.
  for (const [i, person] of [ada, bob].entries()) {
    const looks = expect.poll(() => look(person))
    if (full.length < 2) await looks.not.toBe(bare)
    else await looks.toBe(full[i])
  }
  full = [await look(ada), await look(bob)]
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

const middle = { x: 380, y: 280, width: 8, height: 8 }
/** In the rectangle while its corners are no rounder than usual, beside it when they are. */
const corner = { x: 306, y: 206, width: 4, height: 4 }

/** What one sees in the middle of the rectangle, or elsewhere; the colour as the screen has it. */
function look({ page }: Person, clip = middle): Promise<string> {
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

test('a corner is seen to grow round as the slider goes, and by the other when it is let go; a choice is seen at once', async () => {
  const { seq } = await ada.board()
  const [hers, his] = [await look(ada, corner), await look(bob, corner)]
  const dialog = await opens('Corners')
  await holds(dialog.locator('.slider-control'), 0.9)
  await expect.poll(() => look(ada, corner)).not.toBe(hers)
  expect((await ada.board()).seq).toBe(seq)
  expect(await look(bob, corner)).toBe(his)
  await ada.page.mouse.up()
  expect(await bobHas('radius')).toBeGreaterThan(5000)
  expect((await ada.board()).seq).toBe(seq + 1)
  await expect.poll(() => look(bob, corner)).not.toBe(his)
  await dialog.getByRole('button', { name: 'Corners: Sharp' }).click()
  expect(await bobHas('radius')).toBe(0)
  await expect.poll(() => look(bob, corner)).toBe(his)
  await dialog.getByRole('button', { name: 'Corners: Round' }).click()
  // What is stored is what round comes to at this size.
  expect(await bobHas('radius')).toBe(roundRadius(20_000, 20_000))
  await expect.poll(() => look(bob, corner)).not.toBe(his)
  await ada.page.keyboard.press('Escape')
  for (let i = 0; i < 3; i++) await ada.page.keyboard.press('Control+z')
  expect(await bobHas('radius')).toBe(800)
  await expect.poll(() => look(bob, corner)).toBe(his)
})

test('a fill that becomes hatched is hatched for the other, line for line, and full again after a step back', async () => {
  const wide = { x: 360, y: 260, width: 80, height: 80 }
  const full = await look(bob, wide)
  const dialog = await opens('Fill')
  await dialog.getByRole('button', { name: 'Fill style: Hatched' }).click()
  expect(await bobHas('fill-style')).toBe('hatch')
  expect(await bobHas('fill')).toBe('soft-blue')
  await ada.page.keyboard.press('Escape')
  await expect.poll(() => inked(bob.page, wide)).toBeGreaterThan(500)
  await expect.poll(async () => (await look(bob, wide)) === (await look(ada, wide))).toBe(true)
  await ada.page.keyboard.press('Control+z')
  expect(await bobHas('fill-style')).not.toBe('hatch')
  await expect.poll(() => look(bob, wide)).toBe(full)
})

/** What the browser's eyedropper will answer: a colour, or that the person thought better of it. Nobody can point at the screen here. */
function points(colour: string | null): Promise<void> {
  return ada.page.evaluate((sRGBHex) => {
    class EyeDropper {
      open() {
        document.body.dataset.asked = String(sRGBHex)
        if (sRGBHex === null) return Promise.reject(new DOMException('The user canceled the selection.', 'AbortError'))
        return Promise.resolve({ sRGBHex })
      }
    }
    Object.assign(window, { EyeDropper })
  }, colour)
}

test('a colour that is taken from the screen is one change, seen by the other and kept; one that is not taken is none', async () => {
  const { seq } = await ada.board()
  const his = await look(bob)
  await points('#00aa55')
  const dialog = await opens('Fill')
  const pick = dialog.getByRole('button', { name: 'Fill from the screen' })
  await pick.click()
  const kept = dialog.getByRole('button', { name: 'Fill: #00aa55' })
  await kept.waitFor()
  expect(await bobHas('fill')).toBe('#00aa55ff')
  expect((await ada.board()).seq).toBe(seq + 1)
  await expect.poll(() => look(bob)).not.toBe(his)
  await expect.poll(() => colourAt(bob.page, [middle.x, middle.y])).toBe('#00aa55')
  await points(null)
  await pick.click()
  await ada.page.locator('[data-asked="null"]').waitFor()
  expect(await bobHas('fill')).toBe('#00aa55ff')
  expect((await ada.board()).seq).toBe(seq + 1)
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Control+z')
  expect(await bobHas('fill')).toBe('soft-blue')
  await expect.poll(() => look(bob)).toBe(his)
})
