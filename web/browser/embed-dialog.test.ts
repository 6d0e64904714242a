import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from './barrier-free'
import { boardIn, letsFrame, Site } from './embedding-site'
import { ada, bob, onOneBoard } from './pair'

/** The dialog that gives what puts a board into a page of another site. */

const stage = onOneBoard({ title: 'Plans' })
let site: Site
let page: Page

beforeAll(async () => {
  site = await Site.open()
  page = await somebody()
  await ada.draws([300, 200], [600, 400])
  await ada.saved()
})
afterAll(() => site.close())

/** A page of somebody who has never been there. */
const somebody = async () => (await stage.browser.newContext({ viewport: { width: 1100, height: 760 } })).newPage()

const dialog = () => ada.page.getByRole('dialog', { name: 'Put the board into a page' })
const shown = () => ada.page.frameLocator('.embed-preview')
const markup = () => dialog().getByLabel('Markup for the page').inputValue()
const addressIn = (text: string) => new URL(/src="([^"]+)"/.exec(text)![1]!.replaceAll('&amp;', '&'))

async function opens(): Promise<void> {
  await ada.page.getByRole('button', { name: 'Share' }).click()
  await ada.page.getByRole('button', { name: 'Put it into a page …' }).click()
  await shown().getByRole('button', { name: 'Zoom in' }).waitFor()
}

test('who looks at it beforehand is nobody new on the board, and whom they came as', async () => {
  const { board } = await ada.board()
  const members = () =>
    ada.page.evaluate(async (id) => {
      const answer = await fetch(`/api/v1/boards/${id}/members`)
      return ((await answer.json()) as { members: { name: string }[] }).members.map(({ name }) => name).sort()
    }, board)
  const before = await members()
  expect(before).toEqual(['Ada', 'Bob'])
  for (const mode of ['Only look', 'Draw']) {
    await opens()
    await dialog().getByRole('radio', { name: mode }).click()
    const frame = await boardIn(ada.page)
    await frame.waitForFunction(() => window.drawingroom?.save.kind === 'saved')
    expect(await members()).toEqual(before)
    expect(await frame.evaluate(() => localStorage.getItem('drawingroom.embed'))).toBeNull()
    await ada.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  }
  await bob.page.locator('.people').click()
  const others = bob.page.locator('.people-list')
  await others.getByRole('button', { name: 'Follow Ada' }).waitFor()
  expect(await others.getByRole('button', { name: /^Follow/ }).count()).toBe(1)
  await bob.page.keyboard.press('Escape')
})

test('as whoever looks it is shown in a page of ours alone', async () => {
  const { board } = await ada.board()
  await letsFrame(ada, board, site)
  const own = await ada.context.newPage()
  await own.goto(site.serves('/own', `<iframe src="${stage.program.local}/embed/${board}#by=own"></iframe>`))
  await own.frameLocator('iframe').locator('.embed-stopped').waitFor()
  await own.goto(`${stage.program.local}/embed/${board}#by=own`)
  await own.locator('.embed-stopped').waitFor()
  await own.close()
})

test('what is chosen stands in the markup: language, tools, and where the history begins', async () => {
  await opens()
  await dialog().getByRole('button', { name: 'More' }).click()
  expect(await dialog().getByRole('group', { name: 'Tools' }).count()).toBe(0)
  await dialog().getByRole('radio', { name: 'Draw' }).click()
  await dialog().getByLabel('Language').selectOption('de')
  const tools = dialog().getByRole('group', { name: 'Tools' })
  for (const name of ['Lasso', 'Table', 'Laser pointer']) await tools.getByRole('button', { name, exact: true }).click()
  await dialog().getByRole('switch', { name: 'Offer the history' }).click()
  await dialog().getByRole('radio', { name: 'With its history' }).click()
  const hash = new URLSearchParams(addressIn(await markup()).hash.slice(1))
  expect(hash.get('lang')).toBe('de')
  expect(hash.get('replay')).toBe('1')
  expect(hash.get('then')).toBe('0')
  expect(hash.get('by')).toBeNull()
  expect(hash.get('tools')).toMatch(/^select,hand,pen,/)
  expect(hash.get('tools')).not.toMatch(/lasso|table|laser/)
  await shown().locator('html[lang="de"]').waitFor()
  await shown().locator('.player').waitFor()
  expect(await barriers(ada.page, '.embed-dialog')).toEqual([])
  // Who may not see the history is not shown it beforehand either.
  await dialog().getByRole('radio', { name: 'Only look' }).click()
  await dialog().getByText('The history of this board is not open to them.').waitFor()
  expect(new URLSearchParams(addressIn(await markup()).hash.slice(1)).get('tools')).toBeNull()
  await shown().getByRole('button', { name: 'Vergrößern' }).waitFor()
  expect(await shown().locator('.player').count()).toBe(0)
  await ada.page.keyboard.press('Escape')
})

test('the dialog gives the markup and shows it, and its owner names the sites', async () => {
  await opens()
  await shown()
    .locator('body')
    .evaluate(() => window.drawingroom!.hash)
  await dialog().getByRole('radio', { name: 'Dark' }).click()
  await shown().locator('html[data-theme="dark"]').waitFor()
  const sites = dialog().getByLabel(/^Sites that may show it/)
  await sites.fill(`${site.origin}/\nhttp://not-near.example`)
  await sites.blur()
  await dialog().getByRole('alert').getByText('“http://not-near.example” cannot stand here.').waitFor()
  // Kept as the dialog closes, too; of the address of a page the site.
  await sites.fill(`${site.origin}/some/page.html\nhttps://Blog.example:443`)
  const answered = ada.page.waitForResponse((response) => response.request().method() === 'PUT')
  expect(await barriers(ada.page, '.embed-dialog')).toEqual([])
  const text = await markup()
  await ada.page.keyboard.press('Escape')
  expect(await (await answered).json()).toMatchObject({ origins: [site.origin, 'https://blog.example'] })
  await page.goto(site.serves('/pasted', text))
  const frame = await boardIn(page)
  await frame.waitForFunction(() => window.drawingroom?.save.kind === 'saved')
  expect(await frame.locator('html').getAttribute('data-theme')).toBe('dark')
  ada.troubles.splice(0, ada.troubles.length, ...ada.troubles.filter((one) => !/422/.test(one)))
})

test('a link with a password says so, and the page asks for it', async () => {
  const { board } = await ada.board()
  // The link to look at that the dialog made is given a password.
  await ada.page.evaluate(async (id) => {
    const { links } = (await (await fetch(`/api/v1/boards/${id}/links`)).json()) as {
      links: { link: string; role: string }[]
    }
    for (const { link, role } of links)
      if (role === 'viewer')
        await fetch(`/api/v1/boards/${id}/links/${link}`, {
          method: 'PATCH',
          body: JSON.stringify({ password: 'open sesame' }),
          headers: { 'Content-Type': 'application/json' },
        })
  }, board)
  await opens()
  await dialog().getByText('This link has a password').waitFor()
  const text = await markup()
  await ada.page.keyboard.press('Escape')
  // Who came in before it had one is in.
  const page = await somebody()
  await page.goto(site.serves('/guarded', text))
  const frame = await boardIn(page)
  const asked = frame.getByRole('dialog', { name: 'This link has a password' })
  await asked.waitFor()
  expect(await barriers(page)).toEqual([])
  await asked.getByLabel('Password').fill('sesame')
  await asked.getByRole('button', { name: 'Come in' }).click()
  await asked.getByText('That is not the password.').waitFor()
  await asked.getByLabel('Password').fill('open sesame')
  await asked.getByRole('button', { name: 'Come in' }).click()
  await frame.waitForFunction(() => window.drawingroom?.save.kind === 'saved')
})
