import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { onStage } from '../browser/on-stage'
import { lying } from '../browser/pair'
import { Person } from '../browser/person'
import { dropsPhoto } from '../browser/pictures'

/** How many photos of 12 megapixels lie on the board. */
const PHOTOS = Number(process.env.PHOTOS ?? 50)

const stage = onStage()

/** The resident memory of the page's process, in MB; `anonymous`: without files that are mapped, which processes share. */
async function memory(): Promise<{ readonly resident: number; readonly anonymous: number }> {
  const cdp = await stage.browser.newBrowserCDPSession()
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
  await cdp.detach()
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => readFileSync(`/proc/${id}/status`, 'utf8'))
    .map((status) => {
      const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
      return { resident: of('VmRSS'), anonymous: of('RssAnon') }
    })
  return sizes.sort((a, b) => b.resident - a.resident)[0]!
}

test('photos of 12 megapixels on one board: memory and frames while panning', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.makesBoard(stage.program.local)
  for (let i = 0; i < PHOTOS; i++) {
    await dropsPhoto(ada, i, [200 + (i % 10) * 90, 150 + Math.floor(i / 10) * 110])
    // One paste after the other: a second one in the midst of the first is answered with a sentence.
    await expect.poll(async () => (await lying(ada, 'image')).length, { timeout: 60_000 }).toBe(i + 1)
    await ada.page.keyboard.press('Escape')
  }
  await ada.saved()
  // A page that has made none of them.
  await ada.page.reload()
  await ada.isOn()
  const rows: string[] = []
  for (const [name, keys] of [
    ['at fit', 'Shift+1'],
    ['at 100 %', 'Shift+0'],
  ] as const) {
    await ada.page.keyboard.press(keys)
    let most = { resident: 0, anonymous: 0 }
    const frames = ada.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const begun = performance.now()
          let count = 0
          const next = (now: number) => {
            count++
            if (now - begun > 8000) resolve(count / 8)
            else requestAnimationFrame(next)
          }
          requestAnimationFrame(next)
        }),
    )
    await ada.page.mouse.move(640, 400)
    for (let i = 0; i < 40; i++) {
      await ada.page.mouse.wheel(i % 20 < 10 ? 60 : -60, i % 20 < 10 ? 40 : -40)
      const now = await memory()
      if (now.resident > most.resident) most = now
    }
    rows.push(
      `${name}: ${(await frames).toFixed(0)} frames/s, ${most.resident.toFixed(0)} MB resident, ${most.anonymous.toFixed(0)} MB of its own`,
    )
  }
  console.log([`${PHOTOS} photos of 12 megapixels`, ...rows].join('\n'))
})
