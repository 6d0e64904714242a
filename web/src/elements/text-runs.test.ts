import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../board/types'
import { joined, rewritten, runsOf } from './text-runs'

let ids = 0
const newID = () => `run${ids++}`

function apply(props: ReadonlyMap<string, Value>, changes: ReadonlyMap<string, Value | null>): Map<string, Value> {
  const next = new Map(props)
  for (const [path, value] of changes) {
    if (value === null) next.delete(path)
    else next.set(path, value)
  }
  return next
}

const line = fc.constantFrom('', 'a', 'b', 'cc', 'one', 'a longer line')
const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'))

describe('rewritten', () => {
  it('makes the runs say the new text, whatever they said before', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
        let props = new Map<string, Value>()
        for (const next of texts) {
          props = apply(props, rewritten(runsOf(props), next, newID))
          expect(joined(runsOf(props))).toBe(next)
        }
      }),
    )
  })

  it('merges edits of different lines made at once, in either order', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 8 }), fc.nat(), fc.nat(), (lines, i, j) => {
        const a = i % lines.length
        const b = j % lines.length
        if (a === b) return
        const base = apply(new Map(), rewritten([], `${lines.join('\n')}\n`, newID))
        const edit = (at: number, by: string) =>
          `${lines.map((one, k) => (k === at ? `${one}${by}` : one)).join('\n')}\n`
        const one = rewritten(runsOf(base), edit(a, '!'), newID)
        const other = rewritten(runsOf(base), edit(b, '?'), newID)
        const both = `${lines.map((l, k) => (k === a ? `${l}!` : k === b ? `${l}?` : l)).join('\n')}\n`
        expect(joined(runsOf(apply(apply(base, one), other)))).toBe(both)
        expect(joined(runsOf(apply(apply(base, other), one)))).toBe(both)
      }),
    )
  })

  it('writes only the lines that changed', () => {
    const base = apply(new Map(), rewritten([], 'a\nb\nc\n', newID))
    expect(rewritten(runsOf(base), 'a\nB\nc\n', newID).size).toBe(1)
    expect(rewritten(runsOf(base), 'a\nnew\nb\nc\n', newID).size).toBe(1)
    expect(rewritten(runsOf(base), 'a\nc\n', newID).size).toBe(1)
  })

  it('keeps within the limits of the dictionary', () => {
    const runs = runsOf(apply(new Map(), rewritten([], 'x\n'.repeat(5000), newID)))
    expect(runs.length).toBeLessThanOrEqual(1000)
    expect(joined(runs)).toBe('x\n'.repeat(5000))
    const long = runsOf(apply(new Map(), rewritten([], '😀'.repeat(9000), newID)))
    expect(long.every((run) => run.text.length <= 10_000)).toBe(true)
    expect(joined(long)).toBe('😀'.repeat(9000))
  })
})
