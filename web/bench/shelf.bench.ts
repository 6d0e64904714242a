import { expect, test } from 'vitest'
import { onStage } from '../browser/on-stage'
import { Person } from '../browser/person'
import { Watcher } from './watch'

/** How many boards somebody has. */
const BOARDS = Number(process.env.BOARDS ?? 200)

const stage = onStage()

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
  const watcher = await Watcher.on(stage.browser, ada.page)
  await ada.page.mouse.move(640, 500)
  const seen = await watcher.during(async () => {
    for (let i = 0; i < 60; i++) await ada.page.mouse.wheel(0, i < 40 ? 400 : -600)
  })
  const loaded = await ada.page.evaluate(() => {
    const pictures = performance.getEntriesByType('resource').filter(({ name }) => /thumbnail/.test(name))
    return {
      count: pictures.length,
      bytes: pictures.reduce((all, one) => all + (one as PerformanceResourceTiming).transferSize, 0),
    }
  })
  console.log(
    [
      `${BOARDS} boards, a picture of ${bytes} bytes each`,
      `the list: ${asked.size} bytes, ${asked.times[10]!.toFixed(1)} ms (median of 21), ${asked.times[20]!.toFixed(1)} ms at most`,
      `shown after ${listed.toFixed(0)} ms; ${loaded.count} pictures loaded, ${(loaded.bytes / 1024).toFixed(0)} KiB`,
      `scrolled: ${seen.frames.toFixed(0)} pictures/s, longest between two frames ${seen.longest.toFixed(0)} ms, input p95 ${seen.inputP95?.toFixed(0)} ms`,
    ].join('\n'),
  )
})
