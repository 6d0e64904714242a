import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launch } from './chromium'
import { Program } from './program'

/** The program and a browser, running while the tests of a file do. */
export type Stage = { readonly program: Program; readonly browser: Browser }

/** Starts both before the first test of the file that calls this, and ends them after its last. */
export function onStage(): Stage {
  let stage: Stage | undefined
  beforeAll(async () => {
    const [program, browser] = await Promise.all([Program.start(), launch()])
    stage = { program, browser }
  })
  afterAll(async () => {
    await stage?.browser.close()
    await stage?.program.end()
  })
  const there = () => {
    if (stage === undefined) throw new Error('there is no program before the first test')
    return stage
  }
  return {
    get program() {
      return there().program
    },
    get browser() {
      return there().browser
    },
  }
}
