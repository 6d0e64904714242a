import { expect, it } from 'vitest'
import { Board } from '../board/board'
import { stateHash } from '../board/canon'
import { freshSeed, Random, randomOp } from '../board/test/random'
import { compareBoards, countOf } from './compare'

/** What each element says, as text: a model that knows nothing of what boards share. */
function model(board: Board): Map<string, Map<string, string>> {
  const all = new Map<string, Map<string, string>>()
  for (const { id, props } of board.elements())
    all.set(id, new Map([...props].map(([path, value]) => [path, JSON.stringify(value)])))
  return all
}

/** The same by the model: a line for each thing that is not as it was. */
function byModel(earlier: Board, later: Board): string[] {
  const [a, b] = [model(earlier), model(later)]
  const lines: string[] = []
  for (const id of new Set([...a.keys(), ...b.keys()])) {
    const [before, after] = [a.get(id), b.get(id)]
    if (before === undefined) lines.push(`+ ${id}`)
    else if (after === undefined) lines.push(`- ${id}`)
    else {
      const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
        (path) => before.get(path) !== after.get(path),
      )
      const names = [...new Set(paths.map((path) => path.split('/')[0]))].sort()
      if (names.length > 0) lines.push(`~ ${id} ${names.join()}`)
    }
  }
  return lines.sort()
}

it('tells what was added, changed and removed between any two moments of random histories', () => {
  const seed = freshSeed('compare')
  const random = new Random(seed)
  const counts = { added: 0, changed: 0, removed: 0, entries: 0, same: 0, replayed: 0 }
  for (let round = 0; round < 300; round++) {
    const length = 10 + random.below(150)
    const rows = Array.from({ length }, () => ({ author: 1 + random.below(3), op: randomOp(random, 15) }))
    const at = (changes: number) => {
      const board = new Board()
      for (const [i, { author, op }] of rows.slice(0, changes).entries()) board.apply({ seq: i + 1, author }, [op])
      return board
    }
    const [one, other] = [random.below(length + 1), random.below(length + 1)].sort((a, b) => a - b) as [number, number]
    const earlier = at(one)
    // The later one goes on from the earlier, or was played for itself and shares nothing.
    let later = at(other)
    if (random.below(2) === 0) {
      later = earlier.clone()
      for (let i = one; i < other; i++) later.apply({ seq: i + 1, author: rows[i]!.author }, [rows[i]!.op])
    } else counts.replayed++
    const hashes = [stateHash(earlier), stateHash(later)]
    const found = compareBoards(earlier, later)
    const lines = [
      ...found.added.map((id) => `+ ${id}`),
      ...found.removed.map((id) => `- ${id}`),
      ...[...found.changed].map(([id, names]) => `~ ${id} ${names.join()}`),
    ].sort()
    expect(lines, `seed ${seed}, round ${round}`).toEqual(byModel(earlier, later))
    expect(countOf(found)).toBe(lines.length)
    expect([stateHash(earlier), stateHash(later)]).toEqual(hashes)
    // Read the other way round, what was added was removed.
    const back = compareBoards(later, earlier)
    expect([...back.added].sort()).toEqual([...found.removed].sort())
    expect([...back.changed].sort()).toEqual([...found.changed].sort())
    counts.added += found.added.length
    counts.changed += found.changed.size
    counts.removed += found.removed.length
    counts.entries += [...found.changed.values()].filter((names) => names.includes('text')).length
    if (lines.length === 0) counts.same++
  }
  console.log(`compare, seed ${seed}:`, counts)
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
})
