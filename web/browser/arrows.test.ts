import { expect, test } from 'vitest'
import { Finder } from '../src/editor/finder'
import { kinds } from '../src/elements'
import { anchorOf } from '../src/elements/arrow-end'
import { wayOf } from '../src/elements/arrow-way'
import type { ElementProps } from '../src/elements/element'
import { learn } from '../src/elements/kind-of'
import { atOf, sized } from '../src/elements/props'
import { joined as joinedUp, runsOf } from '../src/elements/text-runs'
import { ada, bareEachTime, bob, haveAll, lying, onOneBoard } from './pair'
import type { Spot } from './person'
import { inked } from './picture-of'
import { truth } from './truth'

/** Arrows as another has them: tied to what they join, and following it. */

learn(kinds)
onOneBoard()
bareEachTime()

async function box(from: Spot, to: Spot): Promise<void> {
  await ada.page.keyboard.press('r')
  await ada.drags(from, to)
}

async function arrow(from: Spot, to: Spot): Promise<void> {
  await ada.page.keyboard.press('a')
  await ada.drags(from, to)
}

/** The middle of the window is where an empty board begins. */
const onPage = (x: number, y: number) => [Math.round(x / 100) + 640, Math.round(y / 100) + 400]

/** The only arrow, as Bob has it: as it is stored, and the points of its way on the page. */
async function theArrow(): Promise<{ readonly props: ElementProps; readonly way: readonly (readonly number[])[] }> {
  await haveAll(ada, bob)
  const { board } = await truth(bob)
  const finder = new Finder(board)
  const [one, ...more] = board.paintOrder().filter((id) => board.element(id)!.props.get('kind') === 'arrow')
  expect(more).toEqual([])
  const shown = finder.shown(one!)!.props
  const at = atOf(shown)
  const way = wayOf(shown).map(({ x, y }) => onPage(at.x + x, at.y + y))
  return { props: board.element(one!)!.props, way }
}

const anchors = (p: ElementProps) => (['start', 'end'] as const).map((end) => anchorOf(p, end)?.id ?? '')

async function choose(...choices: string[]): Promise<void> {
  await ada.page.getByRole('button', { name: 'Arrow style', exact: true }).click()
  for (const name of choices) await ada.page.getByRole('button', { name, exact: true }).click()
  await ada.page.keyboard.press('Escape')
}

const picture = (name: string) => ada.page.screenshot({ path: `browser/screens/arrow-${name}.png` })

/** Two boxes with a straight arrow from the one to the other. */
async function joined(): Promise<void> {
  await box([200, 200], [320, 280])
  await box([600, 200], [720, 280])
  await arrow([260, 240], [660, 240])
  // What was chosen before is still in the hand.
  await choose('Route: Straight')
}

test('it is tied to both, follows either wherever it is put, and stays so after a reload', async () => {
  await joined()
  const { props, way } = await theArrow()
  expect(anchors(props).every((id) => id !== '')).toBe(true)
  expect(way).toEqual([
    [321, 240],
    [594, 240],
  ])
  await ada.page.mouse.click(1000, 600)
  await bob.drags([660, 280], [660, 480])
  await haveAll(ada, bob)
  const moved = await theArrow()
  expect(moved.way.at(-1)![1]).toBeGreaterThan(380)
  await ada.page.reload()
  await ada.isOn()
  expect(await inked(ada.page, { x: 440, y: 330, width: 40, height: 40 })).toBeGreaterThan(20)
  expect((await theArrow()).way).toEqual(moved.way)
  await picture('followed')
})

test('while a shape is dragged its arrow goes along, on both screens', async () => {
  await joined()
  await ada.page.mouse.click(1000, 600)
  const under = { x: 420, y: 330, width: 80, height: 60 }
  const bare = await inked(bob.page, under)
  await ada.presses([660, 280], [660, 400], [660, 520])
  await expect.poll(() => inked(ada.page, under)).toBeGreaterThan(bare + 20)
  await expect.poll(() => inked(bob.page, under)).toBeGreaterThan(bare + 20)
  await picture('held')
  await ada.page.keyboard.press('Escape')
  await expect.poll(() => inked(bob.page, under)).toBe(bare)
  await ada.page.mouse.up()
})

test('carried along with one of its two shapes it stays tied to both; alone it goes free', async () => {
  await joined()
  const tied = anchors((await theArrow()).props)
  // The box around the first shape and the beginning of the arrow takes hold of both.
  await ada.page.mouse.click(1000, 600)
  await ada.clicks(260, 200)
  await ada.page.keyboard.down('Shift')
  await ada.page.mouse.click(450, 240)
  await ada.page.keyboard.up('Shift')
  await ada.drags([230, 280], [230, 330], [230, 380])
  expect(anchors((await theArrow()).props)).toEqual(tied)
  expect((await theArrow()).way.at(-1)![0]).toBeGreaterThan(590)
  await ada.page.keyboard.press('Control+z')
  await ada.page.mouse.click(1000, 600)
  await ada.drags([450, 240], [450, 300], [450, 360])
  expect(anchors((await theArrow()).props)).toEqual(['', ''])
})

test('once its ways are chosen the keys belong to the board again: Enter writes its label', async () => {
  await joined()
  await choose('Route: Right angles')
  await ada.page.keyboard.press('Enter')
  await ada.page.keyboard.type('has many')
  await ada.page.keyboard.press('Escape')
  const { props } = await theArrow()
  expect([joinedUp(runsOf(props)), props.get('route')]).toEqual(['has many', 'elbow'])
})

test('without its shape it is free and stays where it was; undo ties it again', async () => {
  await joined()
  await ada.page.mouse.click(1000, 600)
  await ada.drags([660, 280], [660, 480])
  const before = await theArrow()
  await ada.page.keyboard.press('Delete')
  const free = await theArrow()
  expect(free.way).toEqual(before.way)
  await ada.page.keyboard.press('Control+z')
  await ada.page.mouse.click(1000, 600)
  await ada.drags([660, 480], [660, 600])
  expect((await theArrow()).way.at(-1)![1]).toBeGreaterThan(before.way.at(-1)![1]!)
})

test('near an edge a point of that is meant, at its middle exactly that, with alt any point, with mod none', async () => {
  await box([600, 200], [800, 360])
  const tip = async (to: Spot, key?: 'Alt' | 'Control') => {
    await ada.page.keyboard.press('a')
    if (key !== undefined) await ada.page.keyboard.down(key)
    await ada.presses([300, 500], to)
    await ada.page.mouse.up()
    if (key !== undefined) await ada.page.keyboard.up(key)
    const { props, way } = await theArrow()
    await ada.page.keyboard.press('Delete')
    return [anchors(props)[1] !== '', way.at(-1)!] as const
  }
  const [tied, side] = await tip([603, 277])
  expect(tied).toBe(true)
  expect(Math.hypot(side[0]! - 600, side[1]! - 280)).toBeLessThan(9)
  const [, corner] = await tip([604, 340])
  expect(Math.abs(corner[1]! - 340)).toBeLessThan(8)
  const [, inside] = await tip([760, 330], 'Alt')
  expect(inside).toEqual([760, 330])
  expect(await tip([700, 280], 'Control')).toEqual([false, [700, 280]])
})

test('with right angles it goes around what stands between', async () => {
  await joined()
  await choose('Route: Right angles')
  await ada.page.keyboard.press('Escape')
  expect((await theArrow()).way).toHaveLength(2)
  await box([430, 120], [490, 360])
  const { way } = await theArrow()
  for (const [i, [x, y]] of way.entries()) {
    if (i > 0) expect(x === way[i - 1]![0] || y === way[i - 1]![1]).toBe(true)
    expect(x! > 430 && x! < 490 && y! > 120 && y! < 360).toBe(false)
  }
  expect(Math.min(...way.map(([, y]) => y!))).toBeLessThanOrEqual(100)
  await picture('around')
})

test('a curve leaves each side straight; heads and a label are chosen, and the label stays on the line', async () => {
  await box([200, 200], [320, 280])
  await box([600, 400], [720, 480])
  await arrow([260, 240], [660, 440])
  await choose('Route: Curved', 'Beginning: Dot', 'End: None or many')
  await ada.page.mouse.dblclick(460, 340)
  await ada.page.keyboard.type('has many')
  await ada.page.keyboard.press('Escape')
  const { props } = await theArrow()
  expect([props.get('route'), props.get('start-head'), props.get('end-head')]).toEqual(['curve', 'circle', 'zero-many'])
  await ada.page.keyboard.press('Escape')
  await ada.drags([660, 400], [660, 200])
  await haveAll(ada, bob)
  await picture('curve')
  expect(await inked(bob.page, { x: 430, y: 225, width: 60, height: 30 })).toBeGreaterThan(60)
})

test('an end is pulled off and tied to something else; a point in its midst bends it', async () => {
  await joined()
  await box([600, 450], [720, 530])
  await ada.page.mouse.click(460, 240)
  await ada.drags([593, 240], [660, 490])
  const retied = await theArrow()
  const boxes = await lying(bob, 'rectangle')
  expect(sized(boxes[2]!).y / 100).toBe(50)
  expect(retied.way.at(-1)![1]).toBeGreaterThan(400)
  await ada.drags(
    [(retied.way[0]![0]! + retied.way[1]![0]!) / 2, (retied.way[0]![1]! + retied.way[1]![1]!) / 2],
    [400, 420],
  )
  expect((await theArrow()).way[1]).toEqual([400, 420])
  await picture('bent')
})

test('two who move its two ends at once see the same', async () => {
  await joined()
  await ada.page.mouse.click(1000, 600)
  await Promise.all([ada.drags([320, 220], [320, 420]), bob.drags([600, 220], [600, 120])])
  const { way } = await theArrow()
  expect(way[0]![1]).toBeGreaterThan(380)
  expect(way[1]![1]).toBeLessThan(200)
})

test('a flowchart grows by keys: Ctrl and an arrow', async () => {
  await box([200, 200], [320, 280])
  await ada.page.keyboard.press('Control+ArrowRight')
  await ada.page.keyboard.press('Control+ArrowDown')
  await ada.page.keyboard.press('Control+ArrowLeft')
  await haveAll(ada, bob)
  expect(await lying(bob, 'rectangle')).toHaveLength(4)
  expect(await lying(bob, 'arrow')).toHaveLength(3)
  await picture('grown')
})
