import { beforeAll, expect, test } from 'vitest'
import { ada, bob, haveAll, lying, onOneBoard } from './pair'
import type { Person } from './person'

/** What keys do with what is selected, as the other person's board has it. */

onOneBoard()

beforeAll(async () => {
  for (const [x, y] of [
    [300, 200],
    [460, 290],
    [720, 230],
  ] as const) {
    await ada.takes('Rectangle')
    await ada.drags([x, y], [x + 80, y + 60])
  }
})

/** Where the rectangles are on Bob's board, in pixels from the first, in the order in which they are painted. */
async function places(): Promise<number[][]> {
  await haveAll(ada, bob)
  const ats = (await lying(bob, 'rectangle')).map((props) => props.get('at') as readonly number[])
  return ats.map(([x, y]) => [Math.round((x! - ats[0]![0]!) / 100), Math.round((y! - ats[0]![1]!) / 100)])
}

const drawn = [
  [0, 0],
  [160, 90],
  [420, 30],
]

async function press(person: Person, ...keys: string[]): Promise<void> {
  for (const key of keys) await person.page.keyboard.press(key)
}

test('what is aligned and distributed is so for the other, and one step back for oneself', async () => {
  await press(ada, 'Escape', 'Control+a', 'Alt+KeyW')
  expect(await places()).toEqual([
    [0, 0],
    [160, 0],
    [420, 0],
  ])
  await press(ada, 'Alt+Shift+KeyH')
  expect(await places()).toEqual([
    [0, 0],
    [210, 0],
    [420, 0],
  ])
  await press(ada, 'Control+z', 'Control+z')
  expect(await places()).toEqual(drawn)
})

test('shapes that an arrow joins are lined up with all that is selected, and it stays tied to both', async () => {
  await ada.takes('Arrow')
  await ada.drags([340, 230], [500, 320])
  await press(ada, 'Escape', 'Control+a', 'Alt+KeyV')
  expect(await places()).toEqual([
    [0, 0],
    [160, 0],
    [420, 0],
  ])
  const ends = (await lying(bob, 'arrow')).map((props) => [props.get('start'), props.get('end')])
  expect(ends).toEqual([
    [
      [expect.stringMatching(/./), 5000, 5000],
      [expect.stringMatching(/./), 5000, 5000],
    ],
  ])
  await press(ada, 'Control+z', 'Control+z')
  expect(await places()).toEqual(drawn)
  expect(await lying(bob, 'arrow')).toEqual([])
})

test('a group is brought to the front and duplicated as one, and comes apart with its order kept', async () => {
  await press(ada, 'Escape', 'Control+a', 'Control+g', 'Control+d')
  const copied = await places()
  expect(copied.slice(0, 3)).toEqual(drawn)
  expect(copied.slice(3)).toEqual(drawn.map(([x, y]) => [x! + 16, y! + 16]))
  await press(ada, 'Control+Shift+g', 'Delete', 'Control+a', 'Control+Shift+g')
  expect(await places()).toEqual(drawn)
  await press(ada, 'Control+z', 'Control+z', 'Control+z', 'Control+z', 'Control+z')
  expect(await places()).toEqual(drawn)
  expect(await lying(bob, 'group')).toEqual([])
})

test('two who arrange the same things at once, and both take it back, leave each other’s work alone', async () => {
  await press(ada, 'Escape', 'Control+a')
  await bob.page.mouse.click(1000, 600)
  await press(bob, 'Escape', 'Control+a')
  await Promise.all([press(ada, 'Alt+KeyA'), press(bob, 'Alt+KeyS')])
  await haveAll(ada, bob)
  await Promise.all([press(ada, 'Control+z'), press(bob, 'Control+z')])
  await haveAll(ada, bob)
  expect((await places()).length).toBe(3)
})
