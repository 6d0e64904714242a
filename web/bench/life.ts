import { chance } from '../src/elements/chance'
import { boardOf } from './boards'
import type { Asked } from './fill'

/** A board's life of so many changes, one op each: every second one draws, the others move and remove. */
export function lifeOf(changes: number): Asked[] {
  const roll = chance(changes)
  const { items } = boardOf(Math.ceil(changes / 2))
  return Array.from({ length: changes }, (_, i): Asked => {
    if (i % 2 === 0) return { op: 'put', ...items[i / 2]! }
    const { id } = items[Math.floor((roll() * i) / 2)]!
    if (roll() < 0.2) return { op: 'remove', id }
    return { op: 'set', id, props: { at: [Math.floor(roll() * 400_000), Math.floor(roll() * 250_000)] } }
  })
}
