import { expect, test } from 'vitest'
import { gapsOf } from '../src/elements/gaps'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import type { Person, Spot } from './person'
import { colourAt, inked, rested } from './picture-of'

/** Rubbing out parts of strokes, sketches that become shapes, loops that are filled: as another has it. */

onOneBoard()
bareEachTime()

const area = { x: 150, y: 120, width: 700, height: 420 }

/** What the person sees of the board, without the hand: the pointer rests elsewhere. */
async function sees(person: Person): Promise<Buffer> {
  await person.page.mouse.move(40, 400)
  return rested(person.page, area)
}

/** Chooses with the buttons beside the tools that the eraser takes parts, or whole things. */
async function rubs(person: Person, name: 'Parts of strokes' | 'Whole things'): Promise<void> {
  await person.takes('Eraser')
  await person.page.getByRole('radio', { name }).click()
}

async function waves(person: Person, y: number): Promise<void> {
  const spots = Array.from({ length: 12 }, (_, i): Spot => [200 + i * 50, y + (i % 2 === 0 ? -18 : 18)])
  await person.takes('Pen')
  await person.drags(...spots)
}

test('only what the eraser passes over goes, for the other too; undo brings back the very same picture', async () => {
  await waves(ada, 200)
  await waves(ada, 300)
  await haveAll(ada, bob)
  const before = [await sees(ada), await sees(bob)]
  await rubs(ada, 'Parts of strokes')
  await ada.drags([400, 150], [410, 350])
  await haveAll(ada, bob)
  const strokes = await lying(bob, 'stroke')
  expect(strokes).toHaveLength(2)
  for (const stroke of strokes) expect(gapsOf(stroke)).toHaveLength(1)
  expect(await inked(bob.page, { x: 402, y: 185, width: 4, height: 30 })).toBe(0)
  expect(await inked(bob.page, { x: 300, y: 170, width: 60, height: 60 })).toBeGreaterThan(100)
  await ada.page.keyboard.press('Control+z')
  await haveAll(ada, bob)
  for (const stroke of await lying(bob, 'stroke')) expect(gapsOf(stroke)).toEqual([])
  expect([await sees(ada), await sees(bob)]).toEqual(before)
})

test('two rub at one stroke at once, and both take effect; each takes back their own', async () => {
  await waves(ada, 250)
  await haveAll(ada, bob)
  await rubs(ada, 'Parts of strokes')
  await rubs(bob, 'Parts of strokes')
  await ada.presses([300, 200], [300, 300])
  await bob.presses([600, 200], [600, 300])
  await Promise.all([ada.page.mouse.up(), bob.page.mouse.up()])
  await haveAll(ada, bob)
  expect(gapsOf((await lying(ada, 'stroke'))[0]!)).toHaveLength(2)
  await ada.page.keyboard.press('Control+z')
  await haveAll(ada, bob)
  expect(gapsOf((await lying(ada, 'stroke'))[0]!)).toHaveLength(1)
  await ada.page.reload()
  await ada.isOn()
  await haveAll(ada, bob)
  await rubs(bob, 'Whole things')
  await rubs(ada, 'Whole things')
})

test('alt gives back what this pass took, and shift takes parts where whole things are taken', async () => {
  await waves(ada, 250)
  await haveAll(ada, bob)
  await ada.takes('Eraser')
  await ada.page.keyboard.down('Shift')
  await ada.presses([300, 200], [300, 300], [500, 300], [500, 200])
  await ada.page.keyboard.up('Shift')
  await ada.page.keyboard.down('Alt')
  for (const spot of [
    [500, 300],
    [300, 300],
    [300, 200],
  ] as const)
    await ada.page.mouse.move(spot[0], spot[1], { steps: 6 })
  await ada.page.keyboard.up('Alt')
  await ada.page.mouse.up()
  await haveAll(ada, bob)
  expect(gapsOf((await lying(bob, 'stroke'))[0]!)).toEqual([])
})

test('a sketch held still becomes a clean shape, which the other sees before it is let go; undo gives the sketch back', async () => {
  await ada.takes('Pen')
  await ada.presses([300, 200], [500, 206], [497, 340], [304, 336], [302, 216])
  // Where the sketch ends short of its beginning, the shape has a side.
  const side = () => inked(bob.page, { x: 296, y: 203, width: 12, height: 4 })
  await bob.page.mouse.move(40, 400)
  await expect.poll(() => inked(bob.page, { x: 480, y: 260, width: 30, height: 20 })).toBeGreaterThan(20)
  const before = await side()
  await expect.poll(async () => (await side()) - before, { timeout: 10_000 }).not.toBe(0)
  expect(await lying(bob, 'rectangle')).toEqual([])
  await ada.page.mouse.up()
  await haveAll(ada, bob)
  expect(await lying(bob, 'rectangle')).toHaveLength(1)
  expect(await lying(bob, 'stroke')).toEqual([])
  await ada.page.keyboard.press('Control+z')
  await haveAll(ada, bob)
  expect(await lying(bob, 'rectangle')).toEqual([])
  expect(await lying(bob, 'stroke')).toHaveLength(1)
})

test('a loop takes the fill that is chosen for the pen', async () => {
  await ada.takes('Pen')
  await ada.page.getByRole('button', { name: 'Fill', exact: true }).click()
  await ada.page.getByRole('button', { name: 'Fill: Soft blue' }).click()
  await ada.page.keyboard.press('Escape')
  await ada.drags([300, 200], [480, 190], [520, 330], [380, 360], [302, 205])
  await haveAll(ada, bob)
  const [loop] = await lying(bob, 'stroke')
  expect(Object.fromEntries(loop!)).toMatchObject({ closed: true, fill: 'soft-blue' })
  const [r, , b] = (await colourAt(bob.page, [400, 270]))
    .match(/[0-9a-f]{2}/g)!
    .map((part) => Number.parseInt(part, 16))
  expect(b! - r!).toBeGreaterThan(20)
  await ada.page.getByRole('button', { name: 'Fill', exact: true }).click()
  await ada.page.getByRole('button', { name: 'Fill: No fill' }).click()
  await ada.page.keyboard.press('Escape')
})

test('highlighting is put beneath what it marks where that is chosen', async () => {
  await ada.draws([300, 200], [500, 300])
  await ada.page.keyboard.press('u')
  await ada.page.getByRole('radio', { name: 'Under' }).click()
  await ada.drags([280, 250], [520, 252])
  await haveAll(ada, bob)
  const [mark] = await lying(bob, 'stroke')
  const [shape] = await lying(bob, 'rectangle')
  expect(String(mark!.get('order')) < String(shape!.get('order'))).toBe(true)
  await ada.page.getByRole('radio', { name: 'Over' }).click()
})
