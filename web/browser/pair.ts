import type { BrowserContextOptions } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { ElementProps } from '../src/elements/element'
import { onStage, type Stage } from './on-stage'
import { Person } from './person'
import { truth } from './truth'

/** The two of most tests, from the moment that `onOneBoard` has brought them there. */
export let ada: Person
export let bob: Person
/** The link to their board, as Ada shared it. */
export let link: string

/** What may be otherwise than usual: the board's title, and Ada's browser. */
type Otherwise = { readonly title?: string; readonly ada?: BrowserContextOptions }

/**
 * The program, a browser, and Ada and Bob in it: before the first test of the file that calls this, Ada makes a board and Bob
 * follows her link to it. After each test nothing may have gone wrong in either page.
 */
export function onOneBoard(otherwise: Otherwise = {}): Stage {
  const stage = onStage()
  beforeAll(async () => {
    ada = await Person.arrive(stage.browser, 'Ada', otherwise.ada)
    bob = await Person.arrive(stage.browser, 'Bob')
    link = await ada.makesBoard(stage.program.local, otherwise.title)
    await bob.follows(link)
  })
  afterEach(() => {
    expect([...ada.troubles, ...bob.troubles]).toEqual([])
  })
  return stage
}

/** A test that is tried again begins as the first time: with pages in which nothing is open. */
export function afresh(): void {
  beforeEach(async ({ task }) => {
    if (!task.result?.retryCount) return
    for (const person of [ada, bob]) {
      await person.page.reload()
      await person.isOn()
    }
  })
}

/** Before each test Ada selects, and nothing lies on the board. */
export function bareEachTime(): void {
  beforeEach(async () => {
    const { keyboard } = ada.page
    for (let i = 0; i < 3; i++) await keyboard.press('Escape')
    await keyboard.press('v')
    await keyboard.press('Control+a')
    await keyboard.press('Delete')
  })
}

/** Waits until what these people did is saved, and each of their pages has all of it and shows the same board. */
export async function haveAll(...people: Person[]): Promise<void> {
  for (const person of people) await person.saved()
  const { seq, state, replayed } = await truth(people[0]!)
  expect(replayed).toBe(state)
  for (const { page } of people) await page.waitForFunction((head) => window.drawingroom!.seq >= head, seq)
  for (const person of people) expect((await person.board()).hash).toBe(state)
}

/** What lies on the board of a person, in paint order, by the log that the server gives to them; of one kind. */
export async function lying(person: Person, kind: string): Promise<ElementProps[]> {
  const { board } = await truth(person)
  return board
    .paintOrder()
    .map((id) => board.element(id)!.props)
    .filter((props) => props.get('kind') === kind)
}
