import { expect } from 'vitest'
import type { ElementProps } from '../src/elements/element'
import type { Person } from './person'
import { truth } from './truth'

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
