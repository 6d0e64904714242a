import { statSync } from 'node:fs'
import { test } from 'vitest'
import { onStage } from '../browser/on-stage'
import { Person } from '../browser/person'
import { boardOf } from './boards'
import { boardWith } from './fill'
import { type Memory, pageMemory } from './memory'

/** How long it takes to make a film of 30 seconds and 720p of boards of many changes, one element each, and how much memory the page has meanwhile at most. */

const stage = onStage()

test.each([1_000, 10_000])('films of %d changes', async (changes) => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const { page } = ada
  await page.goto(await boardWith(page, stage.program.local, boardOf(changes).items, 1))
  await page.getByRole('button', { name: 'Start drawing' }).click()
  await ada.isOn()
  await page.keyboard.press('Alt+t')
  await page.getByRole('button', { name: 'Save as a film' }).click()
  const part = page.getByRole('region', { name: 'Save as a film' })
  const before = await pageMemory(stage.browser)
  console.log(`${changes} changes; before: ${memoryWords(before)}`)
  for (const kind of ['WebM', 'MP4', 'GIF', 'SVG']) {
    await part.getByLabel('Kind').selectOption(kind)
    await part.getByLabel('Length').selectOption('30 seconds')
    console.log(`${kind}: ${await made(ada)}`)
  }
  await ada.leaves()
})

/** Makes a film; says how long that took, how long the page was at a time without a turn, how large the file is, and the most memory. */
async function made({ page }: Person): Promise<string> {
  const part = page.getByRole('region', { name: 'Save as a film' })
  await page.evaluate(watchTurns)
  const begun = performance.now()
  const download = page.waitForEvent('download', { timeout: 900_000 })
  await part.getByRole('button', { name: 'Make and save' }).click()
  let most: Memory = { resident: 0, anonymous: 0 }
  let over = false
  const ended = Promise.race([download, part.getByRole('alert').waitFor({ timeout: 900_000 })]).finally(() => {
    over = true
  })
  while (!over) {
    const now = await pageMemory(stage.browser)
    if (now.resident > most.resident) most = now
  }
  const found = await ended
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  const [middle, worst] = await page.evaluate(() => window.turns!())
  const frames = `frames p50 ${middle} ms, most ${worst} ms`
  if (!found) return `refused after ${seconds} s, ${frames}, ${memoryWords(most)}`
  const size = statSync(await found.path()).size / 1e6
  return `${seconds} s, ${size.toFixed(1)} MB, ${frames}, ${memoryWords(most)}`
}

declare global {
  interface Window {
    /** Ends the watch; ms between frames, the middle and the most. */
    turns?: () => readonly [middle: number, most: number]
  }
}

/** Runs in the page. */
function watchTurns(): void {
  const gaps: number[] = []
  let last = performance.now()
  let on = true
  const next = (now: number) => {
    gaps.push(now - last)
    last = now
    if (on) requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
  window.turns = () => {
    on = false
    gaps.sort((a, b) => a - b)
    return [Math.round(gaps[gaps.length >> 1] ?? 0), Math.round(gaps.at(-1) ?? 0)]
  }
}

const memoryWords = ({ resident, anonymous }: Memory) =>
  `${resident.toFixed(0)} MB resident, ${anonymous.toFixed(0)} MB of its own`
