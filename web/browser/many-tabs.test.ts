import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Blocker } from './blocker'
import { onStageBehind } from './on-stage'
import { keepsPages, Person } from './person'

const stage = onStageBehind(() => Blocker.start('refuses'))

const TABS = 8

/** What the tab has, looked at by a timer: a page that is not in front draws no frames. */
const has = (page: Page, seq: number) =>
  page.waitForFunction((at) => window.drawingroom!.seq >= at && window.drawingroom!.save.kind === 'saved', seq, {
    polling: 100,
  })

/** A browser opens six connections to a server over HTTP/1.1. Were each tab to hold one open, the seventh would wait for ever, and so would every request of all. */
test('C28, C69: eight tabs of one browser whose sockets are blocked are all live, and pages and requests are still answered', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  const link = await ada.makesBoard(`http://lan.test:${stage.between.port}`)
  const tabs = [ada.page]
  while (tabs.length < TABS) {
    const page = await ada.context.newPage()
    page.on('pageerror', (error) => ada.troubles.push(String(error)))
    await page.goto(link)
    tabs.push(page)
  }
  for (const page of tabs) {
    await page.waitForFunction(() => window.drawingroom !== undefined, undefined, { polling: 100 })
    await has(page, 1)
  }
  expect(stage.between.questions).toBeGreaterThan(0)

  // Another page, and a request in each tab.
  const ninth = await ada.context.newPage()
  await ninth.goto(`http://lan.test:${stage.between.port}`)
  await ninth.getByRole('button', { name: 'New board' }).waitFor()
  for (const page of tabs)
    expect(await page.evaluate(() => fetch('/api/v1/boards').then(({ status }) => status))).toBe(200)

  // What is drawn in one tab arrives in all.
  await ada.page.bringToFront()
  await ada.takes('Pen')
  const before = (await ada.board()).seq
  await ada.drags([200, 200], [300, 240], [340, 220])
  for (const page of tabs) await has(page, before + 1)

  // A tab that nobody looks at sends what was done in it; the last has no stream of its own.
  const last = tabs.at(-1)!
  await last.evaluate(() => {
    for (const [name, value] of Object.entries({ visibilityState: 'hidden', hidden: true }))
      Object.defineProperty(document, name, { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await last.keyboard.press('p')
  await last.mouse.move(400, 400)
  await last.mouse.down()
  await last.mouse.move(500, 440, { steps: 4 })
  await last.mouse.up()
  for (const page of [last, ...tabs]) await has(page, before + 2)
  const boards = await Promise.all(tabs.map((page) => page.evaluate(() => window.drawingroom!.hash)))
  expect(new Set(boards).size).toBe(1)
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})
