import { beforeAll, beforeEach, expect, test } from 'vitest'
import { ada, bob, haveAll, lying, onOneBoard } from './pair'
import { Person, type Spot } from './person'
import { inked } from './picture-of'

/** What a hand does with what is there, and what becomes of it on the other person's board. */

const stage = onOneBoard()

type Area = Parameters<typeof inked>[1]

beforeAll(async () => {
  await bob.page.mouse.move(1100, 600)
})

beforeEach(async () => {
  await ada.page.mouse.up()
  for (const key of ['Alt', 'Shift', 'Control']) await ada.page.keyboard.up(key)
  for (let i = 0; i < 3; i++) await ada.page.keyboard.press('Escape')
  await ada.takes('Select')
  await ada.page.keyboard.press('Control+a')
  await ada.page.keyboard.press('Delete')
  await ada.page.keyboard.press('Shift+0')
  await haveAll(ada, bob)
})

type Shape = { readonly at: readonly number[]; readonly size: readonly number[]; readonly angle: number }

/** The shapes on the board by the server's own log, from left to right. */
async function shapes(): Promise<Shape[]> {
  await haveAll(ada, bob)
  return (await lying(bob, 'rectangle'))
    .map((props) => ({
      at: props.get('at') as number[],
      size: props.get('size') as number[],
      angle: Number(props.get('angle') ?? 0),
    }))
    .sort((a, b) => a.at[0]! - b.at[0]!)
}

/** What the other sees there, while it is done. */
const seen = (area: Area) => inked(bob.page, area)

test('turned by its knob: the other sees it turn before it is let go', async () => {
  await ada.draws([300, 300], [500, 400])
  await ada.clicks(300, 350)
  const below = { x: 345, y: 420, width: 110, height: 40 }
  await haveAll(ada, bob)
  const empty = await seen(below)
  const before = (await bob.board()).seq
  await ada.presses([400, 275], [480, 280], [520, 350])
  await expect.poll(() => seen(below)).toBeGreaterThan(empty + 100)
  expect((await bob.board()).seq).toBe(before)
  await ada.page.keyboard.down('Shift')
  await ada.page.mouse.move(500, 460, { steps: 3 })
  await ada.page.mouse.up()
  await ada.page.keyboard.up('Shift')
  expect((await shapes()).map((one) => one.angle)).toEqual([13500])
  await ada.page.keyboard.press('Control+z')
  expect((await shapes()).map((one) => one.angle)).toEqual([0])
})

test('several pulled at once with alt and shift: evenly, from the middle, seen by the other as it goes', async () => {
  await ada.draws([300, 300], [360, 360])
  await ada.draws([440, 300], [500, 360])
  await ada.page.keyboard.press('Control+a')
  const outside = { x: 190, y: 262, width: 40, height: 40 }
  const empty = await seen(outside)
  await ada.page.keyboard.down('Alt')
  await ada.page.keyboard.down('Shift')
  await ada.presses([505, 365], [560, 380], [605, 395])
  await expect.poll(() => seen(outside)).toBeGreaterThan(empty + 20)
  await ada.page.mouse.up()
  await ada.page.keyboard.up('Shift')
  await ada.page.keyboard.up('Alt')
  const [left, right] = await shapes()
  expect([left!.size, right!.size]).toEqual([
    [12000, 12000],
    [12000, 12000],
  ])
  expect(right!.at[0]! - left!.at[0]!).toBe(28000)
})

test('carried with alt a copy goes along; the other sees both, and one undo takes the copy back', async () => {
  await ada.draws([300, 300], [400, 400])
  await ada.clicks(300, 350)
  const there = { x: 560, y: 290, width: 60, height: 120 }
  const here = { x: 290, y: 380, width: 120, height: 40 }
  const emptyThere = await seen(there)
  await ada.page.keyboard.down('Alt')
  await ada.presses([300, 350], [400, 350], [560, 350])
  await expect.poll(() => seen(there)).toBeGreaterThan(emptyThere + 100)
  await expect.poll(() => seen(here)).toBeGreaterThan(150)
  await ada.page.mouse.up()
  await ada.page.keyboard.up('Alt')
  expect((await shapes()).map((one) => one.size)).toHaveLength(2)
  await ada.page.keyboard.press('Control+z')
  expect(await shapes()).toHaveLength(1)
})

test('a lasso takes what it goes around, and the other sees what is taken', async () => {
  for (const x of [300, 450, 600]) await ada.draws([x, 300], [x + 60, 360])
  await haveAll(ada, bob)
  const frames = { x: 280, y: 280, width: 100, height: 100 }
  const before = await seen(frames)
  await ada.page.keyboard.press('Shift+L')
  await ada.drags(
    [280, 280],
    [400, 270],
    [400, 420],
    [590, 420],
    [590, 270],
    [690, 280],
    [690, 440],
    [280, 440],
    [280, 290],
  )
  await expect.poll(() => seen(frames)).not.toBe(before)
  await ada.page.keyboard.press('Delete')
  expect((await shapes()).map((one) => one.size)).toEqual([[6000, 6000]])
})

test('a group is moved as one and entered by a double click', async () => {
  await ada.draws([300, 300], [360, 360])
  await ada.draws([440, 300], [500, 360])
  await ada.page.keyboard.press('Control+a')
  await ada.page.keyboard.press('Control+g')
  await ada.page.keyboard.press('Escape')
  const [a, b] = await shapes()
  await ada.page.keyboard.down('Control')
  await ada.presses([300, 330], [300, 360], [300, 430])
  await ada.page.mouse.up()
  await ada.page.keyboard.up('Control')
  // With mod held from the start it is a box over what is there: nothing has moved.
  expect(await shapes()).toEqual([a, b])
  await ada.clicks(300, 330)
  await ada.drags([300, 330], [300, 360], [300, 430])
  expect((await shapes()).map((one) => one.at[1])).toEqual([a!.at[1]! + 10000, b!.at[1]! + 10000])
  await ada.clicks(300, 430)
  await ada.page.mouse.dblclick(300, 430)
  await ada.drags([300, 430], [300, 460], [300, 530])
  expect((await shapes()).map((one) => one.at[1])).toEqual([a!.at[1]! + 20000, b!.at[1]! + 10000])
})

test('what is carried clings to what lies near, with a guide', async () => {
  await ada.draws([300, 300], [400, 400])
  await ada.draws([600, 200], [700, 260])
  await ada.clicks(600, 230)
  const guide = { x: 420, y: 380, width: 150, height: 40 }
  const empty = await inked(ada.page, guide)
  await ada.presses([600, 230], [600, 300], [603, 506 - 130])
  // Its lower side is now 6 pixels below the other's, its sides are far off.
  await expect.poll(() => inked(ada.page, guide)).toBeGreaterThan(empty + 50)
  await ada.page.mouse.up()
  const [left, right] = await shapes()
  expect(right!.at[1]! + right!.size[1]!).toBe(left!.at[1]! + left!.size[1]!)
  expect(right!.at[0]).toBe(left!.at[0]! + 30300)
})

test('a box takes only what lies wholly in it, where the person wants that', async () => {
  for (const x of [300, 450]) await ada.draws([x, 300], [x + 60, 360])
  const all = await shapes()
  const another = await ada.context.newPage()
  await another.goto(stage.program.local)
  const choose = async (kept: string) => {
    const heard = await ada.page.evaluateHandle(() => {
      const storage = new Promise((next) => addEventListener('storage', next, { once: true }))
      return { storage: storage.then(() => undefined) }
    })
    await another.evaluate((text) => localStorage.setItem('drawingroom.settings', text), kept)
    // Her page hears of it a moment later.
    await heard.evaluate(({ storage }) => storage)
  }
  await choose('{"boxSelects":"contain"}')
  const frame = { x: 440, y: 285, width: 80, height: 90 }
  await ada.drags([270, 270], [400, 340], [480, 380])
  await ada.page.keyboard.press('Delete')
  const left = await shapes()
  expect(left).toEqual([all[1]])
  // What the box only touched is still there for the other too.
  await expect.poll(() => seen(frame)).toBeGreaterThan(200)
  await choose('{}')
  await another.close()
})

test('a right click selects what lies there and asks for a menu', async () => {
  await ada.draws([300, 300], [400, 400])
  await ada.page.mouse.click(300, 350, { button: 'right' })
  await ada.page.getByRole('menu').waitFor()
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Delete')
  expect(await shapes()).toHaveLength(0)
})

// Ada's view stays where it went: what compares places on both pages comes before.
test('held at the edge, what is carried goes on beyond it, and the other sees it go', async () => {
  await ada.draws([300, 300], [400, 400])
  await ada.draws([700, 500], [760, 560])
  const before = (await shapes())[0]!
  await ada.clicks(300, 350)
  const here = { x: 290, y: 290, width: 120, height: 120 }
  const passing = { x: 690, y: 490, width: 80, height: 80 }
  const stood = await inked(ada.page, passing)
  await ada.presses([300, 350], [700, 350], [1278, 350])
  // The view goes along: what stood in it goes out to the left.
  await expect.poll(() => inked(ada.page, passing)).toBeLessThan(stood / 4)
  await expect.poll(() => seen(here)).toBeLessThan(200)
  await ada.page.mouse.up()
  const moved = (await shapes()).at(-1)!
  expect(moved.at[1]).toBe(before.at[1])
  expect(moved.at[0]!).toBeGreaterThan(before.at[0]! + 97_800 + 5_000)
})

test('a finger that stays asks for the menu, and one that moves does not', async () => {
  const touch = await Person.arrive(stage.browser, 'Tom', { hasTouch: true })
  await touch.follows(await ada.page.evaluate(() => location.href))
  const cdp = await touch.devtools()
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...at: Spot[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: at.map(([x, y]) => ({ x, y })) })
  await touch.takes('Select')
  await send('touchStart', [300, 350])
  await touch.page.getByRole('menu').waitFor()
  await touch.page.waitForTimeout(200)
  await send('touchEnd')
  // What a browser makes of a touch comes after it.
  await touch.page.waitForTimeout(600)
  expect(await touch.page.getByRole('menu').count()).toBe(1)
  await touch.page.keyboard.press('Escape')
  await touch.page.getByRole('menu').waitFor({ state: 'detached' })
  // One after the other without waiting for the page: on its way a finger does not stay.
  const way: Spot[] = Array.from({ length: 39 }, (_, i) => [310 + i * 10, 350])
  await Promise.all([send('touchStart', [300, 350]), ...way.map((spot) => send('touchMove', spot)), send('touchEnd')])
  expect(await touch.page.getByRole('menu').count()).toBe(0)
  expect(touch.troubles).toEqual([])
  await touch.leaves()
})
