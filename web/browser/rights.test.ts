import { afterAll, beforeAll, expect, test } from 'vitest'
import { onStage } from './on-stage'
import { Person } from './person'

const stage = onStage()

let ada: Person
let bob: Person

beforeAll(async () => {
  ada = await Person.arrive(stage.browser, 'Ada')
  bob = await Person.arrive(stage.browser, 'Bob')
  await ada.makesBoard(stage.program.local)
})

afterAll(async () => {
  // The browser itself notes each refusal.
  for (const { troubles } of [ada, bob]) expect(troubles.filter((trouble) => !/40[34]|410/.test(trouble))).toEqual([])
  await Promise.all([ada.leaves(), bob.leaves()])
})

const panel = ({ page }: Person) => page.locator('.share-panel')
const tool = ({ page }: Person, name: string) =>
  page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name, exact: true })
const head = async (person: Person) => (await person.board()).seq

/** Opens what is decided about the board, anew. */
async function shares(person: Person): Promise<void> {
  if (await panel(person).count()) {
    await person.page.keyboard.press('Escape')
    await panel(person).waitFor({ state: 'detached' })
  }
  await person.page.getByRole('button', { name: 'Share', exact: true }).click()
  await panel(person).getByRole('heading', { name: 'Links' }).waitFor()
}

type Terms = { readonly name: string; readonly draws?: boolean; readonly password?: string }

/** Makes a link by hand, and returns its address. */
async function makesLink(person: Person, { name, draws = false, password = '' }: Terms): Promise<string> {
  await shares(person)
  const form = panel(person)
  await form.getByRole('button', { name: 'New link' }).click()
  await form.getByRole('radio', { name: draws ? 'To draw' : 'To look on' }).click()
  await form.getByRole('textbox', { name: 'Name' }).fill(name)
  await form.getByRole('textbox', { name: 'Password' }).fill(password)
  await form.getByRole('button', { name: 'Make the link' }).click()
  const address = await form.getByLabel('The address of this link').inputValue()
  await person.page.keyboard.press('Escape')
  await panel(person).waitFor({ state: 'detached' })
  return address
}

/** What the owner chooses for somebody. */
async function lets(owner: Person, name: string, choice: string): Promise<void> {
  await shares(owner)
  await panel(owner).getByLabel(`What ${name} may`).selectOption(choice)
}

test('C58: who comes by a link to look on sees all of it live and can change nothing, by hand, by keys or by pasting', async () => {
  await bob.follows(await makesLink(ada, { name: 'To watch' }))
  await ada.takes('Pen')
  for (const x of [300, 400]) await ada.drags([x, 300], [x + 60, 360], [x + 80, 310])
  await ada.saved()
  await bob.page.waitForFunction((seq) => window.drawingroom!.seq >= seq, await head(ada))
  const before = await bob.board()
  expect(before.hash).toBe((await ada.board()).hash)
  for (const name of ['Pen', 'Rectangle', 'Sticky note', 'Eraser', 'Text'])
    expect(await tool(bob, name).count()).toBe(0)
  const { keyboard, mouse } = bob.page
  for (const key of ['p', 'r', 'n', 'e', 't']) {
    await keyboard.press(key)
    await bob.drags([500, 400], [560, 460])
  }
  await mouse.dblclick(600, 300)
  await keyboard.type('words')
  await keyboard.press('Escape')
  await keyboard.press('v')
  for (const keys of ['Control+a', 'Delete', 'Control+d', 'Control+z', 'ArrowRight', 'Control+x'])
    await keyboard.press(keys)
  await bob.drags([340, 330], [700, 500])
  await bob.page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'pasted')
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  })
  await ada.takes('Pen')
  await ada.drags([300, 500], [380, 520], [400, 480])
  await ada.saved()
  await bob.page.waitForFunction((seq) => window.drawingroom!.seq >= seq, await head(ada))
  expect((await bob.board()).hash).toBe((await ada.board()).hash)
  expect(await head(bob)).toBe(before.seq + 1)
  // Who only looks decides about nobody.
  await bob.page.getByRole('button', { name: 'Share', exact: true }).click()
  await panel(bob).waitFor()
  expect(await panel(bob).getByRole('heading', { name: 'Links' }).count()).toBe(0)
  await bob.page.keyboard.press('Escape')
})

test('who shares from the machine of the server is given a link for others and its QR code, and who follows it is on the board', async () => {
  await shares(ada)
  const other = panel(ada).getByLabel('Link for others')
  const link = await other.inputValue()
  expect(link).toMatch(new RegExp(`^${stage.program.lan}/b/[\\w-]+#k=[\\w-]{22}$`))
  expect(link.replace(stage.program.lan, stage.program.local)).toBe(
    await panel(ada).getByLabel('Link to this board').inputValue(),
  )
  // What leads nobody else here is not shown to a camera.
  expect(await panel(ada).getByRole('button', { name: 'Show as QR code' }).count()).toBe(1)
  await panel(ada).getByRole('button', { name: 'Show as QR code' }).click()
  const code = panel(ada).getByRole('img', { name: 'The link as a QR code' })
  await code.waitFor()
  expect((await code.boundingBox())?.width).toBeGreaterThan(150)
  const cal = await Person.arrive(stage.browser, 'Cal')
  await cal.follows(link)
  expect((await cal.board()).hash).toBe((await ada.board()).hash)
  // Who is no longer on the server's own machine, as far as the address tells, gets the link as it is, and its code.
  await cal.page.getByRole('button', { name: 'Share', exact: true }).click()
  await panel(cal).getByRole('button', { name: 'Show as QR code' }).waitFor()
  expect(await panel(cal).getByLabel('Link for others').count()).toBe(0)
  await cal.leaves()
})

test('where only the machine of the server can reach it, Share says so and how that is changed', async () => {
  const { page } = ada
  await page.route('**/api/v1/nearby', (route) => route.fulfill({ json: { addresses: [], alone: true } }))
  await shares(ada)
  await panel(ada).getByText('Only this machine can reach this board').waitFor()
  await panel(ada).getByText(`--addr :${stage.program.port};`).waitFor()
  expect(await panel(ada).getByLabel('Link for others').count()).toBe(0)
  await page.unroute('**/api/v1/nearby')
  await page.keyboard.press('Escape')
})

test('C59: what somebody may is changed while they are here: the tools come and go within five seconds, and the page says so', async () => {
  await lets(ada, 'Bob', 'Draws')
  await bob.page.getByText('You can draw here now').waitFor({ timeout: 5_000 })
  await tool(bob, 'Pen').waitFor({ timeout: 5_000 })
  await bob.takes('Pen')
  await bob.drags([600, 300], [660, 360], [680, 310])
  await bob.saved()
  const seq = await head(bob)
  await ada.page.waitForFunction((at) => window.drawingroom!.seq >= at, seq)

  // In the midst of a line.
  await bob.presses([500, 500], [560, 540])
  await lets(ada, 'Bob', 'Looks on')
  await bob.page.getByText('You can only look on now').waitFor({ timeout: 5_000 })
  await tool(bob, 'Pen').waitFor({ state: 'detached', timeout: 5_000 })
  await bob.page.mouse.move(600, 560)
  await bob.page.mouse.up()
  await bob.drags([500, 600], [560, 640])
  await ada.page.keyboard.press('Escape')
  await ada.takes('Pen')
  await ada.drags([300, 600], [380, 620], [400, 580])
  await ada.saved()
  expect(await head(ada)).toBe(seq + 1)
})

test('a board is handed over: who is given it decides from then on, and who gave it goes on drawing', async () => {
  await lets(ada, 'Bob', 'Hand the board over')
  await panel(ada).getByRole('button', { name: 'Hand the board over' }).click()
  await bob.page.getByText('This board is yours now').waitFor({ timeout: 5_000 })
  await ada.page.getByText('This board has another owner now').waitFor({ timeout: 5_000 })
  await shares(bob)
  await panel(bob).getByLabel('What Ada may').waitFor()
  await bob.page.keyboard.press('Escape')
  await shares(ada)
  expect(await panel(ada).getByRole('heading', { name: 'People' }).count()).toBe(0)
  await ada.page.keyboard.press('Escape')
  expect(await tool(ada, 'Pen').count()).toBe(1)
})

test('a link with a password asks for it calmly, says when it is wrong, and lets in by the right one', async () => {
  const cyd = await Person.arrive(stage.browser, 'Cyd')
  const link = await makesLink(bob, { name: 'Secret', draws: true, password: 'open sesame' })
  await cyd.page.goto(link)
  const asked = cyd.page.getByRole('dialog', { name: 'This link has a password' })
  await asked.waitFor()
  expect(await cyd.page.getByRole('dialog', { name: 'Come in' }).count()).toBe(0)
  const field = asked.getByRole('textbox', { name: 'Password' })
  await field.fill('guess')
  await field.press('Enter')
  await asked.getByText('That is not the password.').waitFor()
  await field.fill('open sesame')
  await field.press('Enter')
  await asked.waitFor({ state: 'detached' })
  await cyd.page.getByRole('textbox', { name: 'Your name' }).fill('Cyd')
  await cyd.page.getByRole('button', { name: 'Start drawing' }).click()
  await cyd.isOn()
  expect((await cyd.board()).hash).toBe((await bob.board()).hash)

  // Revoked, it puts out who came by it, and says so.
  await shares(bob)
  await panel(bob)
    .getByRole('button', { name: /^Secret/ })
    .click()
  await panel(bob).getByRole('button', { name: 'Revoke', exact: true }).click()
  await panel(bob).getByRole('button', { name: 'Revoke the link' }).click()
  await cyd.page.locator('[data-stopped="link_withdrawn"]').waitFor({ timeout: 5_000 })
  await panel(bob)
    .getByRole('button', { name: /^Secret/ })
    .waitFor({ state: 'detached' })
  await cyd.leaves()
})

test('a link that has run out says so before it asks for a name, and to who came by it', async () => {
  const [dan, eve] = [await Person.arrive(stage.browser, 'Dan'), await Person.arrive(stage.browser, 'Eve')]
  const url = await bob.page.evaluate(async () => {
    const board = location.pathname.split('/').pop()
    const response = await fetch(`/api/v1/boards/${board}/links`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ role: 'editor', expires: Date.now() + 8_000 }),
    })
    return ((await response.json()) as { url: string }).url
  })
  await dan.follows(stage.program.local + url)
  await dan.page.locator('[data-stopped="link_expired"]').waitFor({ timeout: 20_000 })
  await eve.page.goto(stage.program.local + url)
  await eve.page.locator('[data-stopped="link_expired"]').waitFor()
  expect(await eve.page.getByRole('textbox').count()).toBe(0)
  await Promise.all([dan.leaves(), eve.leaves()])
})

test('who is removed is told, does not come back by a link, and does once they are let', async () => {
  const link = await makesLink(bob, { name: 'For all', draws: true })
  await lets(bob, 'Ada', 'Remove')
  await panel(bob).getByRole('button', { name: 'Remove', exact: true }).click()
  const out = ada.page.locator('[data-stopped="removed"], [data-stopped="forbidden"]')
  await out.waitFor({ timeout: 5_000 })
  await ada.page.goto('about:blank')
  await ada.page.goto(link)
  await ada.page.locator('[data-stopped="removed"]').waitFor()
  await lets(bob, 'Ada', 'Draws')
  await ada.page.goto('about:blank')
  await ada.page.goto(link)
  await ada.isOn()
})

test('whoever only looks at Share opens the board to nobody; what a link opens is said, and one to look on calls for no drawing', async () => {
  const eve = await Person.arrive(stage.browser, 'Eve')
  await eve.makesBoard(stage.program.local)
  const { board } = await eve.board()
  await eve.page.evaluate((key) => localStorage.removeItem(key), `drawingroom.link.${board}`)
  await shares(eve)
  await panel(eve).getByText('No link yet').waitFor()
  const links = panel(eve).getByRole('button', { name: /^To draw/ })
  expect(await links.count()).toBe(1)
  await panel(eve).getByRole('button', { name: 'Make a link and copy it' }).click()
  await panel(eve).getByText('Link copied').waitFor()
  await expect.poll(() => links.count()).toBe(2)
  const look = await makesLink(eve, { name: 'Class', password: 'open sesame' })

  const vic = await Person.arrive(stage.browser, 'Vic')
  await vic.page.goto(look)
  await vic.page.getByRole('textbox', { name: 'Password' }).fill('open sesame')
  await vic.page.getByRole('textbox', { name: 'Password' }).press('Enter')
  await vic.page.getByRole('textbox', { name: 'Your name' }).fill('Vic')
  await vic.page.getByRole('button', { name: 'Look on' }).click()
  await vic.isOn()
  await vic.page.getByRole('button', { name: 'Share', exact: true }).click()
  await panel(vic).getByText('Whoever opens it and knows its password can look at this board, but not draw.').waitFor()
  await shares(eve)
  await panel(eve).getByText('came by “Class”').waitFor()
  await Promise.all([eve.leaves(), vic.leaves()])
})
