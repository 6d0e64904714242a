import { expect, test } from 'vitest'
import { crashes } from './cut-server'
import { isKept } from './kept-page'
import { onStage } from './on-stage'
import { keepsPages, Person } from './person'
import { truth } from './truth'

const stage = onStage()

/** The board is there, with so many elements, and the badge says that it is offline. */
async function opensOffline(person: Person, elements: number): Promise<void> {
  await person.page.getByRole('toolbar', { name: 'Tools' }).waitFor()
  await person.page.locator('[data-save="offline"]').waitFor()
  await expect.poll(() => shown(person)).toBe(elements)
}

/** How many elements the page shows, read off the list of what lies on the board. */
async function shown({ page }: Person): Promise<number> {
  if ((await page.locator('.outline').count()) === 0) await page.keyboard.press('Alt+o')
  await page.locator('.outline').waitFor()
  return page.locator('.outline [role="treeitem"]').count()
}

const strokes = async (person: Person, count: number, y: number) => {
  for (let i = 0; i < count; i++) {
    const x = 100 + (i % 10) * 30
    const top = y + Math.floor(i / 10) * 30
    await person.drags([x, top], [x + 20, top + 14], [x + 24, top + 4])
  }
}

const drops = (told: Awaited<ReturnType<typeof truth>>) =>
  told.rows.flatMap(({ change, author, client, n }) => change.ops.map((op) => ({ ...op, author, client, n })))

test('a board opens with no server, again and in a new tab, and what is drawn meanwhile arrives once', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  const link = await ada.makesBoard(stage.program.local, 'On the train')
  await ada.draws([200, 200], [300, 300])
  await ada.saved()
  await isKept(ada)
  await stage.program.kill()

  await ada.page.reload()
  await opensOffline(ada, 1)
  expect(await ada.page.title()).toContain('On the train')
  expect(await ada.saveText()).toMatch(/^Offline\. No connection\. Draw on/)
  await ada.draws([400, 200], [500, 300])
  await ada.page.reload()
  await opensOffline(ada, 2)
  expect(await ada.saveText()).toMatch(/^Offline, 1 change waiting\..*kept on this device/)

  await ada.page.close()
  ada.page = await ada.context.newPage()
  ada.watch()
  await ada.page.goto(link)
  await opensOffline(ada, 2)
  expect(await ada.saveText()).toMatch(/^Offline, 1 change waiting\./)
  await ada.page.locator('[data-save]').click()
  await ada.page.getByText('the board opens without a connection').waitFor()

  await stage.program.again()
  await ada.saved()
  const told = await truth(ada)
  expect(drops(told).filter(({ op, id }) => op === 'put' && id !== 'board-settings').length).toBe(2)
  expect((await ada.board()).hash).toBe(told.state)
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('C67: 50 edits without a network, a reload and a crash: all arrive once and in order, on top of what others did, and what was deleted stays so', async () => {
  const [ada, bob] = [
    await Person.arrive(stage.browser, 'Ada', keepsPages),
    await Person.arrive(stage.browser, 'Bob', keepsPages),
  ]
  const link = await ada.makesBoard(stage.program.local)
  await bob.follows(link)
  await ada.draws([700, 200], [800, 300])
  await ada.saved()
  await bob.page.waitForFunction((seq) => window.drawingroom!.seq >= seq, (await ada.board()).seq)
  await isKept(ada)
  const doomed = drops(await truth(bob)).find(({ op, id }) => op === 'put' && id !== 'board-settings')!.id

  await ada.context.setOffline(true)
  await ada.clicks(700, 250)
  await ada.page.keyboard.press('Delete')
  await ada.takes('Pen')
  await strokes(ada, 24, 200)
  await bob.clicks(700, 250)
  await bob.page.keyboard.press('ArrowDown')
  await ada.page.reload()
  await opensOffline(ada, 24)
  await ada.takes('Pen')
  await strokes(ada, 25, 400)
  await expect.poll(() => ada.saveText()).toMatch(/^Offline, 50 changes waiting\..*kept on this device/)
  await crashes(ada)
  await bob.draws([900, 200], [1000, 300])
  await bob.saved()

  ada.page = await ada.context.newPage()
  ada.watch()
  await ada.page.goto(link)
  await opensOffline(ada, 49)
  expect(await ada.saveText()).toMatch(/^Offline, 50 changes waiting\./)
  await ada.context.setOffline(false)
  await ada.saved()
  const told = await truth(ada)
  const hers = told.rows.filter(({ seq }) => seq > told.rows.length - 50)
  // All fifty behind everything of Bob's; those of one page load in the order in which they were made.
  expect(new Set(hers.map(({ author }) => author)).size).toBe(1)
  expect(hers.map(({ change }) => change.ops.map(({ op }) => op).join()).sort()).toEqual(
    ['remove', ...Array<string>(49).fill('put')].sort(),
  )
  for (const client of new Set(hers.map((row) => row.client))) {
    const numbers = hers.filter((row) => row.client === client).map(({ n }) => n)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  }
  const puts = hers.flatMap(({ change }) => change.ops).filter(({ op }) => op === 'put')
  expect(new Set(puts.map(({ id }) => id)).size).toBe(49)
  expect(told.board.element(doomed)).toBeUndefined()
  expect(told.replayed).toBe(told.state)
  for (const person of [ada, bob]) {
    await person.page.waitForFunction((seq) => window.drawingroom!.seq >= seq, told.seq)
    expect((await person.board()).hash).toBe(told.state)
    expect(person.troubles).toEqual([])
    await person.leaves()
  }
})

test('on a network that is half there a board opens from the device all the same', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  await ada.makesBoard(stage.program.local)
  await ada.draws([200, 200], [300, 300])
  await ada.saved()
  await isKept(ada)
  stage.program.standStill()
  try {
    await ada.page.reload()
    await ada.page.getByRole('toolbar', { name: 'Tools' }).waitFor()
    await expect.poll(() => shown(ada)).toBe(1)
    await ada.draws([400, 200], [500, 300])
    await expect.poll(() => ada.saveText()).toMatch(/1 change/)
  } finally {
    stage.program.goOn()
  }
  await ada.saved()
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('the worker lets everything pass that is no page and no file of the build', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  await ada.makesBoard(stage.program.local)
  await isKept(ada)
  const through = new Map<string, boolean>()
  ada.page.on('response', (answer) => {
    const { pathname } = new URL(answer.url())
    const kind = pathname.startsWith('/api/') ? 'api' : pathname.startsWith('/assets/') ? 'file' : pathname
    through.set(kind, answer.fromServiceWorker())
  })
  await ada.page.reload()
  await ada.isOn()
  await truth(ada)
  await ada.page.evaluate(() => fetch('/licences/fonts.txt').then((answer) => answer.text()))
  expect(Object.fromEntries(through)).toMatchObject({ api: false, file: true, '/licences/fonts.txt': false })
  expect(await ada.page.evaluate(() => caches.match('/api/v1/boards'))).toBeUndefined()
  await ada.leaves()
})

test('the start page lists without a server what this device keeps, opens it, and says why it cannot begin a board', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  await ada.makesBoard(stage.program.local, 'First')
  await ada.draws([200, 200], [300, 300])
  await ada.saved()
  await ada.makesBoard(stage.program.local, 'Second')
  await ada.draws([200, 200], [300, 300])
  await ada.saved()
  await isKept(ada)
  await stage.program.kill()
  await ada.draws([400, 200], [500, 300])
  await ada.page.locator('[data-save="offline"]').waitFor()
  await ada.page.goto(stage.program.local)
  await ada.page.getByText('These boards are kept on this device').waitFor()
  expect(await ada.page.locator('.card').allInnerTexts()).toEqual([
    expect.stringMatching(/Second[\s\S]*1 change waiting/),
    expect.stringMatching(/First[\s\S]*yours/),
  ])
  await ada.page.getByRole('button', { name: 'New board' }).click()
  await ada.page.getByText('A new board begins on the server, and that cannot be reached now.').waitFor()
  await ada.page.getByRole('link', { name: /First/ }).click()
  await opensOffline(ada, 1)
  await ada.page.goto(stage.program.local)
  await ada.page.getByRole('link', { name: /Second/ }).click()
  await opensOffline(ada, 2)
  await ada.page.goto(stage.program.local)
  await ada.page.getByText('These boards are kept on this device').waitFor()
  await stage.program.again()
  await ada.page.getByText('These boards are kept on this device').waitFor({ state: 'detached' })
  expect(await ada.page.locator('.card').count()).toBe(2)
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

test('a board that this device does not have says so without a network, and comes when it is back', async () => {
  const [ada, bob] = [
    await Person.arrive(stage.browser, 'Ada', keepsPages),
    await Person.arrive(stage.browser, 'Bob', keepsPages),
  ]
  const link = await ada.makesBoard(stage.program.local, 'Far away')
  await ada.draws([200, 200], [300, 300])
  await ada.saved()
  await bob.makesBoard(stage.program.local)
  await isKept(bob)
  await bob.context.setOffline(true)
  await bob.page.goto(link)
  await bob.page.getByText('This board is not on this device').waitFor()
  expect(await bob.saveText()).toMatch(/^Offline\. There is no connection now\. The board comes by itself/)
  expect(await bob.page.getByText('Untitled board').count()).toBe(0)
  await bob.context.setOffline(false)
  await bob.saved()
  await bob.page.getByRole('button', { name: 'Far away' }).waitFor()
  expect(await bob.page.getByText('This board is not on this device').count()).toBe(0)
  await Promise.all([ada.leaves(), bob.leaves()])
})

test('somebody who is not known in this browser is told without a network what is missing', async () => {
  const [ada, carol] = [
    await Person.arrive(stage.browser, 'Ada', keepsPages),
    await Person.arrive(stage.browser, 'Carol', keepsPages),
  ]
  const link = await ada.makesBoard(stage.program.local)
  await carol.page.goto(stage.program.local)
  await isKept(carol)
  await carol.context.setOffline(true)
  for (const address of [link, link.split('#')[0]!]) {
    await carol.page.goto(address)
    await carol.page.locator('[data-stopped="nobody_here"]').waitFor()
    expect(await carol.page.getByRole('toolbar').count()).toBe(0)
    await carol.page.goto(stage.program.local)
  }
  await Promise.all([ada.leaves(), carol.leaves()])
})

test('over plain HTTP the page says that it cannot be opened without a network, and so it is; the board is kept all the same', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  const link = await ada.makesBoard(stage.program.lan)
  await ada.draws([200, 200], [300, 300])
  await ada.saved()
  expect(await ada.page.evaluate(() => [isSecureContext, 'serviceWorker' in navigator])).toEqual([false, false])
  await ada.page.locator('[data-save]').click()
  await ada.page.getByText('over plain HTTP a browser does not keep the page').waitFor()
  await ada.page.keyboard.press('Escape')
  await stage.program.kill()
  await ada.page.locator('[data-save="offline"]').waitFor()
  await expect(ada.page.reload()).rejects.toThrow(/ERR_CONNECTION_REFUSED/)
  await ada.page.close()
  await stage.program.again()
  ada.page = await ada.context.newPage()
  await ada.page.goto(link)
  await ada.isOn()
  await expect.poll(() => shown(ada)).toBe(1)
  await ada.leaves()
})
