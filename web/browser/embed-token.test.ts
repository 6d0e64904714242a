import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Embed, EmbedOptions, embed } from '../src/embed/script'
import { boardIn, letsFrame, Site } from './embedding-site'
import { onStage } from './on-stage'
import { Person } from './person'

/** A page of another site says by its application's token who looks at the board that it shows. */

declare global {
  interface Window {
    embed: typeof embed
    embedded: Embed
    told: { type: string; notice: Record<string, unknown> }[]
    wanted: (lives: number) => Promise<string>
  }
}

const stage = onStage()
const secret = '0123456789abcdef0123456789abcdef'
let site: Site
let ada: Person
let page: Page
let board = ''
const troubles: string[] = []

beforeAll(async () => {
  const key = stage.program.file('host-key')
  writeFileSync(key, secret)
  await stage.program.kill()
  await stage.program.again(undefined, ['--host-issuer', 'acme', '--host-name', 'Acme', '--host-key-file', key])
  site = await Site.open()
  ada = await Person.arrive(stage.browser, 'Ada')
  board = /\/b\/([\w-]+)/.exec(await ada.makesBoard(stage.program.local, 'Plans'))![1]!
  await ada.draws([300, 200], [600, 400])
  await ada.saved()
  await letsFrame(ada, board, site)
  page = await (await stage.browser.newContext({ viewport: { width: 1100, height: 760 } })).newPage()
  page.on('pageerror', (error) => troubles.push(String(error)))
})

afterAll(() => site.close())
afterEach(() => {
  expect([...troubles, ...ada.troubles]).toEqual([])
})

let mintedSoFar = 0

/** A token that Acme mints; each a second younger than the one before, so that what it says counts. `seconds`: how long it is good. */
function minted(sub: string, role: string, { seconds = 3600, of = board, by = secret } = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: 'acme', aud: 'drawingroom', sub, name: sub, iat: now - 25 + ++mintedSoFar, exp: now + seconds }
  const text = `${part({ alg: 'HS256' })}.${part({ ...claims, board: of, role })}`
  return `${text}.${createHmac('sha256', by).update(text).digest('base64url')}`
}

/** The page of the site, with our script and a place for a board. */
async function opens(): Promise<void> {
  const place = '<div id="place" style="width:900px;height:560px"></div>'
  const script = `import { embed } from '${stage.program.local}/embed.js'; window.embed = embed`
  await page.goto(site.serves('/page', `${place}<script type="module">${script}</script>`))
  await page.waitForFunction(() => window.embed !== undefined)
}

/** Puts the board into it; 'ready', or the code by which it failed. */
function embeds(options: EmbedOptions): Promise<string> {
  return page.evaluate(
    async ([at, how]) => {
      window.told = []
      try {
        window.embedded = await window.embed(document.querySelector('#place')!, at, how)
      } catch (error) {
        return (error as { code: string }).code
      }
      for (const type of ['token', 'error', 'people'] as const)
        window.embedded.on(type, (notice) => window.told.push({ type, notice: notice as never }))
      return 'ready'
    },
    [`${stage.program.local}/embed/${board}`, options] as const,
  )
}

const gives = (token: string) =>
  page.evaluate(
    (newer) =>
      window.embedded.token(newer).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      ),
    token,
  )
const toldOf = (type: string) =>
  page.evaluate((of) => window.told.filter((one) => one.type === of).map(({ notice }) => notice), type)

async function drags(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const box = (await page.locator('iframe').boundingBox())!
  await page.mouse.move(box.x + from[0], box.y + from[1])
  await page.mouse.down()
  await page.mouse.move(box.x + to[0], box.y + to[1], { steps: 6 })
  await page.mouse.up()
}

const penIn = async () => (await boardIn(page)).locator('.toolbar [data-tool="pen"]')

test('the token of the page around says who draws, and gives just that right', async () => {
  await opens()
  expect(await embeds({ mode: 'edit', tools: ['pen'], token: minted('Grace', 'editor') })).toBe('ready')
  expect(await page.evaluate(() => window.embedded.ready)).toMatchObject({ board, title: 'Plans', role: 'editor' })
  await ada.page.getByRole('button', { name: /Grace/ }).first().waitFor()
  const before = (await ada.board()).seq
  await drags([200, 150], [420, 260])
  await ada.page.waitForFunction((seq) => window.drawingroom!.seq > seq, before)
  const frame = await boardIn(page)
  await frame.waitForFunction(() => window.drawingroom?.save.kind === 'saved')
  expect(await frame.evaluate(() => document.cookie)).toBe('')
  expect(frame.url()).not.toMatch(/ey[\w-]+\.ey/)
  // No guest was made beside.
  const { members } = await ada.page.evaluate(
    async (id) => (await fetch(`/api/v1/boards/${id}/members`)).json() as Promise<{ members: { name: string }[] }>,
    board,
  )
  expect(members.map(({ name }) => name).sort()).toEqual(['Ada', 'Grace'])
  expect(await frame.getByRole('link', { name: 'Open in Drawing Room' }).count()).toBe(0)
})

test('a newer one counts at once while the board is open, and one that is not taken changes nothing', async () => {
  expect(await gives(minted('Grace', 'viewer'))).toBe('taken')
  await (await penIn()).waitFor({ state: 'detached' })
  const before = (await ada.board()).seq
  await drags([200, 300], [420, 380])
  expect(await gives(minted('Grace', 'editor', { by: 'another secret, which nobody shares' }))).toBe('bad_token')
  expect(await gives(minted('Eve', 'editor'))).toBe('bad_token')
  expect(await gives(minted('Grace', 'editor', { seconds: -60 }))).toBe('bad_token')
  expect(await toldOf('error')).toEqual(
    Array.from({ length: 3 }, () => ({ code: 'bad_token', message: expect.stringMatching(/^The key is not valid/) })),
  )
  expect((await ada.board()).seq).toBe(before)
  expect(await gives(minted('Grace', 'editor'))).toBe('taken')
  await (await penIn()).waitFor()
  await (await penIn()).click()
  await drags([200, 300], [420, 380])
  await ada.page.waitForFunction((seq) => window.drawingroom!.seq > seq, before)
})

test('what is to the letter a message but of another origin, window or nonce, and what is none, gives nobody a right', async () => {
  await opens()
  await embeds({ token: minted('Grace', 'viewer') })
  const token = minted('Grace', 'editor')
  const foreign = await Site.open()
  const evil = foreign.serves(
    '/evil',
    `<script>
      parent.frames[0].postMessage({ drawingroom: 1, nonce: '${'E'.repeat(24)}', type: 'hello' }, '*')
      parent.frames[0].postMessage({ drawingroom: 1, nonce: '${'E'.repeat(24)}', type: 'token', id: 1, token: '${token}' }, '*')
      parent.postMessage('spoken', '*')
    </script>`,
  )
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.headers().authorization ?? ''))
  await page.evaluate(
    async ([address, ours, right]) => {
      const spoken = new Promise((resolve) =>
        addEventListener('message', ({ data }) => data === 'spoken' && resolve(0)),
      )
      const beside = document.createElement('iframe')
      beside.title = 'beside'
      beside.src = address!
      document.body.append(beside)
      await spoken
      const to = document.querySelector('iframe')!.contentWindow!
      const good = { drawingroom: 1, nonce: 'N'.repeat(24), type: 'token', id: 1, token: right }
      for (const one of [
        good,
        { ...good, nonce: undefined },
        { ...good, token: [right] },
        { ...good, of: 'all' },
        right,
      ])
        to.postMessage(one, ours!)
      beside.remove()
      // One that is to the letter comes after all these.
      await window.embedded.goTo({ all: true })
    },
    [evil, stage.program.local, token] as const,
  )
  expect(asked.filter((one) => one.includes(token))).toEqual([])
  expect(await (await boardIn(page)).locator('.toolbar').count()).toBe(0)
  expect(await toldOf('error')).toEqual([])
  foreign.close()
})

test('a first token that is not taken opens nothing, and the frame and the page say so', async () => {
  for (const [token, code] of [
    [minted('Grace', 'editor', { seconds: -60 }), 'bad_token'],
    // It says nothing of this board, and so takes back what an older one said.
    [minted('Grace', 'editor', { of: 'another-board' }), 'no_board'],
  ] as const) {
    await opens()
    expect(await embeds({ token })).toBe(code)
    await (await boardIn(page)).locator('.embed-stopped').waitFor()
  }
})

test('one that runs out is asked for anew, and where no other comes the board ends with a word', async () => {
  await opens()
  const tokens = [minted('Grace', 'editor', { seconds: 25 }), minted('Grace', 'viewer', { seconds: 26 })]
  await page.exposeFunction('wanted', async () => tokens.shift() ?? '')
  const state = await page.evaluate(async (at) => {
    window.told = []
    const from = () => window.wanted(0)
    window.embedded = await window.embed(document.querySelector('#place')!, at, { token: from })
    return new Promise<Record<string, unknown>>((resolve) => window.embedded.on('error', (e) => resolve({ ...e })))
  }, `${stage.program.local}/embed/${board}`)
  expect(tokens).toEqual([])
  expect(state).toEqual({ code: 'visit_over', message: expect.stringContaining('Your visit from Acme has run out') })
})
