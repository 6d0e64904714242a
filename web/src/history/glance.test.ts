import { expect, it } from 'vitest'
import { Board } from '../board/board'
import { freshSeed, Random } from '../board/test/random'
import type { Op, Value } from '../board/types'
import { Film } from './film'
import { glance } from './glance'
import type { Row } from './row'

/** How many ids there are. */
const IDS = 40

/** A change of one op: things come, go, move, are hidden, put over others, and into frames and groups. */
function row(random: Random, seq: number): Row {
  const id = `e${random.below(IDS)}`
  // No two things have the same place in the order.
  const order = `a${'0123456789'[random.below(10)]}${id.slice(1).padStart(2, '0')}${1 + random.below(9)}`
  const props = new Map<string, Value>([
    ['kind', ['rectangle', 'frame', 'group', 'stroke'][Number(id.slice(1)) % 4]!],
    ['at', [random.below(1000), random.below(1000)]],
    ['size', [1 + random.below(500), 1 + random.below(500)]],
    ['order', order],
  ])
  if (random.below(2) === 0) props.set('parent', `e${random.below(IDS)}`)
  if (random.below(12) === 0) props.set('hidden', true)
  const dice = random.below(10)
  const op: Op =
    dice < 4
      ? { op: 'put', id, props }
      : dice < 5
        ? { op: 'remove', id }
        : { op: 'set', id, props: new Map([...props].filter(([name]) => name !== 'kind')) }
  return { seq, author: 1, time: seq * 100, change: { ops: [op] } }
}

/** What is not hidden, in the order in which it is painted. */
function shownOn(board: Board): readonly unknown[] {
  const hidden = (id: string): boolean =>
    id !== '' && (board.element(id)!.props.get('hidden') === true || hidden(board.parent(id)))
  return board
    .paintOrder()
    .filter((id) => !hidden(id))
    .map((id) => board.element(id)!.props)
}

it('has at any moment what the board had, in the same order, also where its beginning was folded (seeded)', () => {
  const seed = freshSeed('glance')
  const random = new Random(seed)
  const counts = { moments: 0, elements: 0, hidden: 0, clipped: 0, folded: 0, cycles: 0 }
  for (let round = 0; round < 30; round++) {
    const rows = Array.from({ length: 200 + random.below(200) }, (_, i) => row(random, i + 1))
    const folded = round % 2 === 0 ? 0 : random.below(100)
    const base = new Board()
    for (const { seq, author, change } of rows.slice(0, folded)) base.apply({ seq, author }, change!.ops)
    const film = new Film(folded, base)
    film.add(rows.slice(folded))
    for (let i = 0; i < 10; i++) {
      const changes = folded + random.below(film.length - folded + 1)
      const board = film.boardAt(changes)
      if (turnsInCircles(board)) {
        counts.cycles++
        continue
      }
      const found = glance(film, changes)
      const expected = shownOn(board)
      expect(found.length, `seed ${seed}`).toBe(expected.length)
      for (const [at, { props }] of found.entries()) expect(props, `seed ${seed}, ${changes}, ${at}`).toBe(expected[at])
      counts.moments++
      counts.elements += found.length
      counts.hidden += board.size - found.length
      counts.clipped += found.filter(({ clip }) => clip !== null).length
      if (folded > 0) counts.folded++
    }
  }
  console.log(`glance, seed ${seed}:`, counts)
  for (const count of [counts.moments, counts.elements, counts.hidden, counts.clipped, counts.folded])
    expect(count).toBeGreaterThan(50)
})

/** Whether something lies in itself: then a glance may have another order. */
function turnsInCircles(board: Board): boolean {
  return board.paintOrder().some((id) => {
    let at = id
    for (let depth = 0; at !== ''; depth++, at = board.parent(at)) if (depth > board.size) return true
    return false
  })
}
