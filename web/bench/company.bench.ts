import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { executable, launch } from '../browser/chromium'
import { Person } from '../browser/person'
import { Program } from '../browser/program'

/**
 * Not a test: how others' hands are seen to move. Some people on one board, each in a page of their own, move their hands in circles of
 * one speed; one page watches. docs/benchmarks.md says what the figures are.
 */

const PEOPLE = Number(process.env.PEOPLE ?? 10)
const SECONDS = Number(process.env.SECONDS_EACH ?? 8)
/** How fast each hand goes, in CSS pixels a second. */
const SPEEDS = [200, 800]
/** A hand that went less than this share of its way in a frame stood still. */
const STOOD = 0.05

let program: Program
let browser: Browser

beforeAll(async () => {
  program = await Program.start()
  browser = await launch(executable())
})

afterAll(async () => {
  await browser?.close()
  await program?.end()
})

/** The least that could be: as many bare pages, each with the same arrows going in circles by its own clock, with nobody to hear from. */
test(`${PEOPLE} bare pages`, async () => {
  const pages = await Promise.all(
    Array.from({ length: PEOPLE }, () => browser.newPage({ viewport: { width: 1280, height: 800 } })),
  )
  await pages[0]!.evaluate(noteArrows)
  for (const speed of SPEEDS) {
    await Promise.all(pages.map((page) => page.evaluate(bare, { speed, hands: PEOPLE - 1 })))
    const frames = await framesOf(pages[0]!, SECONDS)
    console.log(`\n${PEOPLE} bare pages, ${PEOPLE - 1} arrows at ${speed} px/s\n${told(frames, speed)}`)
  }
  await Promise.all(pages.map((page) => page.close()))
})

/** Runs in a bare page, again for another speed. */
function bare({ speed, hands }: { speed: number; hands: number }): void {
  document.body.innerHTML = `<canvas width="${innerWidth}" height="${innerHeight}" style="position: fixed; inset: 0">`
  const canvas = document.querySelector('canvas')!
  const to = canvas.getContext('2d')!
  const draw = (now: number) => {
    to.resetTransform()
    to.clearRect(0, 0, canvas.width, canvas.height)
    for (let i = 0; i < hands; i++) {
      const turn = ((now / 1000) * speed) / 90
      to.setTransform(1, 0, 0, 1, 280 + (i % 4) * 240 + Math.cos(turn) * 90, 220 + (i >> 2) * 160 + Math.sin(turn) * 90)
      to.beginPath()
      to.moveTo(0, 0)
      to.lineTo(4.6, 13.4)
      to.lineTo(9, 9)
      to.fill()
    }
    if (canvas.isConnected) requestAnimationFrame(draw)
  }
  requestAnimationFrame(draw)
}

test(`${PEOPLE} hands on one board`, async () => {
  const watcher = await Person.arrive(browser, 'Watcher')
  await watcher.context.addInitScript(noteArrows)
  const link = await watcher.makesBoard(program.local)
  const others: Person[] = []
  for (let i = 1; i < PEOPLE; i++) {
    const person = await Person.arrive(browser, `Person ${i}`)
    await person.follows(link)
    others.push(person)
  }
  for (const speed of SPEEDS) {
    await Promise.all(others.map(({ page }, i) => page.evaluate(circle, { speed, seconds: SECONDS + 2, place: i })))
    await watcher.page.waitForTimeout(1000)
    const frames = await framesOf(watcher.page, SECONDS)
    console.log(`\n${others.length} hands at ${speed} px/s, watched for ${SECONDS} s\n${told(frames, speed)}`)
    await watcher.page.waitForTimeout(2000)
  }
})

/** A frame of the watcher: when it was drawn, and where each arrow was, in the order in which they are drawn. */
type Frame = { readonly time: number; readonly arrows: readonly (readonly [x: number, y: number])[] }

declare global {
  interface Window {
    arrowsSeen?: { time: number; arrows: [number, number][] }[] | null
  }
}

/** Runs in the watcher's page: an arrow is known by its first line, and its place by where that is drawn. */
function noteArrows(): void {
  const { lineTo } = CanvasRenderingContext2D.prototype
  CanvasRenderingContext2D.prototype.lineTo = function (x, y) {
    if (window.arrowsSeen && x === 4.6 && y === 13.4) {
      const { a, e, f } = this.getTransform()
      const now = document.timeline.currentTime as number
      let frame = window.arrowsSeen.at(-1)
      if (frame?.time !== now) {
        frame = { time: now, arrows: [] }
        window.arrowsSeen.push(frame)
      }
      frame.arrows.push([e / a, f / a])
    }
    lineTo.call(this, x, y)
  }
}

async function framesOf(page: Page, seconds: number): Promise<readonly Frame[]> {
  await page.evaluate(() => {
    window.arrowsSeen = []
  })
  await page.waitForTimeout(seconds * 1000)
  return page.evaluate(() => {
    const seen = window.arrowsSeen!
    window.arrowsSeen = null
    return seen
  })
}

/** Runs in the page of each hand: moves it in a circle, as a mouse that tells 60 times a second. */
function circle({ speed, seconds, place }: { speed: number; seconds: number; place: number }): void {
  const board = document.getElementById('board')!
  const [x, y, radius] = [280 + (place % 4) * 240, 220 + Math.floor(place / 4) * 160, 90]
  const begun = performance.now()
  const timer = setInterval(() => {
    const passed = (performance.now() - begun) / 1000
    if (passed > seconds) clearInterval(timer)
    const turn = (passed * speed) / radius
    const [clientX, clientY] = [x + Math.cos(turn) * radius, y + Math.sin(turn) * radius]
    board.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY, pointerType: 'mouse', bubbles: true }))
  }, 1000 / 60)
}

function told(frames: readonly Frame[], speed: number): string {
  const jumps: number[] = []
  const shares: number[] = []
  for (const [i, { time, arrows }] of frames.entries()) {
    const before = frames[i - 1]
    if (before === undefined || before.arrows.length !== arrows.length) continue
    for (const [k, [x, y]] of arrows.entries()) {
      const [fromX, fromY] = before.arrows[k]!
      const jump = Math.hypot(x - fromX, y - fromY)
      jumps.push(jump)
      shares.push(jump / ((speed * (time - before.time)) / 1000))
    }
  }
  const moved = frames.filter(({ arrows }, i) => JSON.stringify(arrows) !== JSON.stringify(frames[i - 1]?.arrows))
  const largest = jumps.reduce((a, b) => Math.max(a, b), 0)
  const most = shares.reduce((a, b) => Math.max(a, b), 0)
  const still = shares.filter((share) => share < STOOD).length / Math.max(1, shares.length)
  const sorted = shares.toSorted((a, b) => a - b)
  return [
    `frames in which hands moved, a second   ${(moved.length / SECONDS).toFixed(1)}`,
    `largest jump                            ${largest.toFixed(1)} px (the hand itself goes ${(speed / 60).toFixed(1)} px in a frame)`,
    `largest jump for the time of its frame  ${most.toFixed(2)} × the hand's own speed (95 of 100: at most ${(sorted[Math.floor(sorted.length * 0.95)] ?? 0).toFixed(2)} ×)`,
    `frames in which a moving hand stood     ${(still * 100).toFixed(1)} %`,
  ].join('\n')
}
