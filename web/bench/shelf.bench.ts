import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { onStage } from '../browser/on-stage'
import { Person } from '../browser/person'
import { type Seen, Watcher } from './watch'

/** How many boards somebody has. */
const BOARDS = Number(process.env.BOARDS ?? 200)

const stage = onStage()

/** What is seen while a page goes down and up again, as fast as it takes the wheel: first while its pictures come, then with all of them there. */
async function scrolled(page: Page): Promise<{ readonly first: Seen; readonly again: Seen }> {
  await page.bringToFront()
  await page.mouse.move(640, 500)
  const watcher = await Watcher.on(stage.browser, page)
  const wheel = () =>
    watcher.during(async () => {
      for (let i = 0; i < 60; i++) await page.mouse.wheel(0, i < 40 ? 400 : -600)
    })
  const first = await wheel()
  await page.evaluate(() => scrollTo(0, 0))
  return { first, again: await wheel() }
}

/** The floor: a page with the same pictures from the same server, in as many columns, and a line of words below each. */
async function showsFloor(page: Page, origin: string): Promise<void> {
  const cards = await page.context().request.get(`${origin}/api/v1/boards`)
  const { boards } = (await cards.json()) as { boards: { id: string; thumbnail: number }[] }
  const items = boards.map(
    // An address of its own each: the browser has none of them yet.
    ({ id, thumbnail }) =>
      `<li><a href="#"><img src="/api/v1/boards/${id}/thumbnail?theme=light&seq=${thumbnail}&bare" width=640 height=400 loading=lazy decoding=async alt=""><p>Plans of the year</p></a>`,
  )
  const style =
    'body{margin:0}ul{max-width:992px;margin:300px auto 80px;padding:0;list-style:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:16px}img{display:block;width:100%;height:auto}p{margin:12px 0 24px}'
  const body = `<!doctype html><title>floor</title><style>${style}</style><ul>${items.join('')}</ul>`
  await page.route(`${origin}/floor`, (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(`${origin}/floor`)
  // What is asked for by the pictures goes its own way, as on our page.
  await page.unrouteAll()
}

const said = (what: string, { frames, longest, inputP95, cpu }: Seen): string =>
  `${what}: ${frames.toFixed(0)} pictures/s, longest between two frames ${longest.toFixed(0)} ms, input p95 ${inputP95?.toFixed(0)} ms, CPU ${cpu?.toFixed(0)} ms a picture`

test('somebody’s boards, each with its picture: what the list costs, until it is shown, and frames while it is scrolled', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.makesBoard(stage.program.local, 'Plans of the year')
  for (let i = 0; i < 24; i++)
    await ada.draws(
      [250 + (i % 6) * 130, 150 + Math.floor(i / 6) * 120],
      [340 + (i % 6) * 130, 230 + Math.floor(i / 6) * 120],
    )
  await ada.saved()
  const { board } = await ada.board()
  const sent = (theme: string) =>
    ada.page.waitForResponse(
      (answer) => answer.request().method() === 'PUT' && answer.url().includes(`theme=${theme}`) && answer.ok(),
    )
  const both = Promise.all([sent('light'), sent('dark')])
  await ada.draws([650, 640], [760, 700])
  await both
  await ada.page.goto(stage.program.local)
  const picture = () =>
    ada.page.evaluate(async (id) => {
      const response = await fetch(`/api/v1/boards/${id}/thumbnail`)
      return response.ok ? (await response.blob()).size : 0
    }, board)
  await expect.poll(picture).toBeGreaterThan(0)
  const bytes = await picture()
  await ada.page.evaluate(
    async ([id, count]) => {
      for (let i = 1; i < Number(count); i++) {
        const response = await fetch(`/api/v1/boards/${id}/copy`, {
          method: 'POST',
          body: JSON.stringify({ title: `Plans of the year ${i}` }),
          headers: { 'Content-Type': 'application/json' },
        })
        if (response.status !== 201) throw new Error(`${i}: ${response.status} ${await response.text()}`)
      }
    },
    [board, BOARDS] as const,
  )
  const asked = await ada.page.evaluate(async () => {
    const times: number[] = []
    let size = 0
    for (let i = 0; i < 21; i++) {
      const begun = performance.now()
      size = (await (await fetch('/api/v1/boards')).text()).length
      times.push(performance.now() - begun)
    }
    return { size, times: times.sort((a, b) => a - b) }
  })
  const begun = performance.now()
  await ada.page.reload()
  await ada.page.waitForFunction((count) => document.querySelectorAll('.card').length >= count, BOARDS)
  const listed = performance.now() - begun
  const seen = await scrolled(ada.page)
  const loaded = await ada.page.evaluate(() => {
    const pictures = performance.getEntriesByType('resource').filter(({ name }) => /thumbnail/.test(name))
    return {
      count: pictures.length,
      bytes: pictures.reduce((all, one) => all + (one as PerformanceResourceTiming).transferSize, 0),
    }
  })
  const bare = await ada.context.newPage()
  await showsFloor(bare, stage.program.local)
  const floor = await scrolled(bare)
  console.log(
    [
      `${BOARDS} boards, a picture of ${bytes} bytes each`,
      `the list: ${asked.size} bytes, ${asked.times[10]!.toFixed(1)} ms (median of 21), ${asked.times[20]!.toFixed(1)} ms at most`,
      `shown after ${listed.toFixed(0)} ms; ${loaded.count} pictures loaded, ${(loaded.bytes / 1024).toFixed(0)} KiB`,
      said('scrolled, for the first time', seen.first),
      said('the bare page, for the first time', floor.first),
      said('scrolled, all loaded', seen.again),
      said('the bare page, all loaded', floor.again),
    ].join('\n'),
  )
})
