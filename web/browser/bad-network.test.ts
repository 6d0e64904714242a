import { expect, test } from 'vitest'
import { BadNetwork } from './bad-network'
import { onStageBehind } from './on-stage'
import { haveAll } from './pair'
import { keepsPages, Person, type Spot } from './person'
import { truth } from './truth'

const stage = onStageBehind(() => BadNetwork.start())

/** Draws so many small rectangles, one beside the other. */
async function draws({ page }: Person, count: number, [x, y]: Spot): Promise<void> {
  for (let i = 0; i < count; i++) {
    await page.keyboard.press('r')
    await page.mouse.move(x + i * 30, y)
    await page.mouse.down()
    await page.mouse.move(x + i * 30 + 16, y + 12)
    await page.mouse.up()
  }
}

/** Ada, who has the bad network before her, and Bob, who sits beside the server; on one board. */
async function two(where: 'local' | 'lan'): Promise<{ ada: Person; bob: Person }> {
  await stage.between.good()
  const [ada, bob] = [
    await Person.arrive(stage.browser, 'Ada', keepsPages),
    await Person.arrive(stage.browser, 'Bob', keepsPages),
  ]
  const link = new URL(await bob.makesBoard(stage.program[where]))
  link.port = String(stage.between.port)
  await ada.follows(link.href)
  // What a page fetches when it rests shall not be what fails here.
  await ada.page.waitForLoadState('networkidle')
  return { ada, bob }
}

/** Both have all that is in the log, which holds so many drawn things, each once. */
async function agree(ada: Person, bob: Person, drawn: number): Promise<void> {
  await haveAll(bob, ada)
  const { rows, board } = await truth(bob)
  const puts = rows.flatMap(({ change }) => change.ops.filter(({ op }) => op === 'put').map(({ id }) => id))
  expect(new Set(puts).size).toBe(puts.length)
  expect(puts.length).toBe(drawn + 1)
  expect(board.size).toBe(drawn + 1)
  const numbers = rows.map(({ client, n }) => `${client} ${n}`)
  expect(new Set(numbers).size).toBe(numbers.length)
  expect([...ada.troubles, ...bob.troubles]).toEqual([])
}

const offline = ({ page }: Person) => page.locator('[data-save="offline"]').waitFor()

for (const where of ['local', 'lan'] as const)
  test(`C1, C17: two draw over a slow, sliced, resetting and absent network (${where}): both have what the log has, nothing twice`, async () => {
    const { ada, bob } = await two(where)
    const both = async (row: number) => {
      await Promise.all([draws(ada, 8, [330, row]), draws(bob, 8, [630, row])])
    }
    await stage.between.bad({ type: 'latency', attributes: { latency: 300, jitter: 200 } })
    await both(120)
    await agree(ada, bob, 16)
    await stage.between.bad({ type: 'slicer', attributes: { average_size: 40, size_variation: 20, delay: 2_000 } })
    await both(180)
    await agree(ada, bob, 32)
    await stage.between.good()

    // Resets come while both draw, and end.
    const drawing = both(240)
    await stage.between.bad({ type: 'reset_peer', attributes: { timeout: 0 } })
    await drawing
    await offline(ada)
    expect(await ada.saveText()).toMatch(/^Offline, \d changes? waiting\..*kept on this device/)
    await stage.between.good()
    await agree(ada, bob, 48)

    for (const row of [300, 360]) {
      const meanwhile = both(row)
      await stage.between.down()
      await meanwhile
      await offline(ada)
      await stage.between.up()
      await agree(ada, bob, row === 300 ? 64 : 80)
    }
    await Promise.all([ada.leaves(), bob.leaves()])
  })

test('H43, C17: a connection that swallows everything is given up within 25 s of its last word, and what was drawn meanwhile arrives once', async () => {
  const { ada, bob } = await two('local')
  const since = Date.now()
  await stage.between.bad({ type: 'timeout', attributes: { timeout: 0 } })
  await draws(ada, 5, [330, 200])
  await draws(bob, 5, [630, 200])
  expect(await ada.saveText()).toMatch(/on the way to the server, kept on this device/)
  await offline(ada)
  const took = Date.now() - since
  console.info(`half open: given up after ${took} ms`)
  // 25 s of silence, by a timer of a page on a machine that may be slow.
  expect(took).toBeLessThan(28_000)
  await stage.between.good()
  await agree(ada, bob, 10)
  await Promise.all([ada.leaves(), bob.leaves()])
})
