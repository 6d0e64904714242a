import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Value } from '../src/board/types'
import { encodePayload } from '../src/editor/clipboard-payload'
import { brings, bytesOf, drops, press } from './clipboard-hands'
import { onStage } from './on-stage'
import { addresses, payloads } from './payloads'
import { Person } from './person'
import { speaks, tokenOf } from './raw-hands'
import { type Screen, screens } from './screens'
import { Watch } from './watch'

/**
 * C60: what people write stays what they wrote. Every payload goes in by every way there is for text, and everything that shows text is opened, while a
 * watch looks out for what it would do if it were run.
 */

const stage = onStage()
/** She writes and looks; he looks on. Both in one browser, under one watch each. */
let ada: Person
let bob: Person
let board: string
let link: string
const watches: Watch[] = []
const folder = mkdtempSync(join(tmpdir(), 'drawingroom-injections-'))

beforeAll(async () => {
  ada = await Person.arrive(stage.browser, '<img src=x onerror=alert(1)>')
  bob = await Person.arrive(stage.browser, '"><svg onload=alert(2)>')
  for (const { context } of [ada, bob])
    watches.push(await Watch.over(context, stage.program.local, stage.program.local.replace('http', 'ws')))
  link = await ada.makesBoard(stage.program.local, '</title><script>alert(3)</script>')
  await bob.follows(link)
  board = (await ada.board()).board
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Nothing has been run, fetched, reported or broken, in any page. */
function nothingSeen(): void {
  expect(watches.flatMap(({ sights }) => sights)).toEqual([])
}

const run = (text: string) => ['a0', text, '']
const place = (i: number, column: number) => [(i % 8) * 400_000 + column * 50_000, Math.floor(i / 8) * 60_000]
const size = [40_000, 40_000]

/** One change with a payload in every property that takes text. */
function everywhere(text: string, i: number): unknown[] {
  const put = (kind: string, props: object, column: number) => ({
    op: 'put',
    id: `${kind}-payload-${i}`,
    props: { kind, ...props, ...(kind === 'layer' ? {} : { at: place(i, column) }) },
  })
  return [
    put('text', { 'text/p1': run(text) }, 0),
    put('note', { 'text/p1': run(text), size }, 1),
    put('rectangle', { 'text/p1': run(text), alt: text, name: text, meta: text, size }, 2),
    put('card', { 'text/p1': run(text), link: `https://example.test/${encodeURIComponent(text)}`, size }, 3),
    put('frame', { name: text, size }, 4),
    put(
      'table',
      { 'rows/r1': ['a0', 4000], 'columns/c1': ['a0', 40_000], 'cells/x1': ['r1', 'c1', 'a0', text, ''] },
      5,
    ),
    put('layer', { name: text }, 0),
    { op: 'set', id: 'board-settings', props: { title: text, [`moments/m${i}`]: [1, text] } },
  ]
}

test('the watch sees what it looks out for', async () => {
  const eve = await Person.arrive(stage.browser, 'Eve')
  const watch = await Watch.over(eve.context, stage.program.local)
  await eve.page.goto(stage.program.local)
  await eve.page.evaluate(() => {
    setTimeout(() => alert(1))
    document.body.append(Object.assign(new Image(), { src: '//evil.test/1.png' }))
    // As a page would that trusts what it is given; trusted types forbid it.
    try {
      document.body.innerHTML = '<img src=x onerror=alert(2)>'
    } catch {}
  })
  const all = new Set(['console', 'dialog', 'policy', 'request'])
  await expect.poll(() => new Set(watch.sights.map(({ what }) => what))).toEqual(all)
  await eve.leaves()
})

test('there are payloads enough, of every sort', () => {
  expect(new Set(payloads).size).toBe(payloads.length)
  expect(payloads.length).toBeGreaterThanOrEqual(60)
  expect(addresses.length).toBeGreaterThanOrEqual(6)
  for (const text of payloads) expect(text.length).toBeLessThanOrEqual(200)
})

test('everything that is put on a board by hand is taken as text, and addresses that run are not taken at all', async () => {
  const by = { name: 'hand', token: await tokenOf(ada.context.request, stage.program.local), board }
  const links = addresses.map((link, i) => [{ op: 'set', id: `card-payload-${i}`, props: { link } }])
  const runs = addresses.map((link, i) => [{ op: 'set', id: `text-payload-${i}`, props: { 'links/l1': link } }])
  const answers = await speaks(ada.page, by, [...payloads.map(everywhere), ...links, ...runs])
  expect(answers.slice(0, payloads.length)).toEqual(payloads.map(() => 'taken'))
  expect(answers.slice(payloads.length)).toEqual([...links, ...runs].map(() => 'bad_value'))
  await bob.page.waitForFunction((seq) => window.drawingroom!.seq >= seq, payloads.length + 1)
  await Promise.all([ada, bob].map(({ page }) => press({ page } as Person, 'Shift+1')))
  nothingSeen()
})

test('people by such names come, and say such things', async () => {
  const names = payloads.filter((text, i) => text.length <= 60 && i % 2 === 1)
  let came = 0
  for (const [i, name] of names.entries()) {
    const guest = await stage.browser.newContext()
    const { request } = guest
    const made = await request.post(`${stage.program.local}/api/v1/guests`, { data: { name, colour: 'blue' } })
    if (made.ok()) {
      came++
      const join = { data: { secret: link.split('#k=')[1] } }
      expect((await request.post(`${stage.program.local}/api/v1/boards/${board}/join`, join)).status()).toBe(200)
      const by = { name: `guest ${i}`, token: await tokenOf(request, stage.program.local), board }
      await speaks(ada.page, by, [], [{ cursor: [i * 1000, 0], chat: payloads[i] }])
    } else expect(made.status()).toBe(422)
    await guest.close()
  }
  expect(came).toBeGreaterThan(25)
  for (const { page } of [ada, bob]) {
    await page.locator('.people').click()
    await page
      .locator('.people-name', { hasText: names.at(-1)! })
      .first()
      .waitFor()
    await press({ page } as Person, 'Escape')
  }
  nothingSeen()
})

/** The screens that show what was written, and need nothing selected. */
const shows = [
  'all commands',
  'find',
  'layers',
  'frames',
  'outline',
  'history',
  'who drew what',
  'versions',
  'a film of the history',
  'share',
  'menu',
]

test('every screen shows them as they were written', async () => {
  const { page } = ada
  const opened: string[] = []
  for (const screen of screens.filter(({ name }) => shows.includes(name))) {
    await opens(screen)
    opened.push(screen.name)
    for (let i = 0; i < 4; i++) await press(ada, 'Escape')
    if (screen.part !== undefined) await page.locator(screen.part).first().waitFor({ state: 'hidden' })
  }
  expect(opened.length).toBe(shows.length)
  await press(ada, 'Control+f')
  for (const words of ['alert(1', 'evil.test', '__proto__', 'javascript:']) {
    await page.locator('.find input').first().fill(words)
    await expect.poll(() => page.locator('.find').innerText()).toMatch(/^[1-9]\d* of [1-9]/)
  }
  for (let i = 0; i < 4; i++) await press(ada, 'Escape')
  nothingSeen()
})

async function opens({ open, shows }: Screen): Promise<void> {
  await open(ada.page)
  await ada.page.locator(shows).first().waitFor()
}

test('pasted as text and as a page, they come as text', async () => {
  const before = (await bob.board()).seq
  for (const text of payloads) {
    await brings(bob, { 'text/html': text, 'text/plain': text })
    await brings(bob, { 'text/plain': text })
    await brings(bob, { 'text/html': `<table><tr><td>${text}</td></tr></table><p><a href="${text}">x</a>${text}</p>` })
  }
  await bob.saved()
  expect((await bob.board()).seq - before).toBeGreaterThan(payloads.length)
  nothingSeen()
})

const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

/** The files of others and of our own, with payloads in all their texts. */
function files(): { readonly name: string; readonly type: string; readonly text: string }[] {
  const rich = payloads.map((text, i) => ({
    id: `e${i}`,
    type: ['text', 'rectangle', 'frame', 'embeddable'][i % 4]!,
    x: i * 10,
    y: 0,
    width: 100,
    height: 40,
    angle: 0,
    seed: 1,
    version: 1,
    strokeColor: text,
    backgroundColor: text,
    fontFamily: text,
    text,
    originalText: text,
    name: text,
    link: text,
    groupIds: [text],
    customData: { html: text },
  }))
  const shape = new Map<string, Value>([
    ['kind', 'rectangle'],
    ['at', [0, 0]],
    ['size', [1000, 1000]],
  ])
  const own = payloads.map((text, i) => ({
    id: `own-file-${i}`,
    props: new Map([...shape, ['alt', text], ['name', text], ['text/p1', run(text)]]),
  }))
  const svg = (inside: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">${inside}<rect width="50" height="50"/></svg>`
  return [
    {
      name: 'theirs.excalidraw',
      type: '',
      text: JSON.stringify({ type: 'excalidraw', version: 2, elements: rich, files: {} }),
    },
    { name: 'ours.drawingroom', type: '', text: encodePayload(own) },
    {
      name: 'theirs.tldr',
      type: '',
      text: JSON.stringify({
        tldrawFileFormatVersion: 1,
        records: rich.map((one) => ({ ...one, typeName: 'shape', props: { text: one.text, url: one.link } })),
      }),
    },
    {
      name: 'all.svg',
      type: 'image/svg+xml',
      text: svg(
        payloads
          .map(
            (text) =>
              `<text x="5" y="5" style="${escaped(text)}" fill="${escaped(text)}">${escaped(text)}<title>${escaped(text)}</title></text><a href="${escaped(text)}"><rect width="9" height="9"/></a>`,
          )
          .join(''),
      ),
    },
    ...payloads.map((text, i) => ({ name: `${i}.svg`, type: 'image/svg+xml', text: svg(text) })),
    ...payloads.slice(0, 12).map((text, i) => ({
      name: `${text}.md`,
      type: 'text/markdown',
      text: payloads.slice(i * 7, i * 7 + 7).join('\n\n'),
    })),
  ]
}

test('in files of ours and of others they come as text, or not at all', async () => {
  const before = (await bob.board()).seq
  for (const { name, type, text } of files()) {
    await drops(bob, name, type, Buffer.from(text))
    await press(bob, 'Escape')
  }
  await expect
    .poll(async () => (await bob.board()).seq - before, { timeout: 60_000 })
    .toBeGreaterThan(payloads.length / 4)
  await bob.saved()
  nothingSeen()
})

test('a picture that was exported runs nothing and fetches nothing where it is opened by itself', async () => {
  const { page } = ada
  await press(ada, 'Control+Shift+e')
  const dialog = page.getByRole('dialog', { name: 'Export as a picture' })
  await dialog.getByRole('radio', { name: 'SVG', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save' }).click(),
  ])
  await dialog.waitFor({ state: 'detached' })
  const svg = await bytesOf(download)
  const file = join(folder, 'board.svg')
  writeFileSync(file, svg)
  const reader = await stage.browser.newContext()
  const watch = await Watch.over(reader, 'file://')
  const opened = await reader.newPage()
  await opened.goto(pathToFileURL(file).href)
  const found = await opened.evaluate(() => {
    const all = [...document.querySelectorAll('*')]
    const names = new Set(all.map(({ localName }) => localName))
    const attributes = all.flatMap((one) => [...one.attributes])
    const bad = attributes.filter(
      ({ name, value }) =>
        /^on/i.test(name) || /^\s*(javascript|data:(?!image|font|application\/font)|vbscript)/i.test(value),
    )
    return {
      count: all.length,
      runs: ['script', 'foreignObject', 'iframe'].filter((name) => names.has(name)),
      bad: bad.map(({ name, value }) => `${name}=${value}`.slice(0, 100)),
    }
  })
  expect(found.runs).toEqual([])
  expect(found.bad).toEqual([])
  expect(found.count).toBeGreaterThan(payloads.length)
  expect(watch.sights).toEqual([])
  await reader.close()
})

test('boards by such titles are listed, and such addresses lead nowhere', async () => {
  const { request } = ada.context
  for (const title of payloads) {
    const made = await request.post(`${stage.program.local}/api/v1/boards`, { data: { title } })
    expect([201, 422]).toContain(made.status())
  }
  await ada.page.goto(stage.program.local)
  await ada.page.getByText('hasOwnProperty').first().waitFor()
  for (const text of payloads) {
    const at = encodeURIComponent(text)
    for (const path of [`/b/${at}`, `/b/${board}#k=${at}`, `/${at}`, `/?x=${at}#${at}`]) {
      const answer = await request.get(`${stage.program.local}${path.split('#')[0]}`)
      expect(answer.status()).toBeLessThan(500)
      expect(await answer.text()).not.toContain(text.length > 20 ? text : `<${text}>`)
    }
  }
  for (const text of payloads.filter((_, i) => i % 8 === 0)) {
    await ada.page.goto(`${stage.program.local}/b/${encodeURIComponent(text)}#k=${encodeURIComponent(text)}`)
    await ada.page.locator('[data-stopped], main h1').first().waitFor()
  }
  nothingSeen()
})

test('what a board says of itself to programs that show links, and to whoever frames it, is text as well', async () => {
  const { request } = ada.context
  const here = stage.program.local
  const ids: string[] = []
  // A page that lets markup be read, as those do that show what they were told.
  const reader = await (await stage.browser.newContext()).newPage()
  for (const title of payloads) {
    const made = await request.post(`${here}/api/v1/boards`, { data: { title } })
    if (made.status() !== 201) continue
    const { id } = (await made.json()) as { id: string }
    ids.push(id)
    const allowed = await request.put(`${here}/api/v1/boards/${id}/embedding`, { data: { origins: [], unfurl: true } })
    expect(allowed.status()).toBe(200)
    const refused = await request.put(`${here}/api/v1/boards/${id}/embedding`, {
      data: { origins: [title], unfurl: true },
    })
    expect(refused.status()).toBe(422)
    const page = await (await request.get(`${here}/b/${id}`)).text()
    if (/[<>"]/.test(title)) expect(page).not.toContain(title)
    const { html } = (await (await request.get(`${here}/oembed?url=${here}/b/${id}`)).json()) as { html: string }
    const shown = await reader.evaluate((text) => {
      const all = [...new DOMParser().parseFromString(text, 'text/html').querySelectorAll('body *')]
      return all.map((one) => `${one.localName} ${one.getAttributeNames().join(' ')} ${one.getAttribute('title')}`)
    }, html)
    expect(shown).toEqual([`iframe src title width height style allow ${title}`])
  }
  expect(ids.length).toBeGreaterThan(60)
  for (const id of ids.filter((_, i) => i % 12 === 0)) {
    await ada.page.goto(`${here}/b/${id}`)
    await ada.isOn()
  }
  await bob.page.goto(`${here}/embed/${board}#${link.split('#')[1]}`)
  await bob.page.waitForFunction((seq) => (window.drawingroom?.seq ?? 0) >= seq, payloads.length)
  nothingSeen()
})
