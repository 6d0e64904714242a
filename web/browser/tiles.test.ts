import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launch } from './chromium'

/** What tiles show beside a direct painting of the same board, in a real Chromium (stage/ is the page). */

/** The share of clearly different pixels that smoothing may leave: none of them next to another. */
const SMOOTHING = 0.0004
/** The widest coordinates there are to be: a million units. */
const FAR = 100_000_000

let server: ViteDevServer
let browser: Browser
let context: BrowserContext
const troubles: string[] = []

beforeAll(async () => {
  server = await createServer({
    root: fileURLToPath(new URL('..', import.meta.url)),
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    logLevel: 'error',
  })
  await server.listen()
  browser = await launch()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

afterEach(async () => {
  await context?.close()
  expect(troubles.splice(0)).toEqual([])
})

async function stage(dpr = 1, worker = 'works', fonts?: (route: Route) => Promise<void>): Promise<Page> {
  context = await browser.newContext({
    viewport: dpr < 2 ? { width: 1100, height: 700 } : { width: 560, height: 400 },
    deviceScaleFactor: dpr,
  })
  if (fonts !== undefined) await context.route(/woff2/, fonts)
  const page = await context.newPage()
  page.on('pageerror', (error) => troubles.push(String(error)))
  const { port } = server.httpServer!.address() as { port: number }
  // The page asks for its font at once, and has not loaded before that has come.
  const waitUntil = fonts === undefined ? 'load' : 'commit'
  await page.goto(`http://127.0.0.1:${port}/browser/stage/index.html?worker=${worker}`, { waitUntil })
  await page.waitForFunction(() => window.stage)
  return page
}

/** Until the page shows what a direct painting shows. */
async function alike(page: Page): Promise<void> {
  const compared = () => page.evaluate(() => window.stage.compared())
  try {
    await expect.poll(async () => (await compared()).differ, { timeout: 90_000 }).toBeLessThan(SMOOTHING)
  } catch (error) {
    throw new Error(await page.evaluate(() => window.stage.trouble()), { cause: error })
  }
  expect((await compared()).inked).toBeGreaterThan(0.01)
}

describe.each([1, 1.25, 1.5, 2, 3])('density %d', (dpr) => {
  test.each([
    [0, 0],
    [FAR, -FAR],
  ])('tiles show what a direct painting shows, at every zoom, at %d, %d', async (x, y) => {
    const page = await stage(dpr)
    await page.evaluate(([left, top]) => window.stage.fill(240, left!, top!, 120_000), [x, y])
    for (const zoom of [1, 0.1, 0.37, 2.6, 30]) {
      const at = { x: x + 30_000 - 55_000 / zoom / 4, y: y + 30_000 - 35_000 / zoom / 4, zoom }
      await page.evaluate((camera) => window.stage.look(camera), zoom === 30 ? await inked(page) : at)
      await alike(page)
    }
  })
})

/** A camera at 30× with the line of something in its middle. */
function inked(page: Page) {
  return page.evaluate(() => {
    const { room } = window.stage
    const [x, y] = [...room.board.elements()].find((e) => e.props.get('kind') === 'stroke')!.props.get('at') as number[]
    return { x: x! - 1800, y: y! - 1200, zoom: 30 }
  })
}

test('letters painted before their font has come are painted in it once it has come, at every zoom', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const page = await stage(1, 'works', async (route) => {
    await held
    await route.continue()
  })
  await page.evaluate(() => window.stage.fill(400, 0, 0, 100_000))
  const worker = page.workers()[0] ?? (await page.waitForEvent('worker'))
  // What it paints from now on has letters, and their font does not come yet.
  await expect
    .poll(
      async () => {
        await page.evaluate(() => window.stage.look({ x: Math.random() * 9000, y: 0, zoom: 1 + Math.random() }))
        return worker.evaluate(INTER)
      },
      { timeout: 60_000 },
    )
    .not.toBe('unloaded')
  release()
  await expect.poll(() => worker.evaluate(INTER), { timeout: 60_000 }).toBe('loaded')
  await page.evaluate(() => document.fonts.load('20px "Inter Variable"'))
  await alike(page)
  for (const zoom of [2, 1]) {
    await page.evaluate((to) => window.stage.look({ x: 0, y: 0, zoom: to }), zoom)
    await alike(page)
  }
})

/** How far the worker is with the page's font. */
const INTER = `[...self.fonts].find(({ family }) => family.includes('Inter Variable')).status`

test('panned while it is painted, zoomed and back: the same in the end', async () => {
  const page = await stage()
  await page.evaluate(async () => {
    window.stage.fill(600, 0, 0, 300_000)
    for (let i = 0; i < 60; i++) {
      const zoom = 1 + 0.8 * Math.sin(i / 9)
      window.stage.look({ x: i * 3111.7, y: i * 1234.5, zoom })
      await new Promise((next) => requestAnimationFrame(next))
    }
  })
  await alike(page)
})

test('what others change, move, remove and put is seen, and nothing of what was', async () => {
  const page = await stage()
  await page.evaluate(() => window.stage.fill(300, 0, 0, 100_000))
  await alike(page)
  await page.evaluate(() => {
    const { stage } = window
    const [a, b, c, ...rest] = stage.ids
    stage.apply([
      { op: 'set', id: a!, props: [['at', [50_000, 30_000]]] },
      { op: 'remove', id: b! },
      { op: 'set', id: c!, props: [['colour', 'pink']] },
    ])
    stage.apply(rest.slice(0, 200).map((id, i) => ({ op: 'set', id, props: [['at', [i * 400, 90_000 - i * 400]]] })))
    stage.fill(100, 20_000, 20_000, 60_000, 2)
  })
  await alike(page)
})

test('another theme, another size of the window, lost graphics: the same in the end', async () => {
  const page = await stage(1.5)
  await page.evaluate(() => window.stage.fill(300, 0, 0, 100_000))
  await alike(page)
  await page.evaluate(() => window.stage.theme('dark'))
  await alike(page)
  await page.setViewportSize({ width: 700, height: 500 })
  await alike(page)
  await page.setViewportSize({ width: 1300, height: 800 })
  await alike(page)
  await page.evaluate(() => {
    for (const canvas of document.querySelectorAll('canvas')) {
      canvas.getContext('2d')!.clearRect(0, 0, canvas.width, canvas.height)
      canvas.dispatchEvent(new Event('contextlost'))
      canvas.dispatchEvent(new Event('contextrestored'))
    }
  })
  await alike(page)
})

describe.each(['none', 'silent', 'breaks', 'hangs'])('a worker that fails (%s)', (worker) => {
  test('nobody sees it', async () => {
    const page = await stage(1, worker)
    await page.evaluate(() => window.stage.fill(400, 0, 0, 100_000))
    await alike(page)
    await page.evaluate(() => window.stage.look({ x: 20_000, y: 10_000, zoom: 0.8 }))
    await alike(page)
    const { ended, started } = await page.evaluate(() => window.stage.workers)
    expect(started).toBe(worker === 'none' ? 0 : 1)
    if (worker === 'breaks') expect(ended).toBe(1)
  })
})

test('wherever one goes at once, something true is there: never bare paper on a full board', async () => {
  const page = await stage()
  await page.evaluate(() => window.stage.fill(900, 0, 0, 600_000))
  await alike(page)
  // All parts of the coarse picture of the whole board, too.
  await page.evaluate(() => window.stage.painted())
  for (const [x, y] of [
    [400_000, 300_000],
    [100_000, 450_000],
    [480_000, 80_000],
    [20_000, 500_000],
  ] as const) {
    expect(await jump(page, x, y)).toBeGreaterThan(0.01)
  }
})

/** Goes far away and says how much is drawn in the very next frame. */
function jump(page: Page, x: number, y: number): Promise<number> {
  return page.evaluate(
    async ([left, top]) => {
      window.stage.look({ x: left!, y: top!, zoom: 1 })
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next)))
      return window.stage.compared().inked
    },
    [x, y],
  )
}

describe('between hand and tiles', () => {
  /** A half transparent square over very many others: drawn twice it would be darker, left out lighter. */
  async function crowded(): Promise<Page> {
    const page = await stage()
    await page.evaluate(() => {
      const { stage } = window
      stage.editor.setCamera({ x: 0, y: 0, zoom: 1 })
      stage.fill(1500, 0, 0, 90_000)
      const props = new Map<string, string | number | readonly number[]>([
        ['kind', 'rectangle'],
        ['at', [30_000, 20_000]],
        ['size', [20_000, 20_000]],
        ['fill', 'ink'],
        ['opacity', 50],
        ['order', 'b00V'],
      ])
      const under = new Map(props)
        .set('opacity', 100)
        .set('fill', 'paper')
        .set('size', [60_000, 40_000])
        .set('order', 'b00')
      stage.room.apply(2, [
        { op: 'put', id: 'under-00000', props: under.set('at', [20_000, 10_000]) },
        { op: 'put', id: 'square-0000', props },
      ])
    })
    await alike(page)
    return page
  }

  test('what is carried and let go is drawn once in every frame', async () => {
    const page = await crowded()
    const colour = await page.evaluate(() => window.stage.colourAt(400, 300))
    await page.evaluate(() => {
      window.stage.editor.setTool('select')
      window.stage.editor.select(['square-0000'])
    })
    const colours = await page.evaluate(async () => {
      const { stage } = window
      const live = { id: 'gesture-01', ids: ['square-0000'], by: { x: 500, y: 0 } }
      const watched = stage.watch(40, 400, 300)
      stage.editor.live = live
      stage.editor.setStyle({})
      for (let i = 0; i < 12; i++) {
        await new Promise((next) => requestAnimationFrame(next))
        stage.editor.live = { ...live, by: { x: 500 + i * 20, y: 0 } }
        stage.editor.setZen(i % 2 === 0)
      }
      stage.apply([{ op: 'set', id: 'square-0000', props: [['at', [30_720, 20_000]]] }])
      stage.editor.live = null
      stage.editor.setZen(true)
      return watched
    })
    expect(new Set(colours)).toEqual(new Set([colour]))
    await page.evaluate(() => window.stage.editor.select([]))
    await alike(page)
  })

  test('a new theme comes all at once', async () => {
    const page = await crowded()
    const colours = await page.evaluate(() => {
      const watched = window.stage.watch(60, 700, 200, 2)
      window.stage.theme('dark')
      return watched
    })
    expect(new Set(colours).size).toBe(2)
    await alike(page)
  })
})
