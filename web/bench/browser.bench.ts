import { writeFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { executable, launch } from '../browser/chromium'
import { Program } from '../browser/program'
import { type Board, boardOf, viewport } from './boards'
import { boardWith } from './fill'
import { floors, serveFloors } from './floors'
import { Hand } from './hand'
import { painted } from './loading'
import { scenes } from './scenes'
import { type Row, tableOf } from './table'
import { type Seen, Watcher } from './watch'

/** Not a test: measures the page in a real Chromium, and two floors in the same run. `make bench-browser` runs it; docs/benchmarks.md says what the figures are. */

const sizes = (process.env.SIZES ?? '1000,10000,50000').split(',').map(Number)
const rounds = Number(process.env.ROUNDS ?? 3)

/** So long a page rests before its memory is looked at, in ms: a board lies open for hours, and what it took to come is given back in the first half minute. */
const REST = 30_000

let program: Program

beforeAll(async () => {
  program = await Program.start()
})

afterAll(async () => {
  await program?.end()
})

for (const size of sizes) {
  test(`${size} elements`, async () => {
    const board = boardOf(size)
    const [ours, bare] = await Promise.all([filled(board), serveFloors(board.items)])
    const pages = [
      { name: 'Drawing Room', ...ours },
      ...floors.map((name) => ({ name, url: `${bare.origin}/${name}` })),
    ]
    const rows: Row[] = []
    // Interleaved: what disturbs the machine for a while disturbs all of them.
    for (let round = 0; round < rounds; round++) {
      for (const page of pages) rows.push(...(await measured(page, board)))
    }
    bare.end()
    console.log(`\n${size} elements, medians of ${rounds}\n${tableOf(rows)}`)
    if (process.env.JSON_TO) writeFileSync(`${process.env.JSON_TO}-${size}.json`, JSON.stringify(rows))
  })
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>
type Subject = { readonly name: string; readonly url: string; readonly state?: State }

/** Makes the board on the server, and goes to it once by name; the address, and what a device keeps of that. */
async function filled(board: Board): Promise<Required<Omit<Subject, 'name'>>> {
  const browser = await launch(executable())
  const context = await browser.newContext()
  const page = await context.newPage()
  const url = await boardWith(page, program.local, board.items)
  await page.goto(url)
  await page.getByRole('button', { name: 'Start drawing' }).click()
  await page.getByRole('toolbar', { name: 'Tools' }).waitFor()
  const state = await context.storageState()
  await browser.close()
  return { url, state }
}

/** A browser of its own for each page and round: nothing is warm. */
async function measured({ name, url, state }: Subject, board: Board): Promise<Row[]> {
  const browser = await launch(executable())
  const context = await browser.newContext({ viewport, ...(state && { storageState: state }) })
  const page = await context.newPage()
  const load = await painted(page, url)
  const watcher = await Watcher.on(browser, page)
  await page.waitForTimeout(REST)
  const memory = await watcher.memory()
  const rows: Row[] = [
    { subject: name, what: 'load to painted ms', value: load.seen },
    { subject: name, what: 'load to the last of it ms', value: load.whole },
    { subject: name, what: 'heap MB', value: memory.heap },
    { subject: name, what: 'process MB', value: memory.process },
  ]
  if (process.env.PICTURES_TO) await page.screenshot({ path: `${process.env.PICTURES_TO}/${name}.png` })
  for (const [scene, seen] of await played(page, watcher, board)) rows.push(...rowsOf(name, scene, seen))
  await browser.close()
  return rows
}

async function played(page: Page, watcher: Watcher, board: Board): Promise<[string, Seen][]> {
  const hand = new Hand(page, watcher.session)
  const played: [string, Seen][] = []
  for (const scene of scenes) {
    await scene.ready(hand, board)
    played.push([scene.name, await watcher.during(() => scene.run(hand, board))])
    await scene.after?.(hand, board)
  }
  return played
}

function rowsOf(subject: string, scene: string, seen: Seen): Row[] {
  const row = (what: string, value: number | undefined): Row => ({ subject, what: `${scene}: ${what}`, value })
  return [
    row('frames/s', seen.frames),
    row('longest frame ms', seen.longest),
    row('CPU ms a frame', seen.cpu),
    ...(scene === 'stroke' ? [row('input p50 ms', seen.inputP50), row('input p95 ms', seen.inputP95)] : []),
  ]
}
