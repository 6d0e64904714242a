import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launch } from './chromium'
import { Program } from './program'

/** The program and a browser, running while the tests of a file do. */
export type Stage = { readonly program: Program; readonly browser: Browser }

/** Something that stands between browsers and the program. */
export type Between = {
  /** The addresses by which the program has to go as well. */
  readonly names: readonly string[]
  /** The path of all of them, under which the pages lie; none where it is absent. */
  readonly base?: string
  /** From now on it stands before the program at that port of this machine. */
  before(port: number): unknown
  end(): unknown
}

const nothing: Between = { names: [], before: () => {}, end: () => {} }

/** Starts both before the first test of the file that calls this, and ends them after its last. */
export const onStage = (): Stage => onStageBehind(async () => nothing)

/** The same with something between them, which `start` makes. */
export function onStageBehind<T extends Between>(start: () => Promise<T>): Stage & { readonly between: T } {
  let stage: (Stage & { readonly between: T }) | undefined
  beforeAll(async () => {
    const between = await start()
    const [program, browser] = await Promise.all([Program.start(undefined, between.names, between.base), launch()])
    stage = { program, browser, between }
    await between.before(program.port)
  })
  afterAll(async () => {
    await stage?.browser.close()
    await stage?.between.end()
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
    get between() {
      return there().between
    },
  }
}
