import { expect, test } from 'vitest'
import { launch } from './chromium'
import { Person } from './person'
import { Program } from './program'

type Fetched = { readonly coding: string | null; readonly elements: number }

test('a snapshot comes by zstd where the browser reads it, and by gzip over plain HTTP', async () => {
  const [program, browser] = await Promise.all([Program.start(), launch()])
  const come = new Map<string, Fetched>()
  for (const origin of [program.local, program.lan]) {
    const ada = await Person.arrive(browser, 'Ada')
    await ada.makesBoard(origin)
    await ada.takes('Pen')
    await ada.drags([200, 300], [220, 340], [230, 310])
    await ada.page.waitForFunction(() => window.drawingroom!.seq >= 2)
    await ada.saved()
    come.set(origin, await ada.page.evaluate(fetchOften, origin === program.local ? Infinity : 50))
    expect(ada.troubles).toEqual([])
    await ada.leaves()
  }
  await browser.close()
  await program.end()
  expect(come.get(program.local)).toEqual({ coding: 'zstd', elements: 2 })
  expect(come.get(program.lan)).toEqual({ coding: 'gzip', elements: 2 })
})

/** In the page: fetches the board's newest snapshot until it comes by zstd, which is made while the first are answered; or so many times. */
async function fetchOften(times: number): Promise<Fetched> {
  const base = `/api/v1/boards/${window.drawingroom!.board}`
  const rows = (await (await fetch(`${base}/log`)).text()).trimEnd().split('\n')
  const { seq, hash } = JSON.parse(rows.at(-1)!) as { seq: number; hash: string }
  let last: Fetched = { coding: null, elements: 0 }
  for (let i = 0; i < times && last.coding !== 'zstd'; i++) {
    const answer = await fetch(`${base}/snapshots/${seq}-${hash}`, { cache: 'no-store' })
    const { elements } = (await answer.json()) as { elements: unknown[] }
    last = { coding: answer.headers.get('Content-Encoding'), elements: elements.length }
  }
  return last
}
