import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { settingsID } from '../src/board/names'
import type { ElementProps } from '../src/elements/element'
import { ada, bob, haveAll, onOneBoard } from './pair'
import { Person } from './person'
import { brings, fourColours } from './pictures'
import { run } from './screens'
import { type Truth, truth } from './truth'

const stage = onOneBoard({ title: 'Garden' })

const history = (person: Person) => person.page.getByRole('region', { name: 'History' })
const versions = (person: Person) => person.page.getByRole('region', { name: 'Versions' })
const past = (person: Person) => person.page.evaluate(() => window.drawingroom!.past?.seq)
const named = (person: Person) => versions(person).locator('.history-name').allTextContents()

/** Opens the history with the versions beside it. */
async function opensVersions(person: Person): Promise<void> {
  for (let i = 0; i < 3; i++) await person.page.keyboard.press('Escape')
  await person.page.keyboard.press('Alt+t')
  await history(person).getByRole('slider', { name: 'Moment' }).waitFor()
  await history(person).getByRole('button', { name: 'Versions' }).click()
  await versions(person).getByRole('listitem').first().waitFor()
}

async function toNow(person: Person): Promise<void> {
  await history(person).getByRole('button', { name: 'Back to now' }).click()
  await person.page.getByRole('toolbar', { name: 'Tools' }).waitFor()
}

/** Names the board as it is now. */
async function names(person: Person, name: string): Promise<void> {
  await person.page.keyboard.press('Control+Alt+s')
  const field = person.page.getByRole('textbox', { name: 'Name of the version' })
  await field.fill(name)
  await field.press('Enter')
  await field.waitFor({ state: 'detached' })
}

async function strokes(person: Person, count: number, y: number): Promise<void> {
  await person.takes('Pen')
  await jots(person, count, y)
  await person.page.keyboard.press('Escape')
}

/** So small that none of them becomes a shape where a busy machine keeps the hand still: that would be two things put, and one removed. */
async function jots(person: Person, count: number, y: number): Promise<void> {
  for (let i = 0; i < count; i++) await person.drags([200 + i * 50, y], [210 + i * 50, y + 20], [220 + i * 50, y])
}

/** What lies on a board and how it looks, but for its settings. */
const lies = ({ board }: Truth): ReadonlyMap<string, ElementProps> =>
  new Map(
    [...board.elements()]
      .filter(({ id }) => id !== settingsID)
      .map(({ id, props }) => [id, new Map([...props].sort())]),
  )

/** Somebody on a board that was opened in a tab of its own. */
async function onTab(person: Person, tab: Page): Promise<Person> {
  await tab.waitForURL(/\/b\//)
  const there = await Person.in(person.context, person.name)
  await there.page.goto(tab.url())
  await tab.close()
  await there.isOn()
  return there
}

/** From now on: cuts the network when a page has sent so many frames over the next connection that it makes, once. */
async function cutsAfter(person: Person, most: number): Promise<() => boolean> {
  let cut = false
  await person.page.routeWebSocket(/\/socket$/, (socket) => {
    const server = socket.connectToServer()
    let frames = 0
    socket.onMessage((message) => {
      if (cut || ++frames < most) return server.send(message)
      cut = true
      void person.context.setOffline(true).then(() => socket.close())
    })
  })
  return () => cut
}

const openAsNew = (person: Person) => history(person).getByRole('button', { name: 'Open as a new board' }).click()

beforeEach(async () => {
  for (const person of [ada, bob]) if (await history(person).isVisible()) await toNow(person)
})

test('a version is named as it is now, found by everybody, gone to, and named anew', async () => {
  await strokes(ada, 2, 200)
  await names(ada, 'First sketch')
  await strokes(ada, 2, 300)
  await haveAll(ada, bob)
  const { rows } = await truth(ada)
  // The name itself is a change: the board is as it was before it.
  const first = rows.length - 2
  await opensVersions(bob)
  expect(await named(bob)).toEqual(['First sketch'])
  await versions(bob).getByText('First sketch').click()
  expect(await past(bob)).toBe(first)
  await history(bob)
    .getByRole('status')
    .getByText(/^“First sketch” · .* · Ada · \d+ of \d+$/)
    .waitFor()
  expect(await versions(bob).locator('[aria-current="true"]').textContent()).toMatch(/^First sketch/)

  // Bob names another moment while Ada looks, and gives hers another name: she sees it at once.
  await opensVersions(ada)
  await bob.page.keyboard.press('ArrowLeft')
  const shown = await past(bob)
  const field = versions(bob).getByRole('textbox', { name: 'Name this moment' })
  await field.click()
  await bob.page.keyboard.type('One stroke - before the name ')
  expect(await past(bob)).toBe(shown)
  await field.press('Enter')
  await expect.poll(() => named(ada)).toEqual(['First sketch', 'One stroke - before the name'])
  await versions(bob).getByRole('button', { name: 'Rename First sketch' }).click()
  const anew = versions(bob).getByRole('textbox', { name: 'Name of the moment' })
  await anew.fill('Two rows')
  await anew.press('Enter')
  await expect.poll(() => named(ada)).toEqual(['Two rows', 'One stroke - before the name'])
  await versions(ada).getByText('Two rows').click()
  expect(await past(ada)).toBe(first)

  // On the line they are ticks. It becomes longer with each change, so all of them have to be here first.
  await history(ada)
    .getByText(new RegExp(` of ${rows.length + 2}$`))
    .waitFor()
  const ticks = history(ada).locator('.history-tick')
  expect(await ticks.count()).toBe(2)
  await ticks.first().hover()
  await ada.page.locator('.hint').getByText('One stroke - before the name').waitFor()
  await ticks.first().click()
  expect(await past(ada)).toBe(shown)

  // Taken away, and given back.
  await versions(ada).getByRole('button', { name: 'Remove Two rows' }).click()
  await expect.poll(() => named(bob)).toEqual(['One stroke - before the name'])
  await ada.page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect.poll(() => named(bob)).toEqual(['Two rows', 'One stroke - before the name'])
  await versions(bob).getByText('Two rows').click()
  expect(await past(bob)).toBe(first)
})

/** Who may only look sees the past where the owner lets them. */
async function opensPastToAll(owner: Person): Promise<void> {
  const { board } = await owner.board()
  const status = await owner.page.evaluate(async (id) => {
    const body = JSON.stringify({ history: 'viewer' })
    const headers = { 'Content-Type': 'application/json' }
    return (await fetch(`/api/v1/boards/${id}`, { method: 'PATCH', body, headers })).status
  }, board)
  expect(status).toBe(200)
}

test('a name is a change like any other: undo takes it away, nothing on the board has to do with it, and who may only look cannot give one', async () => {
  await haveAll(ada, bob)
  const before = await truth(ada)
  await names(ada, 'A slip')
  await haveAll(ada, bob)
  expect((await truth(ada)).rows.length).toBe(before.rows.length + 1)
  expect(lies(await truth(ada))).toEqual(lies(before))
  await ada.page.keyboard.press('Control+z')
  await haveAll(ada, bob)
  await opensPastToAll(ada)
  const vic = await Person.arrive(stage.browser, 'Vic')
  await vic.follows(stage.program.local + (await ada.linkToLookAt()))
  await vic.page.keyboard.press('Control+Alt+s')
  await opensVersions(vic)
  expect(await named(vic)).toEqual(['Two rows', 'One stroke - before the name'])
  expect(await versions(vic).getByRole('textbox').count()).toBe(0)
  expect(
    await versions(vic)
      .getByRole('button', { name: /^(Rename|Remove) / })
      .count(),
  ).toBe(0)
  await versions(vic).getByText('Two rows').click()
  expect(vic.troubles).toEqual([])
  await vic.leaves()
})

test('what was named stays named when an earlier moment is brought back, and when that is undone', async () => {
  await opensVersions(ada)
  for (let i = 0; i < 2; i++) await ada.page.keyboard.press('Home')
  await ada.page.keyboard.press('ArrowRight')
  await history(ada).getByRole('button', { name: 'Bring this moment back' }).click()
  await haveAll(ada, bob)
  expect(lies(await truth(ada)).size).toBe(0)
  await opensVersions(bob)
  expect(await named(bob)).toEqual(['Two rows', 'One stroke - before the name'])
  await ada.page.keyboard.press('Control+z')
  await haveAll(ada, bob)
  expect(lies(await truth(ada)).size).toBe(4)
  expect(await named(bob)).toEqual(['Two rows', 'One stroke - before the name'])
})

test('a moment is brought back while both draw: all agree, what was drawn meanwhile stays, and undo brings all of it back', async () => {
  const first = await truth(ada)
  const start = lies(first)
  // Whatever was ever drawn until now, also what is gone.
  const before = new Set(first.rows.flatMap(({ change }) => change.ops.map(({ id }) => id)))
  await opensVersions(ada)
  await ada.page.keyboard.press('Home')
  await ada.page.keyboard.press('ArrowRight')
  await bob.takes('Pen')
  const drawing = jots(bob, 12, 450)
  await history(ada).getByRole('button', { name: 'Bring this moment back' }).click()
  await strokes(ada, 2, 560)
  await drawing
  await haveAll(ada, bob)
  const told = await truth(ada)
  const after = lies(told)
  for (const id of start.keys()) expect(after.has(id)).toBe(false)
  // Of Bob's strokes those are gone that Ada had seen when she did it; hers came later.
  const restored = told.rows.findLast(({ change }) => change.ops.some(({ op }) => op === 'remove'))!
  const gone = new Set(restored.change.ops.map(({ id }) => id))
  const drawn = told.rows.flatMap(({ change }) => change.ops).filter(({ op, id }) => op === 'put' && id !== settingsID)
  const meanwhile = drawn.filter(({ id }) => !start.has(id) && !before.has(id))
  expect(meanwhile.length).toBe(14)
  for (const { id } of meanwhile) expect(after.has(id)).toBe(!gone.has(id))
  for (let i = 0; i < 3; i++) await ada.page.keyboard.press('Control+z')
  await haveAll(ada, bob)
  const back = lies(await truth(ada))
  for (const [id, props] of start) expect(back.get(id)).toEqual(props)
  const bobs = meanwhile.filter(
    ({ id }) =>
      told.rows.some(
        ({ author, change }) => author === restored.author && change.ops.some((op) => op.op === 'put' && op.id === id),
      ) === false,
  )
  expect(bobs.length).toBe(12)
  for (const { id } of bobs) expect(back.has(id)).toBe(true)
})

test('a moment becomes a new board: all that was there, pictures too, under the title and the time', async () => {
  const file = { name: 'four.png', type: 'image/png', bytes: await fourColours(ada, 'image/png', 200, 150) }
  await brings(ada, 'drop', [file])
  await run('Squared paper')(ada.page)
  await haveAll(ada, bob)
  const then = await truth(ada)
  await strokes(bob, 2, 620)
  await haveAll(ada, bob)
  const before = await truth(ada)
  await opensVersions(ada)
  for (let seq = before.seq; seq > then.seq; seq--) await ada.page.keyboard.press('ArrowLeft')
  const [tab] = await Promise.all([ada.context.waitForEvent('page'), openAsNew(ada)])
  const there = await onTab(ada, tab)
  await ada.page.getByText('The copy is ready').waitFor()
  const copy = await truth(there)
  expect(lies(copy)).toEqual(lies(then))
  const settings = copy.board.element(settingsID)!.props
  expect(String(settings.get('title'))).toMatch(/^Garden, .*\d{4}/)
  expect(settings.get('paper')).toBe('grid')
  expect([...settings.keys()].filter((path) => path.startsWith('moments/'))).toEqual([])
  const assets = [...lies(copy).values()].flatMap((props) => props.get('asset') ?? [])
  expect(assets.length).toBe(1)
  await there.reads(`/api/v1/boards/${(await there.board()).board}/assets/${assets[0]}`)
  expect(there.troubles).toEqual([])
  await there.page.close()
  // The first is as it was.
  expect((await truth(bob)).state).toBe(before.state)
})

test('a large board is copied in parts; without a connection it waits and says so; it is stopped there, or goes on', async () => {
  const cy = await Person.arrive(stage.browser, 'Cy')
  await cy.makesBoard(stage.program.local, 'Large')
  await cy.draws([300, 200], [340, 240])
  // 4,096 of them, by doubling.
  for (let i = 0; i < 12; i++) {
    await cy.page.keyboard.press('Control+a')
    await cy.page.keyboard.press('Control+d')
  }
  await cy.saved()
  const first = await truth(cy)
  expect(lies(first).size).toBe(4096)
  await opensVersions(cy)
  const waits = cy.page.getByRole('region', { name: 'The copy waits for a connection' })

  const once = await cutsAfter(cy, 8)
  await openAsNew(cy)
  await waits.getByRole('button', { name: 'Stop' }).click()
  const said = cy.page.getByText(/What is there so far is among your boards, as “Unfinished copy of Large, /)
  await said.waitFor()
  expect(once()).toBe(true)
  await cy.context.setOffline(false)
  const { boards } = JSON.parse(await cy.reads('/api/v1/boards')) as { boards: { title: string }[] }
  expect(boards.map(({ title }) => title.replace(/,.*/, '')).toSorted()).toEqual(['Large', 'Unfinished copy of Large'])
  await cy.saved()

  const again = await cutsAfter(cy, 8)
  const opened = cy.context.waitForEvent('page')
  await openAsNew(cy)
  await waits.waitFor()
  await cy.context.setOffline(false)
  await cy.page.getByText('The copy is ready').waitFor()
  expect(again()).toBe(true)
  // The browser may not open a tab so long after the press; then there is a button.
  const button = cy.page.getByRole('button', { name: 'Open it' }).last()
  const [tab] = await Promise.all([opened, button.click({ timeout: 2000 }).catch(() => {})])
  const told = await truth(await onTab(cy, tab))
  expect(lies(told)).toEqual(lies(first))
  expect(told.board.title).toMatch(/^Large, /)
  expect(cy.troubles).toEqual([])
  await cy.leaves()
})
