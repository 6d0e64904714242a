import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chance } from '../src/elements/chance'
import { launch } from './chromium'
import type { Rubbed, Rubbing } from './look/rubbed'

/**
 * What is left of strokes that were rubbed at looks as before, to the pixel. Pixels at smoothed edges may be off by a rounding of at most
 * 8 of 255: Skia adds up their parts otherwise where there is a clip.
 */

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

let browser: Browser
let page: Page

beforeAll(async () => {
  mkdirSync(here('screens'), { recursive: true })
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: here('look/rubbed.ts'), formats: ['iife'], name: 'rubbed' } },
  })
  const [bundle] = [built].flat() as unknown as { output: readonly { code?: string }[] }[]
  browser = await launch()
  page = await browser.newPage()
  await page.addScriptTag({ content: bundle!.output[0]!.code! })
})

afterAll(() => browser?.close())

/** A line as a hand draws it: it bends, crosses itself, is fast and slow. */
function scribble(roll: () => number, pen: boolean, thickness: number): number[] {
  const points = [0, 0, pen ? 40 : 50, 0]
  let way = roll() * 6
  let bend = 0
  // Nobody draws curls with a broad nib that are narrower than it is.
  const pace = (150 + roll() * 900) * Math.max(1, thickness / 600)
  for (let i = 0; i < 30 + roll() * 60; i++) {
    bend += (roll() - 0.5) * 0.25
    bend *= 0.93
    way += bend
    const step = pace * (0.3 + roll())
    points.push(
      Math.round(Math.cos(way) * step),
      Math.round(Math.sin(way) * step),
      pen ? Math.round(20 + roll() * 70) : 50,
      8,
    )
  }
  return points
}

/** A line meets itself in no more pixels than this, each with two edges. */
const CORNERS = 4

const W = 700
const H = 500

function drawn(seed: number): Rubbing {
  const roll = chance(seed)
  const of = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!
  const pen = roll() < 0.4
  const zoom = of([0.6, 1, 1, 1.7, 2.5])
  const thickness = of([200, 400, 400, 800, 2000])
  const points = scribble(roll, pen, thickness)
  let [x, y, left, top, right, bottom] = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < points.length; i += 4) {
    x += points[i]!
    y += points[i + 1]!
    ;[left, right] = [Math.min(left, x), Math.max(right, x)]
    ;[top, bottom] = [Math.min(top, y), Math.max(bottom, y)]
  }
  const at = [Math.round((W / zoom) * 50 - (left + right) / 2), Math.round((H / zoom) * 50 - (top + bottom) / 2)]
  const stroke = {
    kind: 'stroke',
    at,
    points,
    pen,
    nib: of(['pressure', 'pressure', 'even', 'marker']),
    thickness,
    colour: of(['ink', 'red', '#336699ff']),
    opacity: of([100, 100, 40]),
  }
  const spot = () => ({ x: at[0]! + left + (right - left) * roll(), y: at[1]! + top + (bottom - top) * roll() })
  const ways = Array.from({ length: 1 + Math.floor(roll() * 3) }, () => [spot(), spot()] as const)
  return { stroke, ways, radius: Math.round(700 / zoom), zoom, theme: of(['light', 'dark']), w: W, h: H }
}

test('outside of what was rubbed out nothing changes, and inside nothing stays', async () => {
  const first = Number(process.env.DRAWINGROOM_SEED ?? 1 + Math.floor(Math.random() * 1e6))
  const counts = { strokes: 0, gaps: 0, inked: 0, changed: 0 }
  let most = 0
  for (let seed = first; seed < first + 60; seed++) {
    const rubbing = drawn(seed)
    const result: Rubbed = await page.evaluate(
      (text) => window.compareRubbed(JSON.parse(text)),
      JSON.stringify(rubbing),
    )
    const wrong = result.outside > 0 || result.traces > 0 || result.corners > CORNERS
    if (wrong || seed < first + 3) {
      writeFileSync(here(`screens/rubbed-${seed - first}-before.png`), Buffer.from(result.before, 'base64'))
      writeFileSync(here(`screens/rubbed-${seed - first}-after.png`), Buffer.from(result.after, 'base64'))
    }
    const { before: _before, after: _after, ...numbers } = result
    const { nib, thickness, pen } = rubbing.stroke
    const which = JSON.stringify([nib, thickness, pen, rubbing.zoom])
    expect.soft({ seed, ...numbers }, which).toMatchObject({ outside: 0, traces: 0 })
    expect.soft(result.corners, `corners of ${seed}, ${which}`).toBeLessThanOrEqual(CORNERS)
    counts.strokes += 1
    counts.gaps += result.gaps
    counts.inked += result.inked
    counts.changed += result.changed
    most = Math.max(most, result.most)
  }
  console.log(`rubbed pixels, seed ${first}, at most ${most} of 255 off outside:`, counts)
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
})
