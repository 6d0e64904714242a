import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aBrowser, boardIn, letsFrame, Site } from './embedding-site'
import { ada, haveAll, link, lying, onOneBoard } from './pair'
import { inked, rested } from './picture-of'
import { truth } from './truth'

const stage = onOneBoard()
/** How long a hand may be seen after its page is gone (C39), in ms. */
const ghostMost = 15_000
let site: Site
let browser: Awaited<ReturnType<typeof aBrowser>>
let address = ''

beforeAll(async () => {
  const { board } = await ada.board()
  address = `${stage.program.local}/embed/${board}${new URL(link).hash.split('&')[0]}&mode=edit`
  site = await Site.open()
  browser = await aBrowser(true)
  await letsFrame(ada, board, site)
})

afterAll(async () => {
  await browser.end()
  site.close()
})

const faces = () => ada.page.locator('.people .face').count()

/** How the page around a frame gets rid of it. None of them asks the frame. */
const ways: Record<string, (page: Page, frame: Frame) => Promise<unknown>> = {
  'takes the frame out': (page) => page.evaluate(() => document.querySelector('iframe')!.remove()),
  'goes elsewhere': (page) => page.goto(site.serves('/elsewhere', '<p>Elsewhere</p>')),
  'points the frame elsewhere': (page) =>
    page.evaluate(
      (to) => {
        document.querySelector('iframe')!.src = to
      },
      site.serves('/other', '<p>Other</p>'),
    ),
  'is closed': (page) => page.close(),
  'loses the process of the frame': async (page, frame) => {
    const devtools = await page.context().newCDPSession(frame)
    // It never answers: who would is gone.
    void devtools.send('Page.crash').catch(() => {})
  },
}

for (const [row, [way, leaves]] of Object.entries(ways).entries())
  test(`C66: a page that ${way} in the midst of a stroke leaves no ghost, and what was acknowledged stays`, async () => {
    const y = 60 + row * 90
    const page = await browser.context.newPage()
    await page.goto(site.serves('/page', `<iframe src="${address}" title="board" width="900" height="560"></iframe>`))
    const frame = await boardIn(page)
    await frame.waitForFunction(() => window.drawingroom?.save.kind === 'saved')
    await expect.poll(faces).toBe(3)
    const box = (await page.locator('iframe').boundingBox())!
    const drags = async (...spots: [number, number][]) => {
      const [first, ...rest] = spots.map(([x, dy]) => [box.x + x, box.y + y + dy] as const)
      await page.mouse.move(...first!)
      await page.mouse.down()
      for (const spot of rest) await page.mouse.move(...spot, { steps: 6 })
    }
    const before = (await truth(ada)).seq
    await frame.locator('.toolbar [data-tool="pen"]').click()
    await drags([200, 0], [300, 20])
    await page.mouse.up()
    await frame.waitForFunction(
      (seq) => window.drawingroom!.seq > seq && window.drawingroom!.save.kind === 'saved',
      before,
    )
    const acknowledged = (await frame.evaluate(() => window.drawingroom!.seq)) as number
    await ada.page.waitForFunction((seq) => window.drawingroom!.seq >= seq, acknowledged)
    // Ada sees the stroke grow, wherever her view has it.
    const all = { x: 0, y: 100, width: 1280, height: 600 }
    const still = await inked(ada.page, all)
    await drags([400, 0], [500, 30], [600, 0], [700, 30])
    await expect.poll(() => inked(ada.page, all)).toBeGreaterThan(still + 100)
    expect((await ada.board()).seq).toBe(acknowledged)

    await leaves(page, frame)
    await expect.poll(faces, { timeout: ghostMost }).toBe(2)
    await haveAll(ada)
    const { rows } = await truth(ada)
    const theirs = rows.filter(({ seq }) => seq > before)
    expect(theirs.map(({ seq }) => seq)).toContain(acknowledged)
    // No stroke is there twice, though what an earlier frame left on the device may come with a later one.
    const put = rows.flatMap(({ change }) => change.ops.filter(({ op }) => op === 'put').map(({ id }) => id))
    expect(new Set(put).size).toBe(put.length)
    expect((await lying(ada, 'stroke')).length).toBeLessThanOrEqual(2 * (row + 1))
    // The stroke in the hand is in the log, if the frame still had the time to send it, and else it is nowhere: what a page shows that has just come is what
    // Ada is left with.
    await rested(ada.page, all)
    const left = await inked(ada.page, all)
    await ada.page.reload()
    await ada.isOn()
    // Edges may be smoothed a little otherwise; a stroke is many times that.
    await expect.poll(async () => Math.abs((await inked(ada.page, all)) - left)).toBeLessThan(100)
    if (!page.isClosed()) await page.close()
  })
