import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'vitest'
import { launch } from './chromium'
import { Person } from './person'
import { Program } from './program'
import { curve, scene } from './scene'

/** Not a test: makes docs/board.png, the README's picture, of two people who really draw on one board. Run by `npm run picture`. */
test('two people draw, and a picture is taken', async () => {
  const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
  mkdirSync(docs, { recursive: true })
  const [program, browser] = await Promise.all([Program.start(), launch()])
  const ada = await Person.arrive(browser, 'Ada', { deviceScaleFactor: 2 })
  const link = await ada.makesBoard(program.local, 'Kitchen plans')
  const bob = await Person.arrive(browser, 'Grace')
  await bob.follows(link)
  await scene(ada)
  await bob.takes('Pen')
  await bob.page.getByRole('button', { name: 'Colour: Violet' }).click()
  await bob.presses(...curve([620, 520], [980, 420], 70, 30))
  await ada.page.mouse.move(560, 460)
  await ada.page.waitForFunction(() => document.fonts.ready)
  await ada.saved()
  await ada.page.screenshot({ path: `${docs}board.png`, animations: 'disabled' })
  await browser.close()
  await program.end()
})
