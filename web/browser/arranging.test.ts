import { afterEach, beforeAll, expect, test } from 'vitest'
import { onStage } from './on-stage'
import { Person } from './person'
import { truth } from './truth'

/** What keys do with what is selected, as the other person's board has it. */

const stage = onStage()
let ada: Person
let bob: Person

beforeAll(async () => {
  ada = await Person.arrive(stage.browser, 'Ada')
  bob = await Person.arrive(stage.browser, 'Bob')
  await bob.follows(await ada.makesBoard(stage.program.local))
  for (const [x, y] of [
    [300, 200],
    [460, 290],
    [720, 230],
  ] as const) {
    await ada.takes('Rectangle')
    await ada.drags([x, y], [x + 80, y + 60])
  }
})

afterEach(() => {
  expect([...ada.troubles, ...bob.troubles]).toEqual([])
})

async function bothHaveIt(): Promise<void> {
  for (const [one, other] of [
    [ada, bob],
    [bob, ada],
  ] as const) {
    await one.saved()
    const { seq } = await truth(one)
    await other.page.waitForFunction((head) => window.drawingroom!.seq >= head, seq)
  }
}

/** Where the rectangles are on Bob's board, in pixels from the first, in the order in which they are painted. */
async function places(): Promise<number[][]> {
  await bothHaveIt()
  const { board } = await truth(bob)
  const ats = board
    .paintOrder()
    .map((id) => board.element(id)!.props)
    .filter((props) => props.get('kind') === 'rectangle')
    .map((props) => props.get('at') as readonly number[])
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

test('a group is brought to the front and duplicated as one, and comes apart with its order kept', async () => {
  await press(ada, 'Escape', 'Control+a', 'Control+g', 'Control+d')
  const copied = await places()
  expect(copied.slice(0, 3)).toEqual(drawn)
  expect(copied.slice(3)).toEqual(drawn.map(([x, y]) => [x! + 16, y! + 16]))
  await press(ada, 'Control+Shift+g', 'Delete', 'Control+a', 'Control+Shift+g')
  expect(await places()).toEqual(drawn)
  await press(ada, 'Control+z', 'Control+z', 'Control+z', 'Control+z', 'Control+z')
  expect(await places()).toEqual(drawn)
  const { board } = await truth(bob)
  expect([...board.elements()].filter(({ props }) => props.get('kind') === 'group')).toEqual([])
})

test('two who arrange the same things at once, and both take it back, leave each other’s work alone', async () => {
  await press(ada, 'Escape', 'Control+a')
  await bob.page.mouse.click(1000, 600)
  await press(bob, 'Escape', 'Control+a')
  await Promise.all([press(ada, 'Alt+KeyA'), press(bob, 'Alt+KeyS')])
  await bothHaveIt()
  await Promise.all([press(ada, 'Control+z'), press(bob, 'Control+z')])
  await bothHaveIt()
  const told = await Promise.all([ada, bob].map((one) => one.board()))
  expect(told[0]!.hash).toBe(told[1]!.hash)
  const { state, replayed } = await truth(ada)
  expect(replayed).toBe(state)
  expect((await places()).length).toBe(3)
})
