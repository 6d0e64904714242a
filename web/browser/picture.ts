import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'
import { launch } from './chromium'
import { Person } from './person'
import { Program } from './program'
import { brushOf, curve, scene } from './scene'

/** Not a test: makes docs/board.png, the README's picture, of two people who really draw on one board. Run by `npm run picture`. */
test('two people draw, and a picture is taken', async () => {
  const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
  mkdirSync(docs, { recursive: true })
  const [program, browser] = await Promise.all([Program.start(), launch()])
  const ada = await Person.arrive(browser, 'Ada', { deviceScaleFactor: 2 })
  const link = await ada.makesBoard(program.local, 'Garden party', 'Teal')
  const grace = await Person.arrive(browser, 'Grace')
  await grace.follows(link, 'Violet')
  await scene(ada)
  await grace.takes('Text')
  await brushOf(grace).colour('Violet')
  await grace.page.mouse.click(800, 360)
  await grace.page.keyboard.type('Under the tree!')
  await grace.page.keyboard.press('Escape')
  await grace.takes('Pen')
  await grace.presses(...curve([866, 400], [730, 462], -26, 20))
  await ada.page.mouse.move(560, 620)
  await ada.page.evaluate(() => document.fonts.ready)
  await ada.saved()
  await ada.page.screenshot({ path: `${docs}board.png`, animations: 'disabled' })
  await browser.close()
  await program.end()
})
