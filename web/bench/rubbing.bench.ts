import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { test } from 'vitest'
import { executable, launch } from '../browser/chromium'
import type {} from '../browser/look/rubbed'
import type { Value } from '../src/board/types'
import { STEP } from '../src/elements/gaps'
import { Hands } from '../src/test/hands'
import { loadParts } from '../src/tools/eraser'
import { rubbedOut } from '../src/tools/eraser-parts'

/** What rubbing out parts of 500 strokes at once costs. Prints figures and judges none. */

const MANY = 500
const POINTS = 60
/** The machine has others to serve: of so many rounds the shortest counts. */
const ROUNDS = 25

/** Strokes that stand side by side, each a little wave. */
function strokes(): { readonly [property: string]: Value }[] {
  return Array.from({ length: MANY }, (_, i) => ({
    kind: 'stroke',
    order: `a${String(i).padStart(4, '0')}`,
    at: [i * 180 + 5000, 10_000 + (i % 7) * 300],
    colour: 'ink',
    thickness: 400,
    points: Array.from({ length: POINTS }, (_, k) => [
      k === 0 ? 0 : Math.round(120 * Math.sin(k)),
      k === 0 ? 0 : 300,
      50,
      8,
    ]).flat(),
  }))
}

const ms = (n: number) => `${n.toFixed(1)} ms`

test('the hand', async () => {
  await loadParts()
  const hands = new Hands()
  const ops = strokes().map((props, i) => ({
    op: 'put' as const,
    id: `stroke${String(i).padStart(4, '0')}`,
    props: new Map(Object.entries(props)),
  }))
  hands.editor.commit(ops, hands.editor.newID())
  hands.editor.setSettings({ rubs: 'part' })
  const least = { found: Infinity, shown: Infinity, told: Infinity }
  let touched = 0
  for (let i = 0; i < ROUNDS; i++) {
    hands.key('e').press(40, 200)
    const at = () => performance.now()
    const begun = at()
    // One move across all of them: the worst that a frame can be asked for.
    hands.move(980, 200)
    const moved = at()
    const [mark] = hands.editor.marks()
    const marked = at()
    const ids = mark?.mark === 'worn' ? [...mark.worn.keys()] : []
    rubbedOut(new Map(ids.map((id) => [id, [[20 * STEP, 22 * STEP]]] as const)), hands.editor.sight)
    const told = at()
    touched = ids.length
    if (i === 0) console.log(`the first time: found in ${ms(moved - begun)}`)
    least.found = Math.min(least.found, moved - begun)
    least.shown = Math.min(least.shown, marked - moved)
    least.told = Math.min(least.told, told - marked)
    hands.key('escape').release()
  }
  console.log(
    `${touched} strokes at once, the best of ${ROUNDS}: found in ${ms(least.found)}, put on in ${ms(least.shown)}, made into a change in ${ms(least.told)}`,
  )
})

test('the painting', async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('../browser/look/rubbed.ts', import.meta.url)),
        formats: ['iife'],
        name: 'rubbed',
      },
    },
  })
  const [bundle] = [built].flat() as unknown as { output: readonly { code?: string }[] }[]
  const browser = await launch(executable())
  const page = await browser.newPage()
  await page.addScriptTag({ content: bundle!.output[0]!.code! })
  for (const [name, gaps] of [
    ['whole', []],
    ['with a gap each', [[20 * STEP, 25 * STEP]]],
    [
      'with three gaps each',
      [
        [5, 9],
        [20, 25],
        [40, 50],
      ].map(([a, b]) => [a! * STEP, b! * STEP]),
    ],
  ] as const) {
    const time = await page.evaluate(([all, cut]) => window.timeRubbed(JSON.parse(all), JSON.parse(cut), 25), [
      JSON.stringify(strokes()),
      JSON.stringify(gaps),
    ] as const)
    console.log(`${MANY} strokes ${name}: painted in ${ms(time)}`)
  }
  await browser.close()
})
