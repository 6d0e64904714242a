import { beforeEach, expect, test } from 'vitest'
import { ada, bob, haveAll, lying, onOneBoard } from './pair'
import type { Spot } from './person'
import { inked } from './picture-of'

/** What a thing in the hand clings to, with the guides that say so; where it comes to lie is looked up on the other's board. */

onOneBoard()

beforeEach(async () => {
  for (let i = 0; i < 2; i++) await ada.page.keyboard.press('Escape')
  await ada.takes('Select')
  await ada.page.keyboard.press('Control+a')
  await ada.page.keyboard.press('Delete')
})

/** Boxes on Bob's board in pixels of the page, in paint order. */
async function boxes(): Promise<{ x: number; y: number; w: number; h: number }[]> {
  await haveAll(ada, bob)
  return (await lying(bob, 'rectangle')).map((props) => {
    const [x, y] = props.get('at') as number[]
    const [w, h] = props.get('size') as number[]
    return { x: x! / 100 + 640, y: y! / 100 + 400, w: w! / 100, h: h! / 100 }
  })
}

/** Takes the thing whose left side is at a spot, carries it to another, and looks there before letting go. */
async function carries(from: Spot, to: Spot, guide: { x: number; y: number; width: number; height: number }) {
  await ada.page.mouse.click(...from)
  const bare = await inked(ada.page, guide)
  await ada.presses(from, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2 + 37], to)
  await expect.poll(() => inked(ada.page, guide)).toBeGreaterThan(bare + 30)
  await ada.page.mouse.up()
}

test('middles cling to middles', async () => {
  await ada.draws([300, 200], [400, 260])
  await ada.draws([600, 420], [640, 440])
  // Its middle would lie at 354, 4 pixels beside the other's, and its sides beside nothing.
  await carries([600, 430], [334, 430], { x: 345, y: 280, width: 12, height: 120 })
  const [above, below] = await boxes()
  expect(below!.x + below!.w / 2).toBe(above!.x + above!.w / 2)
})

test('gaps cling to gaps', async () => {
  await ada.draws([200, 300], [260, 360])
  await ada.draws([330, 300], [390, 360])
  await ada.draws([700, 480], [760, 530])
  // A gap of 70 between the two; the third would come to lie 73 beyond the second, in their row.
  await carries([700, 505], [463, 330], { x: 392, y: 300, width: 66, height: 60 })
  const [one, two, three] = await boxes()
  expect(three!.x - two!.x - two!.w).toBe(two!.x - one!.x - one!.w)
})

test('with snapping off it lies where the hand put it', async () => {
  await ada.draws([300, 200], [400, 260])
  await ada.draws([600, 420], [640, 440])
  await ada.page.keyboard.press('Alt+Shift+KeyS')
  await ada.page.mouse.click(600, 430)
  await ada.drags([600, 430], [500, 500], [334, 430])
  expect((await boxes())[1]!.x).toBe(334)
  await ada.page.keyboard.press('Alt+Shift+KeyS')
})
