import { rmSync, writeFileSync } from 'node:fs'
import type { Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { onStage } from './on-stage'
import { keepsPages, Person } from './person'
import { truth } from './truth'

const stage = onStage()

test('a session that is gone while changes wait: the page asks who is there, and what waited arrives once', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  await ada.makesBoard(stage.program.local)
  await ada.takes('Pen')
  await stage.program.kill()
  for (const x of [200, 300]) await ada.drags([x, 300], [x + 20, 340], [x + 30, 310])
  await ada.page.locator('[data-save="offline"]').waitFor()
  await ada.context.clearCookies()
  // Without that the page would come in by the token that it still has.
  const key = stage.program.file('key')
  writeFileSync(key, 'another key, of thirty-two letters or more')
  await stage.program.again(undefined, ['--signing-key-file', key])
  rmSync(key)
  const name = ada.page.getByRole('textbox', { name: 'Your name' })
  await name.fill('Ada again')
  await name.press('Enter')
  await name.waitFor({ state: 'detached' })
  await ada.isOn()
  await ada.page.waitForFunction(() => window.drawingroom!.seq >= 3)
  const told = await truth(ada)
  const puts = told.rows.flatMap((row) => row.change.ops).filter((op) => op.op === 'put')
  expect(puts.length).toBe(3)
  expect((await ada.board()).hash).toBe(told.state)
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('without a database in the browser one draws all the same, and is told that nothing is kept here', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  await ada.context.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('no', 'SecurityError')
      },
    })
  })
  await ada.makesBoard(stage.program.local)
  await ada.takes('Pen')
  await ada.drags([200, 300], [220, 340], [230, 310])
  await ada.page.waitForFunction(() => window.drawingroom!.seq >= 2)
  await ada.saved()
  expect(await ada.saveText()).toMatch(/keeps nothing on this device/)
  await ada.context.setOffline(true)
  await ada.page.locator('[data-save="offline"]').waitFor()
  await ada.leaves()
})

test('where there is no way in, only that is said; a whole link pasted there leads in', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  const bob = await Person.arrive(stage.browser, 'Bob', keepsPages)
  const link = await ada.makesBoard(stage.program.local)
  await ada.page.goto(`${stage.program.local}/b/nonsense`)
  await ada.page.locator('[data-stopped="no_board"]').waitFor()
  expect(await ada.page.getByRole('toolbar').count()).toBe(0)
  await bob.page.goto(link.split('#')[0]!)
  await bob.page.locator('[data-stopped="no_board"]').waitFor()
  await bob.page.goto(wrong(link))
  await bob.page.locator('[data-stopped="bad_link"]').waitFor()
  expect(await bob.page.getByRole('toolbar').count()).toBe(0)
  await bob.follows(link)
  await Promise.all([ada.leaves(), bob.leaves()])
})

/** The link with another secret, which none has. */
const wrong = (link: string) => `${link.slice(0, -3)}abA`

test('a link that does not work is said so at once: no name is asked for, and no guest is made', async () => {
  const [ada, bob] = [
    await Person.arrive(stage.browser, 'Ada', keepsPages),
    await Person.arrive(stage.browser, 'Bob', keepsPages),
  ]
  const link = await ada.makesBoard(stage.program.local)
  const asked: string[] = []
  bob.context.on('request', (request) => {
    if (request.method() !== 'GET') asked.push(new URL(request.url()).pathname.split('/').at(-1)!)
  })
  await bob.page.goto(wrong(link))
  await bob.page.locator('[data-stopped="bad_link"]').waitFor()
  expect(await bob.page.getByRole('textbox', { name: 'Your name' }).count()).toBe(0)
  expect(asked).toEqual(['link'])
  expect(await bob.context.cookies()).toEqual([])
  expect(await bob.page.evaluate(() => Object.keys(localStorage).filter((key) => !key.includes('theme')))).toEqual([])
  // Without storage it cannot be known whether somebody was here, so the cookie is asked first; the answer is the same.
  await bob.context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => undefined })
  })
  asked.length = 0
  await bob.page.reload()
  await bob.page.locator('[data-stopped="bad_link"]').waitFor()
  expect(asked).toEqual(['session', 'link'])
  await Promise.all([ada.leaves(), bob.leaves()])
})

test('where the server was not reached and nobody is known, the page goes on by itself once it answers', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  const bob = await Person.arrive(stage.browser, 'Bob', keepsPages)
  const link = await ada.makesBoard(stage.program.local)
  const abort = (route: Route) => route.abort()
  await bob.context.route('**/api/**', abort)
  await bob.page.goto(link.split('#')[0]!)
  await bob.page.locator('[data-stopped="nobody_here"]').waitFor()
  await bob.page.getByText('This page goes on by itself once it can.').waitFor()
  await bob.context.unroute('**/api/**', abort)
  await bob.page.locator('[data-stopped="no_board"]').waitFor()
  await Promise.all([ada.leaves(), bob.leaves()])
})

test('without a word on the link the name is asked for all the same', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  const link = await ada.makesBoard(stage.program.local)
  for (const trouble of ['failed', 'busy', 'silent'] as const) {
    const carol = await Person.arrive(stage.browser, 'Carol', keepsPages)
    await carol.context.route('**/link', async (route) => {
      if (trouble === 'failed') await route.abort()
      else if (trouble === 'busy')
        await route.fulfill({ status: 503, json: { error: { code: 'busy', message: 'Busy.' } } })
    })
    await carol.follows(link)
    await carol.leaves()
  }
  await ada.leaves()
})

test('a first visit asks for nothing that needs somebody who is signed in', async () => {
  const [ada, bob] = [
    await Person.arrive(stage.browser, 'Ada', keepsPages),
    await Person.arrive(stage.browser, 'Bob', keepsPages),
  ]
  const refused: string[] = []
  let answers = 0
  for (const person of [ada, bob])
    person.context.on('response', (response) => {
      answers++
      if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`)
    })
  await bob.follows(await ada.makesBoard(stage.program.local))
  expect(answers).toBeGreaterThan(0)
  expect(refused).toEqual([])
  // The cookie counts even where the page has forgotten who it was.
  await ada.page.evaluate(() => localStorage.removeItem('drawingroom.me'))
  await ada.page.reload()
  await ada.isOn()
  await Promise.all([ada.leaves(), bob.leaves()])
})
