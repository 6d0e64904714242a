import { expect, test } from 'vitest'
import { OwnBrowser } from './chromium'
import { crashes, cutServer, leavesAnyway, mendServer, opensAnew, opensTab } from './cut-server'
import { onStage } from './on-stage'
import { haveAll } from './pair'
import { Person, type Spot } from './person'
import { type Truth, truth } from './truth'

const stage = onStage()

/** So many edits are made while the page goes away in every way there is (C68). */
const EDITS = process.env.NIGHTLY ? 200 : 24

/** So often the browser itself is killed. */
const KILLS = process.env.NIGHTLY ? 15 : 4

/** Draws a small rectangle. */
async function draws(person: Person, [x, y]: Spot): Promise<void> {
  await person.page.keyboard.press('r')
  await person.page.mouse.move(x, y)
  await person.page.mouse.down()
  await person.page.mouse.move(x + 16, y + 12)
  await person.page.mouse.up()
}

/** Where the i-th stands: ten in a row, clear of the panels. */
const spot = (i: number): Spot => [330 + (i % 20) * 32, 140 + Math.floor(i / 20) * 40]

/** The ids that were put, in the order of the log; each once. */
function puts(told: Truth): string[] {
  const ids = told.rows.flatMap(({ change }) => change.ops.filter(({ op }) => op === 'put').map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  return ids.filter((id) => id !== 'board-settings')
}

const counts = (person: Person) =>
  person.page.evaluate(() => ('changes' in window.drawingroom!.save ? window.drawingroom!.save.changes : 0))

/** Waits until the page counts so many changes, all of them kept on the device. */
const keeps = (person: Person, changes: number) =>
  person.page.waitForFunction(
    (n) => {
      const save = window.drawingroom?.save
      return save !== undefined && 'changes' in save && save.changes === n && save.here
    },
    changes,
    { timeout: 60_000 },
  )

test('C67: fifty edits offline, the page closed, crashed, closed again: all arrive once, in order, on top of others’ work', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const bob = await Person.arrive(stage.browser, 'Bob')
  leavesAnyway(ada)
  const link = await ada.makesBoard(stage.program.local)
  await bob.follows(link)
  for (let i = 0; i < 4; i++) await draws(ada, spot(i))
  await haveAll(ada, bob)
  const [first, second, third] = puts(await truth(bob)) as [string, string, string]

  await cutServer(ada)
  // Two of hers go; Bob, who cannot know, moves one of them, and another one, and draws.
  for (const i of [0, 1]) {
    await ada.page.keyboard.press('v')
    await ada.page.mouse.click(spot(i)[0] + 8, spot(i)[1])
    await ada.page.keyboard.press('Delete')
  }
  await keeps(ada, 2)
  await bob.page.keyboard.press('v')
  for (const i of [0, 2]) await bob.drags([spot(i)[0] + 8, spot(i)[1]], [spot(i)[0] + 8, spot(i)[1] + 300])
  await draws(bob, spot(100))
  await bob.saved()
  // Some of what she sent in vain may get there late; it is the same as what she sends again.
  const before = (await truth(bob)).seq
  for (let i = 2; i < 20; i++) await draws(ada, spot(20 + i))
  await keeps(ada, 20)
  await opensAnew(ada, link)
  await keeps(ada, 20)
  for (let i = 20; i < 36; i++) await draws(ada, spot(20 + i))
  await crashes(ada)
  await opensTab(ada, link)
  await keeps(ada, 36)
  for (let i = 36; i < 50; i++) await draws(ada, spot(20 + i))
  await keeps(ada, 50)
  expect(await ada.saveText()).toMatch(/^Offline, 50 changes waiting\..*kept on this device/)
  await opensAnew(ada, link)
  await keeps(ada, 50)

  await mendServer(ada)
  await haveAll(ada, bob)
  const told = await truth(bob)
  expect(told.seq).toBe(before + 50)
  // Her 48 new ones came in the order in which she drew them: each lies over the one before.
  const drawn = puts({ ...told, rows: told.rows.slice(before) })
  expect(drawn.length).toBe(48)
  expect(told.board.paintOrder().filter((id) => drawn.includes(id))).toEqual(drawn)
  expect(puts(told).length).toBe(4 + 1 + 48)
  for (const id of [first, second]) expect(told.board.element(id)).toBeUndefined()
  expect(told.board.element(third)).toBeDefined()
  expect([...ada.troubles, ...bob.troubles]).toEqual([])
  await Promise.all([ada.leaves(), bob.leaves()])
})

/** How a page goes away. */
const ends: readonly ((person: Person) => Promise<void>)[] = [
  crashes,
  ({ page }) => page.close(),
  ({ page }) => page.close({ runBeforeUnload: true }).then(() => void (page.isClosed() || page.waitForEvent('close'))),
  crashes,
  async ({ page }) => {
    await page.goto('about:blank')
    await page.close()
  },
]

for (const [where, cut] of [
  ['without the server, so that the device alone has them', true],
  ['with the server there', false],
] as const)
  test(`C68: ${EDITS / 2} edits, and the page is gone 0 to 400 ms after each, ${where}: none is lost`, async () => {
    const ada = await Person.arrive(stage.browser, 'Ada')
    leavesAnyway(ada)
    const link = await ada.makesBoard(stage.program.local)
    await ada.page.evaluate(() => dispatchEvent(new Event('pagehide'))) // the device knows the board from now on
    if (cut) await cutServer(ada)
    for (let i = 0; i < EDITS / 2; i++) {
      await draws(ada, spot(i))
      if (i % 2 > 0) await new Promise((resolve) => setTimeout(resolve, (i * 97) % 400)) // when the page goes is what is tested
      await ends[(i >> 1) % ends.length]!(ada)
      await opensTab(ada, link)
    }
    if (cut) await mendServer(ada)
    await ada.saved()
    await expect.poll(async () => puts(await truth(ada)).length, { timeout: 90_000 }).toBe(EDITS / 2)
    await haveAll(ada)
    expect(await counts(ada)).toBe(0)
    expect(await ada.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('.copy.')))).toEqual([])
    expect(ada.troubles).toEqual([])
    await ada.leaves()
  })

test('C68: the page is killed while another tab has the database, so that its transaction had not begun: the copy brings the edit back', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  leavesAnyway(ada)
  const link = await ada.makesBoard(stage.program.local)
  const other = await ada.context.newPage()
  await other.goto(`${stage.program.local}/`)
  await other.evaluate(
    () =>
      new Promise<void>((held) => {
        indexedDB.open('drawingroom').onsuccess = (event) => {
          const work = (event.target as IDBOpenDBRequest).result.transaction('outbox', 'readwrite')
          const hold = () => {
            if (!('let' in window)) work.objectStore('outbox').count().onsuccess = hold
          }
          hold()
          held()
        }
      }),
  )
  await cutServer(ada)
  await draws(ada, spot(1))
  // It is shown and counted, and not called kept.
  await ada.page.waitForFunction(() => window.drawingroom!.save.kind === 'offline')
  expect((await ada.board()).save).toMatchObject({ changes: 1, here: false })
  expect(await ada.saveText()).toMatch(/held by this page only/)
  await crashes(ada)
  await other.evaluate(() => Object.assign(window, { let: true }))
  await opensTab(ada, link)
  await keeps(ada, 1)
  await mendServer(ada)
  await haveAll(ada)
  expect(puts(await truth(ada)).length).toBe(1)
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test(`C68: the browser’s process is killed (SIGKILL) once the page has said that it is kept here, ${KILLS} times: none is lost`, async () => {
  const own = new OwnBrowser()
  try {
    let ada = await Person.in(await own.start(), 'Ada')
    const link = await ada.makesBoard(stage.program.local)
    await ada.page.evaluate(() => dispatchEvent(new Event('pagehide'))) // the device knows the board from now on
    await own.quit(ada.context)
    ada = await Person.in(await own.start(), 'Ada')
    leavesAnyway(ada)
    await cutServer(ada)
    await opensTab(ada, link)
    for (let i = 0; i < KILLS; i++) {
      await draws(ada, spot(2 * i))
      await draws(ada, spot(2 * i + 1))
      await keeps(ada, 2 * (i + 1))
      await own.kill()
      ada = await Person.in(await own.start(), 'Ada')
      leavesAnyway(ada)
      await cutServer(ada)
      await opensTab(ada, link)
      await keeps(ada, 2 * (i + 1))
    }
    await mendServer(ada)
    await haveAll(ada)
    expect(puts(await truth(ada)).length).toBe(2 * KILLS)
    expect(ada.troubles).toEqual([])
  } finally {
    await own.end()
  }
})
