import { beforeEach, expect, test } from 'vitest'
import { ada, bob, haveAll, lying, onOneBoard } from './pair'
import type { Spot } from './person'

/** What keys and buttons make of what is selected, as the other person's board has it: places, order, groups in groups. */

onOneBoard()

beforeEach(async () => {
  for (let i = 0; i < 3; i++) await press('Escape')
  await ada.takes('Select')
  await press('Control+a', 'Delete')
})

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await ada.page.keyboard.press(key)
}

const arrows = ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown']

/** Presses arrows one right after another, without waiting for the page in between: those that are a second apart are no row. */
async function quickly(...keys: string[]): Promise<void> {
  const cdp = await ada.devtools()
  const sent = keys.flatMap((chord) => {
    const key = chord.replace('Shift+', '')
    const modifiers = key === chord ? 0 : 8
    const windowsVirtualKeyCode = 37 + arrows.indexOf(key)
    return (['rawKeyDown', 'keyUp'] as const).map((type) =>
      cdp.send('Input.dispatchKeyEvent', { type, key, code: key, modifiers, windowsVirtualKeyCode }),
    )
  })
  await Promise.all(sent)
  await cdp.detach()
}

/** Where Bob has the rectangles, in pixels of Ada's page, in the order in which they are painted; the board's origin is its middle. */
async function places(): Promise<number[][]> {
  await haveAll(ada, bob)
  return (await lying(bob, 'rectangle')).map((props) => {
    const [x, y] = props.get('at') as number[]
    return [Math.round(x! / 100) + 640, Math.round(y! / 100) + 400]
  })
}

test('arrows carry by a unit, with shift by ten; a row of them is one step back', async () => {
  await ada.draws([300, 300], [400, 400])
  await ada.clicks(300, 350)
  await quickly('ArrowRight', 'ArrowRight', 'Shift+ArrowDown', 'ArrowLeft')
  expect(await places()).toEqual([[301, 310]])
  await press('Control+z')
  expect(await places()).toEqual([[300, 300]])
})

test('what is mirrored changes its sides, and tidied it stands in rows', async () => {
  await ada.draws([300, 300], [340, 340])
  await ada.draws([400, 320], [500, 420])
  await press('Control+a', 'Shift+h')
  expect(await places()).toEqual([
    [460, 300],
    [300, 320],
  ])
  await press('Shift+v')
  expect(await places()).toEqual([
    [460, 380],
    [300, 300],
  ])
  await press('Control+z', 'Control+z')
  expect((await places())[0]).toEqual([300, 300])
  await press('Alt+Shift+KeyT')
  // Neither is beside the other for the most part: they come under each other, with a gap.
  const [one, other] = await places()
  expect(other![0]).toBe(one![0])
  expect(other![1]).toBeGreaterThan(one![1]! + 40)
  await press('Control+z')
  expect(await places()).toEqual([
    [300, 300],
    [400, 320],
  ])
})

test('to the front, to the back, one up and one down', async () => {
  const a = [300, 300]
  const b = [340, 340]
  const c = [380, 380]
  for (const [x, y] of [a, b, c]) await ada.draws([x!, y!], [x! + 100, y! + 100])
  await ada.clicks(300, 350)
  await press(']')
  expect(await places()).toEqual([b, c, a])
  await press('Control+[')
  expect(await places()).toEqual([b, a, c])
  await press('Control+]')
  expect(await places()).toEqual([b, c, a])
  await press('[')
  expect(await places()).toEqual([a, b, c])
  await press('Control+z')
  expect(await places()).toEqual([b, c, a])
})

test('a group in a group is entered one after the other, and Esc leaves them one after the other', async () => {
  const at: Spot[] = [
    [300, 300],
    [420, 300],
    [540, 300],
  ]
  for (const [x, y] of at) await ada.draws([x, y], [x + 60, y + 60])
  await ada.drags([280, 280], [440, 330], [500, 380])
  await press('Control+g', 'Control+a', 'Control+g', 'Escape')
  const carries = async (by: number) => {
    await press(...Array.from({ length: by }, () => 'Shift+ArrowDown'))
    return (await places()).map(([, y]) => y! - 300)
  }
  await ada.clicks(300, 330)
  expect(await carries(1)).toEqual([10, 10, 10])
  await ada.page.mouse.dblclick(300, 340)
  expect(await carries(1)).toEqual([20, 20, 10])
  await ada.page.mouse.dblclick(300, 350)
  expect(await carries(1)).toEqual([30, 20, 10])
  await press('Escape')
  expect(await carries(1)).toEqual([40, 30, 10])
  await press('Escape')
  expect(await carries(1)).toEqual([50, 40, 20])
})

test('a tool that is kept goes on drawing, and the other gets all of it', async () => {
  await ada.takes('Rectangle')
  await ada.page.getByRole('button', { name: 'Keep the tool chosen after drawing' }).click()
  await ada.drags([300, 300], [340, 340])
  await ada.drags([400, 300], [440, 340])
  await ada.drags([500, 300], [540, 340])
  expect((await places()).map(([x]) => x)).toEqual([300, 400, 500])
  await ada.page.locator('[data-tool="rectangle"][aria-pressed="true"]').waitFor()
  await press('q')
  await ada.drags([600, 300], [640, 340])
  await ada.page.locator('[data-tool="select"][aria-pressed="true"]').waitFor()
})

test('a copied style is laid on another thing, and the other sees it', async () => {
  await ada.draws([300, 300], [400, 400])
  await ada.takes('Rectangle')
  const colour = ada.page.getByRole('button', { name: 'Colour: Red', exact: true })
  await colour.click()
  await ada.drags([500, 300], [600, 400])
  await press('Control+Alt+c', 'Escape')
  await ada.clicks(300, 350)
  await press('Control+Alt+v')
  await haveAll(ada, bob)
  expect((await lying(bob, 'rectangle')).map((props) => props.get('colour'))).toEqual(['red', 'red'])
  await press('Control+z')
  await haveAll(ada, bob)
  expect((await lying(bob, 'rectangle'))[0]!.get('colour')).not.toBe('red')
})

test('a box takes what it touches, and by the setting only what lies in it', async () => {
  const boxed = async () => {
    await press('Escape')
    await ada.drags([280, 280], [400, 330], [450, 380])
    await press('ArrowDown')
    const moved = (await places()).map(([, y]) => y! - 300)
    await press('Control+z')
    await haveAll(ada, bob)
    return moved
  }
  const chooses = async (name: string) => {
    await press('Control+,')
    const dialog = ada.page.getByRole('dialog', { name: 'Settings' })
    await dialog.getByRole('radio', { name }).click()
    await press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
  await ada.draws([300, 300], [360, 360])
  await ada.draws([420, 300], [480, 360])
  expect(await boxed()).toEqual([1, 1])
  await chooses('What lies in it')
  expect(await boxed()).toEqual([1, 0])
  await chooses('What it touches')
})
