import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Glass } from './glass'
import { ada, haveAll, lying, onOneBoard } from './pair'
import type { Spot } from './person'
import { inked } from './picture-of'
import { percent, viewOf } from './view'

/** What hands do on the glass, and what must come of it: each row of the two tables is a gesture, sent through the browser's debugging protocol. */

onOneBoard()
let glass: Glass

const line: readonly Spot[] = [
  [500, 300],
  [530, 310],
  [560, 340],
  [600, 400],
]

const strokes = async () => {
  await ada.saved()
  return lying(ada, 'stroke')
}
const count = async () => (await strokes()).length
const pressed = (tool: string) =>
  ada.page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: tool, exact: true, pressed: true })

/** The path of a stroke: its first point, and the way from point to point. */
async function path(): Promise<unknown> {
  const [one] = await strokes()
  const points = one!.get('points') as readonly number[]
  return { at: one!.get('at'), way: points.filter((_, i) => i % 4 < 2) }
}

/** Draws a rectangle with the mouse and leaves the pen in the hand. */
async function rectangle(): Promise<void> {
  await ada.draws([500, 300], [700, 450])
  await ada.page.keyboard.press('p')
}

async function cleared(): Promise<void> {
  const { keyboard } = ada.page
  await ada.page.mouse.move(640, 700)
  for (let i = 0; i < 3; i++) await keyboard.press('Escape')
  await keyboard.press('Control+a')
  await keyboard.press('Delete')
  await keyboard.press('Control+0')
  // The view glides there; what is drawn meanwhile lies elsewhere on the screen when it has come.
  await expect.poll(() => percent(ada)).toBe(100)
  await keyboard.press('p')
}

beforeAll(async () => {
  glass = await Glass.of(ada)
})
beforeEach(async () => {
  glass.beginsAnew()
  await cleared()
})
afterEach(async () => haveAll(ada))

describe('before a pen has been seen', () => {
  test('a mouse draws, with even pressure', async () => {
    await ada.drags(...line)
    const [stroke] = await strokes()
    const points = stroke!.get('points') as readonly number[]
    expect(new Set(points.filter((_, i) => i % 4 === 2))).toEqual(new Set([50]))
    expect(stroke!.has('pen')).toBe(false)
  })

  test('a finger draws', async () => {
    await glass.strokes(line[0]!, ...line.slice(1))
    expect(await count()).toBe(1)
  })

  test('two fingers zoom, and draw nothing', async () => {
    await glass.puts([600, 400], [680, 400])
    await glass.moves([
      [520, 400],
      [760, 400],
    ])
    await glass.lifts()
    expect(await percent(ada)).toBeGreaterThan(150)
    expect(await count()).toBe(0)
  })

  test('two fingers together move the board', async () => {
    const [x, y] = await viewOf(ada)
    await glass.puts([600, 400], [680, 400])
    await glass.moves([
      [700, 480],
      [780, 480],
    ])
    await glass.sets()
    const [toX, toY] = await viewOf(ada)
    expect(toX! - x!).toBeLessThan(-6000)
    expect(toY! - y!).toBeLessThan(-4000)
    expect(await count()).toBe(0)
  })

  test.each([
    [
      'two fingers',
      'p',
      [
        [600, 400],
        [680, 400],
      ] as Spot[],
    ],
    ['a finger with the hand', 'h', [[600, 400]] as Spot[]],
  ])('lifted while they move, %s leave the board going', async (_, tool, spots) => {
    await ada.page.keyboard.press(tool)
    const [x] = await viewOf(ada)
    await glass.puts(...spots)
    await glass.moves(spots.map(([left, top]): Spot => [left + 60, top]))
    await glass.lifts()
    // 60 pixels by the fingers; the rest by itself. The address says it once the board stands.
    await expect.poll(async () => (await viewOf(ada))[0]).toBeLessThan(x! - 12_000)
    expect(await count()).toBe(0)
  })

  test('what the first of two fingers has drawn is gone when the second follows at once', async () => {
    await glass.puts([600, 400])
    await glass.moves([[606, 402]], 3)
    await glass.puts([680, 400])
    await glass.moves([
      [560, 402],
      [720, 400],
    ])
    await glass.lifts()
    expect(await count()).toBe(0)
  })

  test('what the first has drawn stays when the second comes late', async () => {
    await glass.puts([500, 400])
    await glass.moves([[620, 402]], 20)
    await glass.puts([680, 400])
    await glass.lifts()
    expect(await count()).toBe(1)
  })

  test('when one of two is lifted the other moves the board', async () => {
    await glass.puts([600, 400], [680, 400])
    await glass.moves([
      [600, 440],
      [680, 440],
    ])
    await glass.lifts('first')
    // What is left is the second.
    const [, y] = await viewOf(ada)
    await glass.moves([[680, 540]])
    await glass.sets()
    const [, toY] = await viewOf(ada)
    expect(Math.abs(toY! - y! + 10_000)).toBeLessThan(300)
    expect(await count()).toBe(0)
  })

  test('two fingers that tap undo, three redo', async () => {
    await ada.drags(...line)
    expect(await count()).toBe(1)
    await glass.taps([600, 400], [680, 410])
    await expect.poll(count).toBe(0)
    await glass.taps([600, 400], [680, 410], [640, 480])
    await expect.poll(count).toBe(1)
  })

  test('two fingers that stay too long for a tap undo nothing', async () => {
    await ada.drags(...line)
    await glass.puts([600, 500], [680, 500])
    glass.waits(600)
    await glass.lifts()
    expect(await count()).toBe(1)
  })

  test('a finger that the system takes away leaves what it has drawn', async () => {
    await glass.puts([500, 400])
    await glass.moves([[640, 420]], 20)
    await glass.takesAway()
    expect(await count()).toBe(1)
  })

  test('a finger that stays opens the menu', async () => {
    await ada.page.keyboard.press('v')
    await glass.puts([640, 600])
    await ada.page.getByRole('menu').waitFor()
    await glass.lifts()
    await ada.page.getByRole('menu').waitFor()
    await ada.page.keyboard.press('Escape')
  })
})

describe('with a pen', () => {
  test('it draws with its pressure', async () => {
    await glass.penDown(line.slice(0, 2), { force: 0.2 })
    await glass.penDown(line.slice(2), { force: 0.9 })
    await glass.penUp(line.at(-1)!)
    const stroke = (await strokes())[0]!
    const points = stroke.get('points') as readonly number[]
    expect(stroke.get('pen')).toBe(true)
    expect(points[2]).toBe(20)
    expect(points.at(-2)).toBe(90)
  })

  test('tilted and twisted it draws the same', async () => {
    await glass.pens(line)
    const upright = await path()
    await cleared()
    await glass.pens(line, { tiltX: 55, tiltY: -30, twist: 200 })
    expect(await path()).toEqual(upright)
  })

  test('one finger moves the board and draws nothing', async () => {
    const [x] = await viewOf(ada)
    await glass.strokes([500, 400], [640, 400])
    expect(Math.abs((await viewOf(ada))[0]! - x! + 14_000)).toBeLessThan(100)
    expect(await count()).toBe(0)
  })

  test('two fingers still zoom, and tap to undo', async () => {
    await glass.pens(line)
    glass.waits(1000)
    await glass.taps([600, 400], [680, 410])
    await expect.poll(count).toBe(0)
    await glass.puts([600, 400], [680, 400])
    await glass.moves([
      [520, 400],
      [760, 400],
    ])
    await glass.lifts()
    expect(await percent(ada)).toBeGreaterThan(150)
  })

  test('a finger takes hold of a thing and moves it, where one selects', async () => {
    await rectangle()
    await ada.page.keyboard.press('v')
    const seen = await viewOf(ada)
    const [before] = await lying(ada, 'rectangle')
    await glass.strokes([500, 380], [560, 440])
    await ada.saved()
    const [after] = await lying(ada, 'rectangle')
    const [x, y] = before!.get('at') as number[]
    expect(after!.get('at')).toEqual([x! + 6000, y! + 6000])
    expect(await viewOf(ada)).toEqual(seen)
  })

  test('beside things it moves the board there too, and a tap lets go of them', async () => {
    await rectangle()
    await ada.page.keyboard.press('v')
    await glass.taps([500, 380])
    const [x] = await viewOf(ada)
    await glass.strokes([900, 600], [980, 600])
    expect(Math.abs((await viewOf(ada))[0]! - x! + 8000)).toBeLessThan(100)
    await glass.taps([1000, 600])
    await ada.page.keyboard.press('Delete')
    await ada.saved()
    expect((await lying(ada, 'rectangle')).length).toBe(1)
    await glass.taps([580, 380])
    await ada.page.keyboard.press('Delete')
    await ada.saved()
    expect((await lying(ada, 'rectangle')).length).toBe(0)
  })

  test('a finger’s tap where one draws is nothing', async () => {
    await glass.taps([640, 400])
    expect(await count()).toBe(0)
  })

  test('the hand that touches while the pen writes does nothing', async () => {
    const seen = await viewOf(ada)
    await glass.penDown(line.slice(0, 2))
    await glass.puts([700, 500])
    await glass.moves([[720, 540]])
    await glass.penDown(line.slice(1))
    await glass.lifts()
    await glass.penUp(line.at(-1)!)
    expect(await count()).toBe(1)
    expect(await viewOf(ada)).toEqual(seen)
  })

  test('a palm of several touches neither zooms nor ends the line', async () => {
    await glass.penDown(line.slice(0, 2))
    await glass.puts([700, 500], [740, 520], [760, 560])
    await glass.moves([
      [640, 500],
      [780, 560],
      [800, 600],
    ])
    await glass.penDown(line.slice(1))
    await glass.penUp(line.at(-1)!)
    await glass.lifts()
    expect(await count()).toBe(1)
    expect(await percent(ada)).toBe(100)
  })

  test('the hand that lay there before the pen came moves nothing after it', async () => {
    const seen = await viewOf(ada)
    await glass.puts([700, 500])
    await glass.pens(line)
    await glass.moves([[760, 600]])
    await glass.lifts()
    expect(await viewOf(ada)).toEqual(seen)
    expect(await count()).toBe(1)
  })

  test('a touch just after the pen is the hand; later it is a finger', async () => {
    await glass.pens(line)
    const [x] = await viewOf(ada)
    glass.waits(200)
    await glass.strokes([700, 500], [800, 500])
    expect((await viewOf(ada))[0]).toBe(x)
    glass.waits(700)
    await glass.strokes([700, 500], [800, 500])
    expect((await viewOf(ada))[0]).toBeLessThan(x! - 9000)
  })

  test('what touches broadly is no finger', async () => {
    const seen = await viewOf(ada)
    await glass.putsBroad(90, [700, 500])
    await glass.moves([[820, 560]])
    await glass.lifts()
    expect(await viewOf(ada)).toEqual(seen)
  })

  test('the button on its barrel rubs out, and the pen stays in the hand', async () => {
    await rectangle()
    await glass.pens(
      [
        [450, 380],
        [500, 380],
        [540, 380],
      ],
      {},
      2,
    )
    await ada.saved()
    expect((await lying(ada, 'rectangle')).length).toBe(0)
    expect(await pressed('Pen').count()).toBe(1)
    expect(await ada.page.getByRole('menu').count()).toBe(0)
    await glass.pens(line)
    expect(await count()).toBe(1)
  })

  // The debugging protocol has no word for that end of a pen.
  test('its other end rubs out (by events made in the page)', async () => {
    await rectangle()
    await ada.page.evaluate(() => {
      const board = document.getElementById('board')!
      const pen = (type: string, x: number, button: number, buttons: number) =>
        board.dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            pointerType: 'pen',
            pointerId: 1,
            clientX: x,
            clientY: 380,
            pressure: 0.5,
            button,
            buttons,
          }),
        )
      // What is made in the page cannot be captured.
      board.setPointerCapture = () => {}
      pen('pointerdown', 450, 5, 32)
      for (const x of [480, 500, 530]) pen('pointermove', x, -1, 32)
      pen('pointerup', 530, 5, 0)
      Reflect.deleteProperty(board, 'setPointerCapture')
    })
    await ada.saved()
    expect((await lying(ada, 'rectangle')).length).toBe(0)
    expect(await pressed('Pen').count()).toBe(1)
  })

  test('over the board it shows where its ink will land', async () => {
    const area = { x: 560, y: 320, width: 80, height: 80 }
    const empty = await inked(ada.page, area)
    await glass.hovers([600, 360])
    await expect.poll(() => inked(ada.page, area)).toBeGreaterThan(empty)
    await ada.page.mouse.move(300, 700)
    await expect.poll(() => inked(ada.page, area)).toBe(empty)
    expect(await count()).toBe(0)
  })

  test('fingers draw as well when the person says so', async () => {
    const button = ada.page.getByRole('button', { name: 'Work with fingers as well as with the pen' })
    await button.click()
    await glass.strokes(line[0]!, ...line.slice(1))
    expect(await count()).toBe(1)
    await button.click()
    await glass.strokes(line[0]!, ...line.slice(1))
    expect(await count()).toBe(1)
  })

  test('a finger rubs out while the pen draws, when that is chosen', async () => {
    await ada.page.evaluate(() => {
      const kept = JSON.parse(localStorage.getItem('drawingroom.settings') ?? '{}') as object
      const text = JSON.stringify({ ...kept, fingers: 'eraser' })
      localStorage.setItem('drawingroom.settings', text)
      dispatchEvent(new StorageEvent('storage', { key: 'drawingroom.settings', newValue: text }))
    })
    await glass.pens(line)
    expect(await count()).toBe(1)
    glass.waits(1000)
    await glass.strokes([520, 280], [540, 330], [560, 380])
    expect(await count()).toBe(0)
    await glass.pens(line)
    expect(await count()).toBe(1)
  })
})

test('mouse, pen and finger draw the same line', async () => {
  await ada.page.evaluate(() => localStorage.removeItem('drawingroom.settings'))
  await ada.page.reload()
  await ada.isOn()
  await cleared()
  await ada.page.mouse.move(...line[0]!)
  await ada.page.mouse.down()
  for (const spot of line.slice(1)) await ada.page.mouse.move(...spot)
  await ada.page.mouse.up()
  const byMouse = await path()
  await cleared()
  await glass.puts(line[0]!)
  for (const spot of line.slice(1)) await glass.moves([spot], 1)
  await glass.lifts()
  const byFinger = await path()
  await cleared()
  await glass.pens(line)
  expect(byFinger).toEqual(byMouse)
  expect(await path()).toEqual(byMouse)
})

test('the help tells of them, and finds them by what the hand does', async () => {
  const { page } = ada
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keys' })
  await help.getByRole('heading', { name: 'Fingers and pen' }).waitFor()
  const rows = help.locator('.key-list > div')
  for (const [query, row] of [
    ['three fingers', 'RedoTap with three fingers'],
    ['hold still', 'Make a clean shape of a strokeHold still at its end'],
    ['rub out', 'Rub outThe pen’s other end, or its button'],
  ] as const) {
    await help.getByRole('searchbox').fill(query)
    await expect.poll(() => rows.allTextContents()).toContain(row)
  }
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
})
