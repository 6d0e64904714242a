import { expect, test } from 'vitest'
import { knotsOf } from '../src/elements/knots'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import type { Spot } from './person'

/** Lines as another has them: dragged out, set point by point, closed. */

onOneBoard()
bareEachTime()

/** Clicks on one place after another. */
async function points(...spots: Spot[]): Promise<void> {
  for (const [x, y] of spots) await ada.page.mouse.click(x, y)
}

/** The corners of the only line on Bob's board, in units from its first. */
async function corners(): Promise<(readonly [number, number])[]> {
  await haveAll(ada, bob)
  const [line, ...more] = await lying(bob, 'line')
  expect(more).toEqual([])
  return knotsOf(line!).map(({ x, y }) => [x / 100, y / 100] as const)
}

test('a drag is a straight line; with shift its angle is a whole step', async () => {
  await ada.page.keyboard.press('l')
  await ada.drags([200, 200], [380, 250])
  expect(await corners()).toEqual([
    [0, 0],
    [180, 50],
  ])
  await ada.page.keyboard.press('Delete')
  await ada.page.keyboard.press('l')
  await ada.page.keyboard.down('Shift')
  await ada.presses([200, 200], [400, 206])
  await ada.page.mouse.up()
  await ada.page.keyboard.up('Shift')
  expect((await corners())[1]![1]).toBe(0)
})

test('clicks set one point after another, a click on the last one ends it, and it is one step', async () => {
  await ada.page.keyboard.press('l')
  await points([200, 200], [300, 150], [400, 260], [520, 200])
  await ada.page.mouse.move(700, 500)
  await ada.page.mouse.click(520, 200)
  await ada.page.mouse.click(520, 200)
  expect(await corners()).toHaveLength(4)
  await ada.page.keyboard.press('Control+z')
  await haveAll(ada, bob)
  expect(await lying(bob, 'line')).toEqual([])
})

test('a click on the first point closes it, and then it can be filled', async () => {
  await ada.page.keyboard.press('l')
  await points([200, 200], [400, 200], [300, 360], [202, 201])
  await haveAll(ada, bob)
  expect((await lying(bob, 'line'))[0]!.get('closed')).toBe(true)
  await ada.page.getByRole('button', { name: 'Fill', exact: true }).click()
  await ada.page.getByRole('button', { name: 'Fill: Soft blue', exact: true }).click()
  await ada.page.keyboard.press('Escape')
  await haveAll(ada, bob)
  expect((await lying(bob, 'line'))[0]!.get('fill')).toBe('soft-blue')
})

test.each(['Escape', 'Enter'])(
  '%s ends it at the points that are set, and a line is pulled, turned and mirrored as any other thing',
  async (key) => {
    await ada.page.keyboard.press('l')
    await points([200, 200], [300, 300], [400, 200])
    await ada.page.mouse.move(600, 400)
    await ada.page.keyboard.press(key)
    expect(await corners()).toEqual([
      [0, 0],
      [100, 100],
      [200, 0],
    ])
    await ada.page.keyboard.press('Shift+V')
    expect(await corners()).toEqual([
      [0, 0],
      [100, -100],
      [200, 0],
    ])
  },
)
test('a point is dragged, a new one is drawn out of the middle, made round, and taken away again', async () => {
  await ada.page.keyboard.press('l')
  await ada.drags([200, 200], [400, 200])
  await ada.drags([400, 200], [400, 300])
  expect(await corners()).toEqual([
    [0, 0],
    [200, 100],
  ])
  await ada.drags([300, 250], [320, 180])
  expect(await corners()).toEqual([
    [0, 0],
    [120, -20],
    [200, 100],
  ])
  await ada.page.mouse.dblclick(320, 180)
  await haveAll(ada, bob)
  expect(knotsOf((await lying(bob, 'line'))[0]!).map(({ smooth }) => smooth)).toEqual([false, true, false])
  await ada.page.keyboard.down('Alt')
  await ada.page.mouse.click(320, 180)
  await ada.page.keyboard.up('Alt')
  expect(await corners()).toHaveLength(2)
  await ada.page.keyboard.press('Control+z')
  await ada.page.keyboard.press('Control+z')
  await ada.page.keyboard.press('Control+z')
  await ada.page.keyboard.press('Control+z')
  expect(await corners()).toEqual([
    [0, 0],
    [200, 0],
  ])
})

test('two who move two points of one line at once both have it as they wanted', async () => {
  await ada.page.keyboard.press('l')
  await ada.drags([200, 200], [400, 200])
  await haveAll(ada, bob)
  await bob.page.keyboard.press('v')
  await bob.page.mouse.click(300, 200)
  await ada.presses([200, 200], [200, 300])
  await bob.presses([400, 200], [400, 100])
  await ada.page.mouse.up()
  await bob.page.mouse.up()
  await haveAll(ada, bob)
  expect(await corners()).toEqual([
    [0, 100],
    [200, -100],
  ])
})

test('a click means a point, and Delete takes that away; after another click it is the line again', async () => {
  await ada.page.keyboard.press('l')
  await points([200, 200], [300, 150], [400, 260], [400, 260])
  expect(await corners()).toHaveLength(3)
  await ada.page.mouse.click(300, 150)
  await ada.page.keyboard.press('Delete')
  expect(await corners()).toEqual([
    [0, 0],
    [200, 60],
  ])
  await ada.page.mouse.click(600, 500)
  await ada.page.mouse.click(300, 230)
  await ada.page.keyboard.press('Delete')
  await haveAll(ada, bob)
  expect(await lying(bob, 'line')).toEqual([])
})
