import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cacheOf } from '../src/shell/names'
import { type AnotherBuild, anotherBuild, rewrite } from './another-build'
import { BareBrowser, type BarePage } from './bare-browser'
import { isKept } from './kept-page'
import { onStage } from './on-stage'
import { keepsPages, Person } from './person'

const stage = onStage()
let newer: AnotherBuild
let bare: AnotherBuild

beforeAll(async () => {
  newer = await anotherBuild({
    sources: {
      'main.ts': (text) => `${text}\ndocument.documentElement.dataset.build = 'newer'\n`,
      'words/catalogues/de.ts': (text) => text.replace("Share: 'Teilen'", "Share: 'Verteilen'"),
    },
  })
  // A server of before there was such a worker, whose page is another.
  bare = await anotherBuild({
    built: (dist) => {
      rmSync(`${dist}/sw.js`)
      rewrite(`${dist}/index.html`, (page) => page.replace(/<meta name="build"[^>]*>/, ''))
    },
  })
})
afterAll(() => {
  newer.remove()
  bare.remove()
})

/** On the board, everything saved, in the build that calls itself so; '' for the first. */
const isOn = (page: BarePage, build: '' | 'newer') =>
  page.until(
    build === ''
      ? () => window.drawingroom?.save.kind === 'saved' && document.documentElement.dataset.build === undefined
      : () => window.drawingroom?.save.kind === 'saved' && document.documentElement.dataset.build === 'newer',
  )

/** Chooses a language of which nothing was loaded before. */
async function speaksGerman(page: BarePage): Promise<void> {
  const [control, comma] = [2, 188]
  await page.presses(',', comma, control)
  await page.until(() => document.querySelector('select[aria-label="Language"], label select') !== null)
  await page.run(() => {
    const select = [...document.querySelectorAll('select')].find((one) => one.querySelector('[value="de"]'))!
    select.value = 'de'
    select.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

/** The builds that are kept whole: the page is kept last of all. */
const whole = (page: BarePage) =>
  page.run(async () => {
    const names: string[] = []
    for (const name of await caches.keys()) if (await caches.match('/', { cacheName: name })) names.push(name)
    return names.sort()
  })

const cacheNow = async (page: BarePage) =>
  cacheOf(await page.run(() => document.querySelector<HTMLMetaElement>('meta[name="build"]')!.content), '')

test('a page that is open when the server is brought up to date finds all its parts, and the next one is the new one, which takes over by itself', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  const link = await ada.makesBoard(stage.program.local)
  await ada.leaves()
  const bare = new BareBrowser()
  const old = await bare.open(link)
  await old.until(() => document.activeElement instanceof HTMLInputElement)
  await old.writes('Ben')
  await old.presses('Enter', 13)
  await isOn(old, '')
  await old.until(() => navigator.serviceWorker.controller?.state === 'activated')
  const first = await cacheNow(old)
  await expect.poll(() => whole(old)).toEqual([first])
  await stage.program.kill()
  await stage.program.again(newer.program)

  const next = await bare.open(link)
  await isOn(next, 'newer')
  const second = await cacheNow(next)
  expect(second).not.toBe(first)
  // The new one is kept whole, and the old one beside it: a page of it is open.
  await expect.poll(() => whole(old)).toEqual([first, second].sort())

  await isOn(old, '')
  expect(await old.run(() => performance.getEntriesByType('resource').some((one) => one.name.includes('/de-')))).toBe(
    false,
  )
  await speaksGerman(old)
  await old.until(() => [...document.querySelectorAll('button')].some((one) => one.textContent?.trim() === 'Teilen'))

  // While the newer worker waits a page is loaded as ever.
  await old.reload()
  await isOn(old, 'newer')
  await old.until(() => [...document.querySelectorAll('button')].some((one) => one.textContent?.trim() === 'Verteilen'))
  // It takes over when the browser puts the one before to rest, half a minute after the last page of it, and only one build is left.
  await old.until(() => navigator.serviceWorker.ready.then(({ waiting }) => waiting === null))
  await expect.poll(() => whole(old)).toEqual([second])
  await stage.program.kill()
  await old.reload()
  await old.until(() => document.documentElement.dataset.build === 'newer')
  await old.until(() => document.querySelector('[data-save]') !== null)
  await stage.program.again()
  await bare.end()
})

test('a page that the server refuses as too old is not what comes from the device when it is loaded again', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  await ada.makesBoard(stage.program.local)
  await isKept(ada)
  await ada.page.routeWebSocket(/socket$/, (socket) => socket.close({ code: 4502, reason: 'version' }))
  await ada.page.reload()
  await ada.page.locator('[data-stopped="version"]').waitFor()
  await expect.poll(() => ada.page.evaluate(() => caches.match('/outdated').then(Boolean))).toBe(true)
  await stage.program.kill()
  await stage.program.again(newer.program)
  await ada.page.getByRole('button', { name: 'Load again' }).click()
  await ada.page.waitForFunction(() => document.documentElement.dataset.build === 'newer')
  await stage.program.kill()
  await stage.program.again()
  await ada.leaves()
})

test('where the server has no worker any more, the one that was kept goes, and takes all with it', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
  const link = await ada.makesBoard(stage.program.local)
  await isKept(ada)
  await stage.program.kill()
  await stage.program.again(bare.program)
  await ada.page.goto('about:blank')
  await ada.page.goto(link)
  await ada.isOn()
  const left = () =>
    ada.page.evaluate(
      async () => (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length,
    )
  await expect.poll(left).toBe(0)
  await ada.page.reload()
  await ada.isOn()
  expect(await ada.page.evaluate(() => navigator.serviceWorker.controller)).toBe(null)
  expect(await left()).toBe(0)
  await stage.program.kill()
  await stage.program.again()
  await ada.leaves()
})
