import type { Page } from 'playwright-core'
import { type Picture, Watcher } from './watch'

/** Pictures may differ in so large a share of their pixels and still be the same: a pointer, a word in the chrome. */
const SAME = 0.02
/** A board that is seen roughly differs in more than this of what is painted at last. */
const WHOLE = 0.006
/** A browser that has just been started, or a page that is about to be measured, gets so long to come to rest, in ms. */
const REST = 1200
/** Nothing new for so long means that the page is done, in ms: it may be busy for seconds between its frame and what lies on the board. */
const DONE = 4000
/** Longer than this nobody waits. */
const LONGEST = 40_000

/** How long after navigation the window shows what it will show, and when that is painted to the last, in ms. */
export async function painted(page: Page, url: string): Promise<{ readonly seen: number; readonly whole: number }> {
  const browser = page.context().browser()!
  await page.goto('about:blank')
  // A browser that has just been started is busy with pages of its own.
  await page.waitForTimeout(REST)
  const watcher = await Watcher.on(browser, page)
  const pictures = await watcher.pictures()
  await page.goto(url, { waitUntil: 'commit' })
  const began = await page.evaluate(() => performance.timeOrigin)
  // What was there before the page is no picture of it.
  const shown = (await settled(page, pictures)).filter(({ time }) => time >= began)
  const last = shown.at(-1)
  if (last === undefined) throw new Error('the page showed nothing')
  await page.goto('about:blank')
  const seen = await firstLike(page, shown, last)
  const whole = await firstLike(page, shown, last, WHOLE)
  await page.goto(url)
  await page.waitForTimeout(REST)
  return { seen: seen.time - began, whole: whole.time - began }
}

/** The first picture that differs from another in less than a share of its pixels. */
export async function firstLike(
  page: Page,
  pictures: readonly Picture[],
  last: Picture,
  most = SAME,
): Promise<Picture> {
  return pictures[(await differences(page, pictures, last)).findIndex((share) => share < most)] ?? last
}

/** Which share of each picture's pixels differs from another's; they are compared in a page. */
export const differences = (page: Page, pictures: readonly Picture[], last: Picture): Promise<number[]> =>
  page.evaluate(compare, { all: pictures.map((one) => one.png), last: last.png })

/** Waits until nothing new has come for a while. */
async function settled(page: Page, pictures: Awaited<ReturnType<Watcher['pictures']>>) {
  const end = performance.now() + LONGEST
  for (let count = -1, since = 0; performance.now() < end; await page.waitForTimeout(100)) {
    if (count !== pictures.count) since = performance.now()
    else if (performance.now() - since > DONE) break
    count = pictures.count
  }
  return pictures.stop()
}

/** Runs in a page: which share of each picture's pixels differs from the last one's. */
async function compare({ all, last }: { all: string[]; last: string }): Promise<number[]> {
  const pixels = async (base64: string) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
    context.drawImage(bitmap, 0, 0)
    return context.getImageData(0, 0, bitmap.width, bitmap.height).data
  }
  const end = await pixels(last)
  const shares: number[] = []
  for (const one of all) {
    const now = await pixels(one)
    if (now.length !== end.length) {
      shares.push(1)
      continue
    }
    let differing = 0
    for (let i = 0; i < end.length; i += 4) {
      const far =
        Math.abs(now[i]! - end[i]!) + Math.abs(now[i + 1]! - end[i + 1]!) + Math.abs(now[i + 2]! - end[i + 2]!)
      if (far > 60) differing++
    }
    shares.push(differing / (end.length / 4))
  }
  return shares
}
