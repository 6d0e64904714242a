import { expect, test } from 'vitest'
import { isVeiled, linesIn } from './lens-pixels'
import { ada, bareEachTime, bob, haveAll, onOneBoard } from './pair'
import type { Person } from './person'
import { truth } from './truth'

onOneBoard()
bareEachTime()

const history = (person: Person) => person.page.getByRole('region', { name: 'History' })
const side = (person: Person) => history(person).getByRole('region', { name: 'Compare' })
const listed = (person: Person) => side(person).getByRole('listitem').allTextContents()

async function opens(person: Person, part?: string): Promise<void> {
  await person.page.keyboard.press('Alt+t')
  await history(person).getByRole('slider', { name: 'Moment' }).waitFor()
  if (part !== undefined) await history(person).getByRole('button', { name: part, exact: true }).click()
}

/** Two rectangles of Ada's; then one is moved by Bob, the other removed, and Bob draws an ellipse. How many changes there were before that. */
async function aLife(): Promise<number> {
  await ada.draws([200, 200], [300, 280])
  await ada.draws([400, 200], [500, 280])
  await haveAll(ada, bob)
  const { seq } = await truth(ada)
  await bob.takes('Select')
  await bob.page.mouse.click(200, 240)
  await bob.page.keyboard.press('Shift+ArrowDown')
  await bob.page.keyboard.press('Escape')
  await bob.clicks(400, 240)
  await bob.page.keyboard.press('Delete')
  await bob.takes('Ellipse')
  await bob.drags([600, 200], [700, 280])
  await bob.page.keyboard.press('Escape')
  await haveAll(ada, bob)
  return seq
}

/** Stands at a moment of the past. */
async function standsAt(person: Person, seq: number): Promise<void> {
  await expect
    .poll(async () => {
      const now = await person.page.evaluate(() => window.drawingroom!.past!.seq)
      if (now !== seq) await person.page.keyboard.press(now > seq ? 'ArrowLeft' : 'ArrowRight')
      return now
    })
    .toBe(seq)
}

test('two moments are compared on the canvas and as a list, by more than colours', async () => {
  const then = await aLife()
  const now = (await truth(ada)).seq
  await opens(ada)
  await standsAt(ada, then)
  await history(ada).getByRole('button', { name: 'Compare', exact: true }).click()
  await side(ada).getByText('1 added').waitFor()
  expect(await listed(ada)).toEqual([
    '+1 added',
    '+Ellipse',
    '~1 changed',
    '~RectanglePlace',
    '−1 removed',
    '−Rectangle',
  ])
  // The canvas shows what it came to: here now.
  expect(await ada.page.evaluate(() => window.drawingroom!.past!.seq)).toBe(now)
  const around = (x: number) => linesIn(ada, '.past', [x - 20, 180], [x + 120, 310])
  await expect.poll(async () => (await around(400)).red).toBeGreaterThan(100)
  expect(await around(600)).toMatchObject({ red: 0, yellow: 0 })
  expect((await around(600)).green).toBeGreaterThan(200)
  expect((await around(200)).yellow).toBeGreaterThan(100)

  // Read the other way round: what was added is what goes.
  await side(ada).getByRole('button', { name: 'Swap the two' }).click()
  await expect.poll(() => listed(ada)).toContain('+Rectangle')
  expect(await listed(ada)).toContain('−Ellipse')
  expect(await ada.page.evaluate(() => window.drawingroom!.past!.seq)).toBe(then)

  // Elsewhere nothing of it is drawn, until it is asked for.
  await standsAt(ada, then - 1)
  await side(ada).getByText('The canvas shows another moment.').waitFor()
  expect((await around(400)).any).toBe(0)
  await side(ada).getByRole('button', { name: 'Take the moment that is shown' }).last().click()
  await expect.poll(() => listed(ada)).toEqual(['~1 changed', '~RectanglePlace', '−1 removed', '−Ellipse'])

  // And a line of the list goes there: what it names comes to lie in the middle of what is free.
  await side(ada).getByRole('button', { name: 'Ellipse' }).click()
  await expect.poll(async () => (await linesIn(ada, '.past', [380, 200], [560, 420])).red).toBeGreaterThan(100)
  await ada.page.keyboard.press('Escape')
  await side(ada).waitFor({ state: 'detached' })
  await history(ada).getByRole('button', { name: 'Back to now' }).click()
})

test('only a selection is brought back, as a step which can be undone', async () => {
  const then = await aLife()
  const before = await truth(ada)
  await opens(ada)
  await standsAt(ada, then)
  await ada.page.keyboard.press('v')
  await ada.page.locator('.past').click({ position: { x: 400, y: 240 } })
  await history(ada).getByText('1 selected').waitFor()
  await ada.page.keyboard.down('Shift')
  await ada.page.locator('.past').click({ position: { x: 200, y: 240 } })
  await ada.page.keyboard.up('Shift')
  await history(ada).getByText('2 selected').waitFor()
  // Nothing can be changed there, and Escape lets go before it leaves.
  for (const key of ['Delete', 'ArrowDown', 'Control+z']) await ada.page.keyboard.press(key)
  await standsAt(ada, then)
  await ada.page.keyboard.press('Escape')
  await history(ada).getByText('2 selected').waitFor({ state: 'detached' })
  // Drawn around, too.
  await ada.drags([360, 160], [540, 320])
  await history(ada).getByText('1 selected').waitFor()
  await history(ada).getByRole('button', { name: 'Bring the selection back' }).click()
  await ada.page.getByText('The selection is as it was').waitFor()
  await haveAll(ada, bob)
  const after = await truth(bob)
  expect(after.seq).toBe(before.seq + 1)
  expect(after.board.size).toBe(before.board.size + 1)
  // What Bob did since stays.
  for (const element of before.board.elements()) expect(after.board.element(element.id)!.props).toEqual(element.props)
  await ada.page.keyboard.press('Control+z')
  await haveAll(ada, bob)
  expect((await truth(bob)).board.size).toBe(before.board.size)
})

test('what is selected in the past is copied, and nothing is pasted into the board beneath', async () => {
  const then = await aLife()
  const before = await truth(ada)
  await opens(ada)
  await standsAt(ada, then)
  await ada.page.keyboard.press('v')
  await ada.page.locator('.past').click({ position: { x: 400, y: 240 } })
  await history(ada).getByText('1 selected').waitFor()
  await ada.page.keyboard.press('Control+c')
  await ada.page.keyboard.press('Control+v')
  await ada.page.getByText('Nothing was pasted').waitFor()
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Escape')
  await ada.page.getByRole('toolbar', { name: 'Tools' }).waitFor()
  await haveAll(ada, bob)
  expect((await truth(ada)).seq).toBe(before.seq)
  await ada.page.keyboard.press('Control+v')
  await expect.poll(async () => (await truth(ada)).board.size).toBe(before.board.size + 1)
  await haveAll(ada, bob)
})

test('the work of a person is seen apart at any moment, and alone', async () => {
  await aLife()
  await opens(ada, 'People')
  const people = history(ada).getByRole('region', { name: 'People' })
  const entry = (name: string) => people.getByRole('button', { name })
  await expect.poll(() => entry('Bob').textContent()).toMatch(/Bob\d+ changes · 1 element$/)
  await entry('Bob').click()
  const ellipse = () => linesIn(ada, '.past', [580, 180], [720, 300])
  const rectangle = () => linesIn(ada, '.past', [180, 180], [320, 310])
  await expect.poll(async () => (await ellipse()).any).toBeGreaterThan(200)
  // He changed the rectangle last: its line is dashed.
  const dashed = (await rectangle()).any
  expect(dashed).toBeGreaterThan(100)
  expect(dashed).toBeLessThan((await ellipse()).any)
  expect(await isVeiled(ada, '.past')).toBe(false)
  await people.getByRole('switch', { name: 'Only theirs' }).click()
  await expect.poll(() => isVeiled(ada, '.past')).toBe(true)
  // One change back he has drawn nothing yet.
  await ada.page.keyboard.press('ArrowLeft')
  await expect.poll(() => entry('Bob').textContent()).toMatch(/changes · 0 elements$/)
  await expect.poll(async () => (await ellipse()).any).toBe(0)
  await history(ada).getByRole('button', { name: 'Back to now' }).click()
  expect(await isVeiled(ada, '#board')).toBe(false)
})
