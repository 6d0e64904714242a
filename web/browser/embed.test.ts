import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Embed, EmbedOptions, embed } from '../src/embed/script'
import { barriers } from './barrier-free'
import { aBrowser, boardIn, cookieInFrame, Site } from './embedding-site'
import { ada, link, onOneBoard } from './pair'
import { truth } from './truth'
import { viewOf } from './view'

declare global {
  interface Window {
    embed: typeof embed
    embedded: Embed
    besideSpoke?: boolean
    told: { type: string; notice: Record<string, unknown> }[]
  }
}

const stage = onOneBoard({ title: 'Plans' })
let site: Site
let blocked: { context: BrowserContext; end(): Promise<void> }
let page: Page
const troubles: string[] = []
let view = ''
let edit = ''

const post = (path: string, method: string, body: object) =>
  ada.page.evaluate(
    async ([at, how, what]) => {
      const response = await fetch(`/api/v1${at}`, {
        method: how as string,
        body: JSON.stringify(what),
        headers: { 'Content-Type': 'application/json' },
      })
      return response.status
    },
    [path, method, body] as const,
  )

beforeAll(async () => {
  const { board } = await ada.board()
  edit = `${stage.program.local}/embed/${board}${new URL(link).hash.split('&')[0]}`
  view = `${stage.program.local}/embed/${board}${new URL(await ada.linkToLookAt(), link).hash}`
  site = await Site.open()
  blocked = await aBrowser(true)
  page = await blocked.context.newPage()
  page.on('pageerror', (error) => troubles.push(String(error)))
  // A page that is left breaks off what it fetches and its connection: the browser notes that, and it is no error of the page (as in person.ts).
  const network = /WebSocket connection|net::ERR/
  page.on('console', (message) => {
    if (message.type() === 'error' && !network.test(message.text())) troubles.push(message.text())
  })
  await ada.draws([300, 200], [600, 400])
  await ada.saved()
  expect(await post(`/boards/${board}/embedding`, 'PUT', { origins: [site.origin], unfurl: false })).toBe(200)
  expect(await post(`/boards/${board}`, 'PATCH', { history: 'viewer' })).toBe(200)
})

afterAll(async () => {
  await blocked.end()
  site.close()
})

/** Puts a board into a page of the site by the script, and waits until it is there. */
async function embeds(address: string, options: EmbedOptions = {}): Promise<void> {
  const place = '<div id="place" style="width:900px;height:560px"></div>'
  const script = `import { embed } from '${stage.program.local}/embed.js'; window.embed = embed`
  await page.goto(site.serves('/page', `${place}<script type="module">${script}</script>`))
  await page.waitForFunction(() => window.embed !== undefined)
  await page.evaluate(
    async ([at, how]) => {
      window.told = []
      window.embedded = await window.embed(document.querySelector('#place')!, at, how)
      for (const type of ['changed', 'resize', 'people', 'moment'] as const)
        window.embedded.on(type, (notice) => window.told.push({ type, notice: notice as never }))
    },
    [address, options] as const,
  )
}

const toldOf = (type: string) =>
  page.evaluate((of) => window.told.filter((one) => one.type === of).map(({ notice }) => notice), type)
const spot = async (x: number, y: number) => {
  const box = (await page.locator('iframe').boundingBox())!
  return [box.x + x, box.y + y] as const
}
async function dragsInFrame(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  await page.mouse.move(...(await spot(...from)))
  await page.mouse.down()
  await page.mouse.move(...(await spot(...to)), { steps: 6 })
  await page.mouse.up()
}
const codeOf = (ask: string) =>
  page.evaluate(
    (what) =>
      (new Function('embedded', `return embedded.${what}`)(window.embedded) as Promise<unknown>).then(
        () => 'done',
        (error: { code: string }) => error.code,
      ),
    ask,
  )

test('this browser gives frames of other sites no cookies, and another one does', async () => {
  expect(await cookieInFrame(page, site)).toBe('none')
  const usual = await aBrowser(false)
  expect(await cookieInFrame(await usual.context.newPage(), site)).toBe('probe=1')
  await usual.end()
})

test('a board in a page of another site is drawn on, told of, and without anybody’s cookie', async () => {
  await embeds(edit, { mode: 'edit', tools: ['pen', 'rectangle', 'eraser'], theme: 'dark', language: 'de' })
  const frame = await boardIn(page)
  expect(await page.evaluate(() => window.embedded.ready)).toMatchObject({
    title: 'Plans',
    role: 'editor',
    replay: true,
  })
  expect(await frame.evaluate(() => document.cookie)).toBe('')
  // Nobody is signed in there but by the header.
  expect(await frame.evaluate(async () => (await fetch('/api/v1/session', { method: 'POST' })).status)).toBe(401)
  expect(await frame.locator('html').getAttribute('lang')).toBe('de')
  expect(await frame.locator('html').getAttribute('data-theme')).toBe('dark')
  expect(
    await frame
      .locator('.toolbar [data-tool]')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.tool)),
  ).toEqual(['pen', 'rectangle', 'eraser'])
  const before = (await ada.board()).seq
  await dragsInFrame([200, 150], [420, 260])
  await ada.page.waitForFunction((seq) => window.drawingroom!.seq > seq, before)
  await frame.waitForFunction(
    (seq) => window.drawingroom!.seq > seq && window.drawingroom!.save.kind === 'saved',
    before,
  )
  expect(await frame.evaluate(() => window.drawingroom!.hash)).toBe((await truth(ada)).state)
  await expect.poll(async () => (await toldOf('changed')).at(-1)).toEqual({ seq: (await ada.board()).seq })
  await expect.poll(async () => JSON.stringify(await toldOf('people'))).toContain('"Ada"')
  expect((await toldOf('resize')).at(-1)).toMatchObject({ width: expect.any(Number), height: expect.any(Number) })
  expect(await barriers(page)).toEqual([])
})

test('without any storage it goes without; where the browser sets some apart, the same guest comes again', async () => {
  const kept = async (of: Page) =>
    (await boardIn(of)).evaluate(() => {
      try {
        return localStorage.getItem('drawingroom.embed')
      } catch {
        return 'no storage'
      }
    })
  expect(await kept(page)).toBe('no storage')
  const usual = await aBrowser(false)
  const other = await usual.context.newPage()
  const address = site.serves('/plain', `<iframe src="${view}" title="board" width="800" height="500"></iframe>`)
  const comes = async () => {
    await other.goto(address)
    await (await boardIn(other)).waitForFunction(() => window.drawingroom?.save.kind === 'saved')
    return kept(other)
  }
  const first = await comes()
  expect(first).toMatch(/^[\w-]{43}$/)
  expect(await comes()).toBe(first)
  await usual.end()
})

test('it is exported, moved about in, and follows', async () => {
  await embeds(view)
  const frame = await boardIn(page)
  const png = await page.evaluate(async () => {
    const blob = await window.embedded.export({ kind: 'png', scale: 1 })
    const { width, height } = await createImageBitmap(blob)
    return { type: blob.type, width, height }
  })
  expect(png.type).toBe('image/png')
  expect(png.width).toBeGreaterThan(300)
  const svg = await page.evaluate(async () => (await window.embedded.export({ kind: 'svg', of: 'view' })).text())
  expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\s*$/)
  expect(await codeOf("export({ of: 'no-such-frame-1' })")).toBe('no_element')
  expect(await codeOf("goTo({ elements: ['no-such-element'] })")).toBe('no_element')
  expect(await codeOf("follow('nobody-of-ours')")).toBe('nobody')
  expect(await codeOf("follow('presenter')")).toBe('nobody')
  expect(await codeOf('goTo({ view: [0, 0, 100000, 100000] })')).toBe('done')
  expect(await codeOf('goTo({ all: true })')).toBe('done')
  await expect.poll(async () => JSON.stringify(await toldOf('people'))).toContain('"Ada"')
  const [her] = await page.evaluate(
    () => window.told.findLast(({ type }) => type === 'people')!.notice.people as { id: string }[],
  )
  expect(await codeOf(`follow('${her!.id}')`)).toBe('done')
  await frame.locator('.follow').waitFor()
  await ada.page.mouse.move(700, 300)
  await ada.page.mouse.wheel(0, 400)
  await frame.locator('.follow').getByText('Ada').waitFor()
  expect(await codeOf("follow('')")).toBe('done')
  await frame.locator('.follow').waitFor({ state: 'detached' })
})

test('what cannot be asked for is refused with what is wrong, and so is everything once the board is out of the page', async () => {
  await embeds(view)
  const refused: readonly (readonly [string, string])[] = [
    ["goTo({ elements: ['x'] })", 'goTo: elements[0] is no id of an element'],
    ['goTo({ elements: [] })', 'goTo: elements is a list of 1 to 100 ids'],
    ['goTo({ view: [0, 0, 1.5, 1] })', 'goTo: view is four whole numbers'],
    ['goTo()', 'goTo: one of {view}'],
    ["export({ kind: 'pdf' })", 'export: kind is "png" or "svg"'],
    ['export({ scale: 9 })', 'export: scale is a whole number from 1 to 4'],
    ["export({ of: 'x' })", 'export: of is "all"'],
    ["follow('<b>')", 'follow: who is'],
    ['replay({ open: true, speed: 0 })', 'replay: speed is'],
  ]
  for (const [ask, why] of refused) {
    const told = await page.evaluate(
      (what) =>
        (new Function('embedded', `return embedded.${what}`)(window.embedded) as Promise<unknown>).then(
          () => 'done',
          (error: Error & { code: string }) => (error instanceof Error ? `${error.code} ${error.message}` : 'no error'),
        ),
      ask,
    )
    expect(told, ask).toContain(`bad_request ${why}`)
  }
  expect(await codeOf("token('x')")).toBe('bad_token')
  await page.evaluate(() => window.embedded.close())
  expect(await codeOf('goTo({ all: true })')).toBe('closed')
})

test('it goes along with somebody whom it follows, and stays when it follows nobody', async () => {
  await embeds(view)
  const seesNothing = () => expect.poll(() => codeOf("export({ of: 'view' })")).toBe('no_picture')
  const seesTheBoard = () => expect.poll(() => codeOf("export({ of: 'view' })")).toBe('done')
  await ada.page.keyboard.press('Shift+1')
  await page.evaluate(() => window.embedded.goTo({ view: [9_000_000, 0, 100_000, 60_000] }))
  await seesNothing()
  const herId = () =>
    page.evaluate(
      () =>
        (window.told.findLast(({ type }) => type === 'people')?.notice.people as { id: string; name: string }[])?.find(
          ({ name }) => name === 'Ada',
        )?.id ?? '',
    )
  await expect.poll(herId).not.toBe('')
  await page.evaluate((who) => window.embedded.follow(who), await herId())
  await seesTheBoard()
  await ada.page.mouse.move(700, 300)
  await ada.page.mouse.wheel(0, 20_000)
  await seesNothing()
  await ada.page.keyboard.press('Shift+1')
  await seesTheBoard()
  await page.evaluate(() => window.embedded.follow(''))
  await page.evaluate(() => window.embedded.goTo({ view: [9_000_000, 0, 100_000, 60_000] }))
  await ada.page.mouse.wheel(0, 200)
  await seesNothing()
  await ada.page.keyboard.press('Shift+1')
})

test('who draws in a frame is followed by others, who see what the frame sees', async () => {
  await embeds(edit, { mode: 'edit' })
  await page.mouse.move(...(await spot(300, 300)))
  await ada.page.locator('.people').click()
  const others = ada.page.locator('.people-list')
  await others.getByRole('button', { name: /^Follow (?!Bob)/ }).click()
  await ada.page.getByText('Following').waitFor()
  const middle = async () => {
    const [x, y, w, h] = await viewOf(ada)
    return [Math.round(x! + w! / 2), Math.round(y! + h! / 2)]
  }
  for (const [x, y] of [
    [5_000_000, -3_000_000],
    [-2_000_000, 1_000_000],
  ] as const) {
    await page.evaluate(([at, above]) => window.embedded.goTo({ view: [at!, above!, 90_000, 56_000] }), [x, y])
    await expect.poll(middle).toEqual([x + 45_000, y + 28_000])
  }
  // Their own hand ends it.
  await ada.page.mouse.move(700, 300)
  await ada.page.mouse.wheel(0, 200)
  await ada.page.getByText('Following').waitFor({ state: 'detached' })
  await ada.page.keyboard.press('Shift+1')
})

test('who only looks changes nothing, and the history is played', async () => {
  await embeds(view, { mode: 'edit', replay: true })
  const frame = await boardIn(page)
  expect(await page.evaluate(() => window.embedded.ready.role)).toBe('viewer')
  const before = (await ada.board()).seq
  await dragsInFrame([200, 150], [420, 260])
  expect(await frame.locator('.toolbar [data-tool="pen"]').count()).toBe(0)
  await frame.getByRole('button', { name: 'History' }).click()
  await frame.getByRole('slider', { name: 'Moment' }).waitFor()
  expect(await page.evaluate(() => window.embedded.replay({ open: true, at: 1 }))).toMatchObject({ at: 1, of: before })
  expect(await frame.evaluate(() => window.drawingroom!.past!.seq)).toBe(1)
  expect(await frame.getByRole('button', { name: 'Open as a new board' }).count()).toBe(0)
  await page.evaluate(() => window.embedded.replay({ open: true, play: true, speed: 1000 }))
  await expect
    .poll(async () => (await toldOf('moment')).at(-1))
    .toMatchObject({ at: before, of: before, playing: false })
  expect(await barriers(page)).toEqual([])
  await page.evaluate(() => window.embedded.replay({ open: false }))
  await frame.getByRole('slider', { name: 'Moment' }).waitFor({ state: 'detached' })
  expect((await ada.board()).seq).toBe(before)
})

test('messages that are not to the letter, or of others, do nothing', async () => {
  await embeds(view)
  const frame = await boardIn(page)
  const seen = () => frame.evaluate(() => document.title + document.body.className + location.hash)
  const before = await seen()
  const sent = await page.evaluate(async (ours) => {
    const to = document.querySelector('iframe')!.contentWindow!
    const heard: unknown[] = []
    addEventListener('message', ({ data }) => data?.type === 'done' && heard.push(data))
    const nonce = 'N'.repeat(24)
    const follow = { drawingroom: 1, nonce, type: 'export', id: 1, kind: 'png', scale: 1, of: 'all' }
    const hostile: unknown[] = [
      null,
      '',
      'hello',
      1,
      [],
      {},
      new Date(),
      new Map([['type', 'hello']]),
      follow,
      { ...follow, nonce: undefined },
      { ...follow, drawingroom: 2 },
      { ...follow, type: 'eval', code: 'alert(1)' },
      { ...follow, type: '__proto__' },
      { ...follow, id: -1 },
      { ...follow, of: 'x'.repeat(5_000_000) },
      { ...follow, kind: '<img src=x onerror=alert(1)>' },
      { ...follow, more: 1 },
      JSON.parse('{"__proto__":{"polluted":1},"drawingroom":1,"nonce":"NNNNNNNNNNNNNNNNNNNNNNNN","type":"hello"}'),
      { drawingroom: 1, nonce, type: 'goTo', id: 2, to: { all: true } },
      { drawingroom: 1, nonce, type: 'replay', id: 3, wish: { open: true } },
      { drawingroom: 1, nonce: '<b>', type: 'hello' },
      { drawingroom: 1, nonce: 'short', type: 'hello' },
      { drawingroom: '1', nonce, type: 'hello' },
      { drawingroom: 1, nonce, type: 'hello', origin: '*' },
      { type: 'ready' },
      { drawingroom: 1, nonce, type: 'token', id: 4, token: 'x' },
    ]
    for (const one of hostile) to.postMessage(one, ours)
    // A frame beside it is another window, though of the same site. Were it heard, the page would be heard no more.
    const beside = document.createElement('iframe')
    beside.title = 'beside'
    beside.srcdoc = `<script>parent.frames[0].postMessage({ drawingroom: 1, nonce: '${'B'.repeat(24)}', type: 'hello' }, '${ours}'); parent.besideSpoke = true</script>`
    document.body.append(beside)
    while (window.besideSpoke !== true) await new Promise((resolve) => requestAnimationFrame(resolve))
    // One that is to the letter comes after all these, and is answered.
    await window.embedded.goTo({ all: true })
    await new Promise((resolve) => requestAnimationFrame(resolve))
    return { sent: hostile.length, heard: heard.length }
  }, stage.program.local)
  expect(sent.sent).toBeGreaterThanOrEqual(20)
  // The answer to the last, and to nothing before.
  expect(sent.heard).toBe(1)
  expect(await seen()).toBe(before)
  expect(await frame.evaluate(() => ('polluted' in {} ? 'polluted' : 'clean'))).toBe('clean')
  expect(await frame.locator('.player').count()).toBe(0)
})

test('a page that is not on the list cannot frame it, nor anything else of ours', async () => {
  const other = await Site.open()
  const { board } = await ada.board()
  for (const address of [view, `${stage.program.local}/b/${board}`, `${stage.program.local}/`]) {
    await page.goto(other.serves('/page', `<iframe src="${address}" title="board"></iframe>`))
    const frame = await boardIn(page)
    await expect.poll(() => frame.url()).toMatch(/^chrome-error:/)
    expect(troubles.splice(0).join()).toMatch(/frame-ancestors|X-Frame-Options/)
  }
  // Nor one that is, in a page that is not.
  const inner = site.serves('/inner', `<iframe src="${view}" title="board"></iframe>`)
  await page.goto(other.serves('/outer', `<iframe src="${inner}" title="inner"></iframe>`))
  await expect.poll(() => page.frames().some((frame) => frame.url().startsWith('chrome-error:'))).toBe(true)
  troubles.splice(0)
  other.close()
})

test('the README’s snippet works as it stands', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, snippet] = /## In a page of yours[\s\S]*?```html\n([\s\S]*?)```/.exec(readme)!
  const { board } = await ada.board()
  const pasted = snippet!
    .replaceAll('https://draw.example.org', stage.program.local)
    .replace('BOARD', board)
    .replace('SECRET', new URL(view).hash.slice(3))
  expect(pasted).not.toBe(snippet)
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  await page.goto(site.serves('/readme', pasted))
  const frame = await boardIn(page)
  await frame.waitForFunction(() => window.drawingroom?.save.kind === 'saved')
  await frame.getByRole('button', { name: 'History' }).waitFor()
  await ada.draws([100, 500], [200, 600])
  await expect.poll(() => said.join('\n')).toContain('Plans has had')
})

test('nothing went wrong in the pages of the site', () => {
  expect(troubles.filter((one) => !/401|favicon|404/.test(one))).toEqual([])
})
