import { expect, test } from 'vitest'
import { Blocker } from './blocker'
import { isKept } from './kept-page'
import { onStageBehind } from './on-stage'
import { haveAll } from './pair'
import { keepsPages, Person } from './person'

/** The pages lie under /draw of their host; the proxy takes that away before it passes anything on. */
const stage = onStageBehind(() => Blocker.start('nothing', '/draw'))

/** Somebody of whom it is noted what their pages ask for beside what lies under the path. */
async function arrives(name: string): Promise<{ person: Person; astray: readonly string[] }> {
  const person = await Person.arrive(stage.browser, name, keepsPages)
  const astray: string[] = []
  const below = (url: string) => !/^(https?|wss?):/.test(url) || /^\/draw(\/|$)/.test(new URL(url).pathname)
  const note = (url: string) => void (below(url) || astray.push(url))
  person.context.on('request', (request) => note(request.url()))
  person.context.on('page', (page) => page.on('websocket', (socket) => note(socket.url())))
  person.page.on('websocket', (socket) => note(socket.url()))
  return { person, astray }
}

test('two people draw under a path of a host, by a link that is copied there, and nothing is asked for beside it', async () => {
  const [{ person: ada, astray }, bob] = [await arrives('Ada'), await arrives('Bob')]
  await ada.makesBoard(stage.program.local, 'Below')
  expect(new URL(ada.page.url()).pathname).toMatch(/^\/draw\/b\/[\w-]+$/)
  await ada.page.getByRole('button', { name: 'Share', exact: true }).click()
  const link = await ada.page.getByRole('textbox', { name: 'Link to this board' }).inputValue()
  expect(link).toMatch(new RegExp(`^http://localhost:${stage.program.port}/draw/b/[\\w-]+#k=[\\w-]+`))
  await ada.page.keyboard.press('Escape')
  await bob.person.follows(link)
  await ada.draws([200, 200], [300, 300])
  await bob.person.draws([400, 200], [500, 300])
  await haveAll(ada, bob.person)
  // Parts that come late: the panel of templates, the history, the letters of a text, and the worker that paints.
  await ada.takes('Text')
  await ada.page.mouse.click(700, 300)
  await ada.page.keyboard.type('Привет')
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Escape')
  await ada.page.keyboard.press('Alt+t')
  await ada.page.locator('.history, [data-history], [aria-label="History"]').first().waitFor()
  await ada.page.keyboard.press('Escape')
  await ada.page.reload()
  await ada.isOn()
  await haveAll(ada, bob.person)

  await ada.page.getByRole('button', { name: 'Menu', exact: true }).click()
  await ada.page.locator('a[href="/draw/"]').first().click()
  await ada.page.getByRole('link', { name: 'Below' }).click()
  await ada.isOn()
  expect([...astray, ...bob.astray]).toEqual([])
  expect([...ada.troubles, ...bob.person.troubles]).toEqual([])
  await Promise.all([ada.leaves(), bob.person.leaves()])
})

test('the page is kept there, can be installed from there, and opens without a network', async () => {
  const { person: ada, astray } = await arrives('Ada')
  const link = await ada.makesBoard(stage.program.local)
  await ada.draws([200, 200], [300, 300])
  await ada.saved()
  await isKept(ada)
  const scope = await ada.page.evaluate(async () => (await navigator.serviceWorker.ready).scope)
  expect(new URL(scope).pathname).toBe('/draw/')
  const cdp = await ada.devtools()
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors')
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])

  await stage.program.kill()
  await ada.page.close()
  ada.page = await ada.context.newPage()
  ada.watch()
  await ada.page.goto(link)
  await ada.page.getByRole('toolbar', { name: 'Tools' }).waitFor()
  await ada.page.locator('[data-save="offline"]').waitFor()
  await ada.draws([400, 200], [500, 300])
  await stage.program.again()
  await ada.saved()
  await haveAll(ada)
  expect(astray).toEqual([])
  expect(ada.troubles).toEqual([])
  await ada.leaves()
})

for (const blocks of ['nothing', 'refuses'] as const) {
  test(`behind a proxy that takes the path away, and ${blocks === 'nothing' ? 'lets sockets through' : 'refuses sockets'}`, async () => {
    stage.between.blocks = blocks
    const { upgrades, requests } = stage.between
    const [ada, far] = [await arrives('Ada'), await arrives('Far')]
    const link = new URL(await ada.person.makesBoard(stage.program.local))
    link.host = `localhost:${stage.between.port}`
    await far.person.follows(link.href)
    await far.person.draws([200, 200], [300, 300])
    await haveAll(far.person, ada.person)
    expect(stage.between.upgrades).toBeGreaterThan(upgrades)
    expect(stage.between.requests > requests).toBe(blocks === 'refuses')
    expect([...ada.astray, ...far.astray]).toEqual([])
    expect(far.person.troubles).toEqual([])
    await Promise.all([ada.person.leaves(), far.person.leaves()])
  })
}

test('an address that leads nowhere leads back to the start page', async () => {
  const { person: ada, astray } = await arrives('Ada')
  const answer = await ada.page.goto(`${stage.program.local}/nothing`)
  expect(answer?.status()).toBe(404)
  await ada.page.getByRole('link').click()
  await ada.page.getByRole('button', { name: 'New board' }).waitFor()
  expect(new URL(ada.page.url()).pathname).toBe('/draw/')
  expect(astray).toEqual([])
  await ada.leaves()
})
