import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { barriers } from './barrier-free'
import { onStage } from './on-stage'
import { Person } from './person'

/** What there is before and beside a board, looked at by axe: the shelf, the trash, and the screens that ask at the door or keep it shut. */

const stage = onStage()
const secret = '0123456789abcdef0123456789abcdef'

beforeAll(async () => {
  const key = stage.program.file('host-key')
  writeFileSync(key, secret)
  await stage.program.kill()
  const host = ['--host-issuer', 'acme', '--host-name', 'Acme', '--host-key-file', key]
  await stage.program.again(undefined, host)
})

/** A token that Acme mints for Grace, good for so many seconds. */
function minted(board: string, seconds: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: 'acme', aud: 'drawingroom', sub: '42', name: 'Grace', iat: now, exp: now + seconds, board }
  const text = `${part({ alg: 'HS256' })}.${part({ ...claims, role: 'editor' })}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

/** The address of a new link to look on. */
const linkOf = (person: Person, board: string, terms: object) =>
  person.page.evaluate(
    async ([id, how]) => {
      const response = await fetch(`/api/v1/boards/${id}/links`, {
        method: 'POST',
        body: JSON.stringify({ role: 'viewer', ...(how as object) }),
        headers: { 'Content-Type': 'application/json' },
      })
      return ((await response.json()) as { url: string }).url
    },
    [board, terms] as const,
  )

test.each([
  ['light', { viewport: { width: 1280, height: 800 } }],
  ['dark', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }],
] as const)('no door has a barrier: %s', async (colorScheme, size) => {
  const { local } = stage.program
  const ada = await Person.arrive(stage.browser, 'Ada', { colorScheme, ...size })
  const cyd = await Person.arrive(stage.browser, 'Cyd', { colorScheme, ...size })
  const { page } = ada
  const found: string[] = []
  const look = async (what: string, of = cyd.page) => {
    found.push(...(await barriers(of)).map((one) => `${what}: ${one}`))
  }
  await ada.makesBoard(local, 'Old plans')
  await page.goto(local)
  const id = /\/b\/([\w-]+)/.exec(await ada.makesBoard(local, 'New plans'))![1]!
  const guarded = await linkOf(ada, id, { password: 'open sesame' })
  const short = await linkOf(ada, id, { expires: Date.now() + 2_000 })

  await cyd.page.goto(local + guarded)
  const asked = cyd.page.getByRole('dialog', { name: 'This link has a password' })
  await asked.waitFor()
  await look('who asks for a password')
  await asked.getByRole('textbox', { name: 'Password' }).fill('open sesame')
  await asked.getByRole('textbox', { name: 'Password' }).press('Enter')
  await cyd.page.getByRole('textbox', { name: 'Your name' }).waitFor()
  await asked.waitFor({ state: 'detached' })
  await look('who asks for a name')

  await expect
    .poll(async () => {
      await cyd.page.goto('about:blank')
      await cyd.page.goto(local + short)
      await cyd.page.locator('.stopped, [data-save]').first().waitFor()
      return cyd.page.getByText('This link has run out').count()
    })
    .toBe(1)
  await look('a link that has run out')

  const past = [['a token that has run out', minted(id, -3600), 'This way onto the board does not work']] as const
  // A visit is let run on for a while after its end, which one does not wait for twice.
  const soon = [['a visit that has run out', minted(id, 20), 'Your visit from Acme has run out']] as const
  for (const [what, token, title] of colorScheme === 'dark' ? [...past, ...soon] : past) {
    await cyd.page.goto('about:blank')
    await cyd.page.goto(`${local}/b/${id}#t=${token}`)
    await cyd.page.getByRole('alertdialog', { name: title }).waitFor()
    await look(what)
  }

  await cyd.page.goto(`${local}/embed/${id}`)
  await cyd.page.locator('.embed-stopped').waitFor()
  await look('a frame without a link')
  await cyd.page.goto('about:blank')
  await cyd.page.goto(`${local}/embed/${id}${(await linkOf(ada, id, {})).replace(/^[^#]*/, '')}&mode=edit`)
  await cyd.page.getByRole('button', { name: 'Zoom in' }).waitFor()
  await cyd.page.waitForFunction(() => window.drawingroom?.save.kind === 'saved')
  await look('a frame')

  await page.goto(stage.program.asks('admin', '--public-url', local).trim())
  await page.getByText('You are an admin of this server now').waitFor()
  await page.getByText('Old plans').waitFor()
  await look('the shelf of an admin', page)
  await page.getByRole('button', { name: 'What to do with Old plans' }).click()
  await page.getByRole('menu').waitFor()
  found.push(...(await barriers(page, '[role="menu"]')).map((one) => `the menu of a board: ${one}`))
  await page.getByRole('menuitem', { name: 'Move to the trash' }).click()
  await page.getByText('Moved to the trash').waitFor()
  await page.getByRole('radio', { name: 'Trash' }).click()
  await page.getByText('Old plans').waitFor()
  await look('the trash', page)
  expect(found).toEqual([])
  await Promise.all([ada.leaves(), cyd.leaves()])
})
