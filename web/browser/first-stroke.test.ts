import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from './chromium'
import { Person } from './person'
import { Program } from './program'

/** A benchmark: it prints figures and judges none of them. */

let program: Program
let browser: Browser

beforeAll(async () => {
  ;[program, browser] = await Promise.all([Program.start(), launch()])
})

afterAll(async () => {
  await browser?.close()
  await program?.end()
})

const rounds = 5

test('the first stroke on an empty board: how long after navigation, and how much was loaded', async () => {
  const ada = await Person.arrive(browser, 'Ada')
  const link = await ada.makesBoard(program.local)
  const cdp = await ada.devtools()
  const figures: { ms: number; kB: number }[] = []
  for (let i = 0; i < rounds; i++) {
    await cdp.send('Network.clearBrowserCache')
    await ada.page.goto('about:blank')
    figures.push(await firstStroke(ada, link))
  }
  figures.sort((a, b) => a.ms - b.ms)
  const median = figures[Math.floor(rounds / 2)]!
  console.log(
    `first stroke ${Math.round(median.ms)} ms after navigation (of ${figures.map((f) => Math.round(f.ms)).join(', ')}), ${median.kB.toFixed(1)} kB came over the wire until then`,
  )
  expect(median.ms).toBeGreaterThan(0)
  await ada.leaves()
})

/** Goes to the board and draws as soon as the board's canvas is there; the time ends when the stroke is in the board as it is shown. */
async function firstStroke(person: Person, link: string): Promise<{ ms: number; kB: number }> {
  const before = await person.page
    .goto(link, { waitUntil: 'commit' })
    .then(() => person.page.waitForFunction(() => document.querySelector('#board canvas') && window.drawingroom))
  await before.dispose()
  const hash = await person.page.evaluate(() => {
    const canvas = document.querySelector('#board canvas')!
    const send = (type: string, x: number, y: number) =>
      canvas.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          cancelable: true,
          clientX: x,
          clientY: y,
          pointerId: 1,
          isPrimary: true,
          button: type === 'pointermove' ? -1 : 0,
          buttons: type === 'pointerup' ? 0 : 1,
          pointerType: 'mouse',
        }),
      )
    const empty = window.drawingroom!.hash
    dispatchEvent(new KeyboardEvent('keydown', { key: 'p', code: 'KeyP', bubbles: true }))
    send('pointerdown', 300, 300)
    for (let i = 1; i <= 10; i++) send('pointermove', 300 + i * 10, 300 + i * 5)
    send('pointerup', 400, 350)
    const drawn = window.drawingroom!.hash !== empty
    const loaded = performance
      .getEntriesByType('resource')
      .concat(performance.getEntriesByType('navigation')) as PerformanceResourceTiming[]
    return { drawn, ms: performance.now(), kB: loaded.reduce((sum, entry) => sum + entry.encodedBodySize, 0) / 1000 }
  })
  expect(hash.drawn).toBe(true)
  return { ms: hash.ms, kB: hash.kB }
}
