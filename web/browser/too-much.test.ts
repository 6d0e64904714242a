import { beforeAll, expect, test } from 'vitest'
import { empty, keeps, press, rows, said } from './clipboard-hands'
import { onStage } from './on-stage'
import { Person } from './person'

/** More than a page can take at once: it says so, or works with a bar, and never hangs. */

const stage = onStage()
let bob: Person

beforeAll(async () => {
  bob = await Person.arrive(stage.browser, 'Bob')
  await bob.makesBoard(stage.program.lan)
})

/** Nothing is meant to hang for more than 200 ms without saying so; what is measured is printed. What fails here no load of the machine explains. */
const HANG = 1000

type Hangs = { readonly longest: number; readonly unseen: number }

/** Watches for tasks that hang the page; returns the longest, and the longest while no bar said that there is work, in milliseconds. */
async function watching(person: Person, act: () => Promise<void>): Promise<Hangs> {
  await person.page.evaluate(() => {
    const page = window as unknown as {
      hangs: Hangs
      watch: PerformanceObserver
      note: (list: PerformanceEntryList) => void
    }
    const bars: { readonly from: number; to: number }[] = []
    const bar = () => document.querySelector('[role="progressbar"], progress') !== null
    new MutationObserver(() => {
      const last = bars.at(-1)
      if (bar() && (last === undefined || last.to < Infinity)) bars.push({ from: performance.now(), to: Infinity })
      if (!bar() && last?.to === Infinity) last.to = performance.now()
    }).observe(document.body, { childList: true, subtree: true })
    page.hangs = { longest: 0, unseen: 0 }
    page.note = (list) => {
      for (const { startTime, duration } of list) {
        const seen = bars.some(({ from, to }) => from <= startTime && startTime < to)
        const { longest, unseen } = page.hangs
        page.hangs = { longest: Math.max(longest, duration), unseen: seen ? unseen : Math.max(unseen, duration) }
      }
    }
    page.watch = new PerformanceObserver((list) => page.note(list.getEntries()))
    page.watch.observe({ type: 'longtask' })
  })
  await act()
  return person.page.evaluate(() => {
    const page = window as unknown as {
      hangs: Hangs
      watch: PerformanceObserver
      note: (list: PerformanceEntryList) => void
    }
    page.note(page.watch.takeRecords())
    page.watch.disconnect()
    return page.hangs
  })
}

test('ten million letters are refused with a sentence, on the board and in a text', async () => {
  await empty(bob)
  const bring = (letters: number) =>
    bob.page.evaluate((times) => {
      const data = new DataTransfer()
      data.setData('text/plain', 'ten letters'.repeat(times))
      const target = document.activeElement ?? document
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, letters)
  const { longest } = await watching(bob, async () => {
    await bring(1_000_000)
    await said(bob, /It has 11,000,000 letters/)
    await bob.takes('Text')
    await bob.page.mouse.click(500, 400)
    await bob.page.keyboard.type('a')
    await bring(900_000)
    await said(bob, /It has 9,900,000 letters/)
  })
  console.log(`11 MB of text: the longest task ${longest} ms`)
  expect(longest).toBeLessThan(HANG)
  expect(await bob.page.getByRole('textbox', { name: 'Text' }).textContent()).toBe('a')
  await press(bob, 'Escape')
  await empty(bob)
})

test('hostile drawings are refused with a sentence', async () => {
  await bob.page.getByText(/It has/).waitFor({ state: 'detached' })
  const bomb = `<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><svg><text x="1">${'&b;'.repeat(1000)}</text></svg>`
  const nothing = /There is nothing in this SVG/
  const much = /There is too much in this SVG/
  // One message takes the other's place: no two of the same stand side by side.
  const all = [
    [bomb, nothing],
    [`<svg>${'<g>'.repeat(100_000)}${'</g>'.repeat(100_000)}</svg>`, much],
    [
      '<svg onload="window.hurt=1"><script>window.hurt=1</script><image href="x" onerror="window.hurt=1"/></svg>',
      nothing,
    ],
    [`<svg>${'<rect width="1" height="1"/>'.repeat(100_000)}</svg>`, much],
  ] as const
  for (const [source, sentence] of all) {
    const bring = await keeps(bob, source)
    const { longest } = await watching(bob, async () => {
      await bring()
      await said(bob, sentence)
    })
    console.log(`a hostile drawing: the longest task ${longest} ms`)
    expect(longest).toBeLessThan(HANG)
  }
  expect(await bob.page.evaluate(() => 'hurt' in window)).toBe(false)
  expect(await rows(bob)).toEqual([])
})

test('fifty thousand elements come with a bar, hang nothing, are one step, and are worked on', {
  timeout: 180_000,
}, async () => {
  const carol = await Person.arrive(stage.browser, 'Carol')
  await carol.makesBoard(stage.program.local)
  await carol.takes('Select')
  await carol.page.evaluate(() => {
    const line = (i: number) =>
      `{'id':'element-${i}','props':{'kind':'rectangle','order':'a0','at':[${(i % 250) * 2000},${Math.floor(i / 250) * 2000}],'size':[1500,1500],'colour':'ink'}}`
    const payload = ["{'drawingroom':1}", ...Array.from({ length: 50_000 }, (_, i) => line(i))].join('|')
    const page = window as unknown as { html: string }
    page.html = `<div data-drawingroom="${payload}"></div>`
  })
  const begun = Date.now()
  const { longest, unseen } = await watching(carol, async () => {
    await carol.page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/html', (window as unknown as { html: string }).html)
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    await carol.page.getByRole('progressbar').waitFor()
    await carol.page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 60_000 })
  })
  const took = Date.now() - begun
  await carol.saved()
  console.log(
    `50,000 elements: ${took} ms to paste, ${Date.now() - begun} ms until saved; the longest task ${longest} ms, without a bar ${unseen} ms`,
  )
  expect((await rows(carol)).length).toBe(50_000)
  expect(unseen).toBeLessThan(HANG)
  await workedOn(carol)
  await carol.page.keyboard.press('Control+z')
  await expect.poll(async () => (await rows(carol)).length, { timeout: 60_000 }).toBe(0)
  expect(carol.troubles).toEqual([])
  await carol.leaves()
})

/** What a person does with all that is there, and takes back again; the page shows a bar before it is held. */
async function workedOn(person: Person): Promise<void> {
  await press(person, 'Control+a')
  for (const [what, key, after] of [
    ['group', 'Control+g', 50_001],
    ['delete', 'Delete', 0],
  ] as const) {
    const done = await watching(person, () => withBar(person, key))
    expect((await rows(person)).length).toBe(after)
    const back = await watching(person, () => withBar(person, 'Control+z'))
    expect((await rows(person)).length).toBe(50_000)
    console.log(
      `${what} of 50,000: the longest task ${done.longest} ms, without a bar ${done.unseen} ms; taken back: ${back.longest} and ${back.unseen} ms`,
    )
    expect(Math.max(done.unseen, back.unseen)).toBeLessThan(HANG)
    await press(person, 'Control+a')
  }
}

test('nothing went wrong in the page', () => {
  expect(bob.troubles).toEqual([])
})

/** Presses a key, and waits until the work that it begins, and that a bar is shown for, is done. */
async function withBar(person: Person, key: string): Promise<void> {
  const bar = person.page.getByRole('progressbar')
  await person.page.keyboard.press(key)
  await bar.waitFor()
  await bar.waitFor({ state: 'detached', timeout: 60_000 })
}
