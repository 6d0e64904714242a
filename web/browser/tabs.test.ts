import { afterEach, beforeEach, expect, test } from 'vitest'
import { OwnBrowser } from './chromium'
import { cutServer, leavesAnyway, mendServer } from './cut-server'
import { onStage } from './on-stage'
import { haveAll } from './pair'
import { Person, type Spot } from './person'
import { truth } from './truth'

const stage = onStage()
let own: OwnBrowser

beforeEach(() => {
  own = new OwnBrowser()
})

afterEach(() => own.end())

async function draws({ page }: Person, [x, y]: Spot): Promise<void> {
  await page.bringToFront()
  await page.keyboard.press('r')
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 16, y + 12)
  await page.mouse.up()
}

/** Waits until a page counts so many changes that wait, all on the device. */
const keeps = ({ page }: Person, changes: number) =>
  page.waitForFunction(
    (n) => {
      const { save } = window.drawingroom!
      return 'changes' in save && save.changes === n && save.here
    },
    changes,
    { timeout: 60_000 },
  )

for (const where of ['local', 'lan'] as const)
  test(`C70: two tabs on one board, both offline (${where}): each has its own outbox, a closed one’s is taken over, all arrive once`, async () => {
    const ada = await Person.arrive(stage.browser, 'Ada')
    leavesAnyway(ada)
    const link = await ada.makesBoard(stage.program[where])
    const second = await Person.in(ada.context, 'Ada in another tab')
    await second.page.goto(link)
    await second.isOn()
    // What a page fetches when it rests shall be there before the network is gone.
    for (const { page } of [ada, second]) await page.waitForLoadState('networkidle')
    await cutServer(ada)
    for (let i = 0; i < 4; i++) {
      await draws(ada, [340 + i * 32, 200])
      await draws(second, [340 + i * 32, 300])
    }
    await Promise.all([keeps(ada, 4), keeps(second, 4)])
    // Of a living tab nothing is taken; of a closed one all is, without a network too.
    await second.page.close({ runBeforeUnload: true })
    await keeps(ada, 8)
    await mendServer(ada)
    await ada.page.waitForFunction(() => window.drawingroom?.save.kind === 'saved', undefined, { timeout: 60_000 })
    await haveAll(ada)
    const told = await truth(ada)
    const drawn = told.rows.filter(({ change }) =>
      change.ops.some(({ op, id }) => op === 'put' && id !== 'board-settings'),
    )
    expect(drawn.map(({ n }) => n)).toEqual([1, 2, 3, 4, 1, 2, 3, 4])
    expect(new Set(drawn.map(({ client }) => client)).size).toBe(2)
    expect(told.seq).toBe(9)
    expect([...ada.troubles, ...second.troubles]).toEqual([])
    await ada.leaves()
  })

test('C69: a tab behind another one sends what is done in it within 2 s, without a frame being drawn', async () => {
  const ada = await Person.in(await own.start(true), 'Ada')
  await ada.makesBoard(stage.program.local)
  await draws(ada, [400, 200])
  await ada.saved()
  const front = await ada.context.newPage()
  await front.bringToFront()
  await ada.page.waitForFunction(() => document.visibilityState === 'hidden', undefined, { polling: 50 })
  const told = await ada.page.evaluate(async () => {
    let frames = 0
    const frame = () => {
      frames++
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    const { seq } = window.drawingroom!
    const begun = performance.now()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', code: 'Delete', bubbles: true }))
    while (window.drawingroom!.seq === seq) await new Promise((resolve) => setTimeout(resolve, 10)) // a look now and then
    return {
      frames,
      took: performance.now() - begun,
      seen: document.visibilityState,
      save: window.drawingroom!.save.kind,
    }
  })
  expect(told).toMatchObject({ frames: 0, seen: 'hidden', save: 'saved' })
  expect(told.took).toBeLessThan(2_000)
  expect((await truth(ada)).seq).toBe(3)
  expect(ada.troubles).toEqual([])
})

test('C69: a frozen tab whom the server has given up goes on where it was, with what the others did meanwhile', async () => {
  const ada = await Person.in(await own.start(true), 'Ada')
  const bob = await Person.arrive(stage.browser, 'Bob')
  await bob.follows(await ada.makesBoard(stage.program.local))
  await draws(ada, [400, 200])
  await haveAll(ada, bob)
  const cdp = await ada.devtools()
  await (await ada.context.newPage()).bringToFront()
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' })
  const begun = Date.now()
  for (let i = 0; i < 10; i++) await draws(bob, [340 + i * 32, 400])
  await bob.saved()
  // The night's form stays away for five minutes.
  await bob.page.waitForFunction(
    (until) => document.querySelector('.people')?.textContent?.includes('A') === false && Date.now() >= until,
    begun + (process.env.NIGHTLY ? 300_000 : 0),
    { timeout: 330_000, polling: 200 },
  )
  await cdp.send('Page.setWebLifecycleState', { state: 'active' })
  await ada.page.bringToFront()
  await haveAll(ada, bob)
  await draws(ada, [400, 500])
  await haveAll(ada, bob)
  expect((await truth(bob)).seq).toBe(13)
  expect([...ada.troubles, ...bob.troubles]).toEqual([])
  await bob.leaves()
}, 400_000)
