import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPath } from '../board/names'
import type { Props } from '../board/types'
import { carriedCaret } from './text-caret'
import { type Pen, withChanges } from './text-changes'
import { anew, rewritten } from './text-edit'
import { joined, type Run } from './text-runs'
import { plain, wordsOf } from './words'

let ids = 0
const pen = (): Pen => ({
  mine: new Set(),
  shut: new Set(),
  told: new Map(),
  newID: () => `ABCDEFGH${String(ids++).padStart(8, '0')}`,
})

function edited(runs: readonly Run[], text: string, by = pen()): Run[] {
  return withChanges(runs, rewritten(runs, text, by))
}

const both = (runs: readonly Run[], ...changes: Props[]) => joined(changes.reduce<readonly Run[]>(withChanges, runs))

const line = fc.constantFrom('', 'a', 'b', 'cc', 'one', 'a longer line', '😀')
const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'))

describe('rewritten', () => {
  it('makes the runs say the new text, whatever they said before and whoever wrote it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.boolean()), { minLength: 1, maxLength: 8 }), (texts) => {
        let runs: Run[] = []
        let by = pen()
        for (const [next, another] of texts) {
          if (another) by = pen()
          runs = edited(runs, next, by)
          expect(joined(runs)).toBe(next)
          for (const run of runs) expect(isPath(`text/${run.id}`), run.id).toBe(true)
        }
      }),
    )
  })

  it('goes on in its own run, and writes nothing of another’s', () => {
    const by = pen()
    let runs = edited([], 'hel', by)
    runs = edited(runs, 'hello', by)
    expect(runs).toHaveLength(1)
    const other = rewritten(runs, 'heXlo', pen())
    expect([...other.keys()]).not.toContain(`text/${runs[0]!.id}`)
    expect(both(runs, other)).toBe('heXlo')
  })

  it('merges what two do to one run at once, in either order', () => {
    const by = pen()
    const runs = edited([], 'hello', by)
    const one = rewritten(runs, 'hello world', by)
    const other = rewritten(runs, '>hEEo', pen())
    expect(both(runs, one, other)).toBe('>hEEo world')
    expect(both(runs, other, one)).toBe('>hEEo world')
  })

  it('keeps letters typed after told ones were taken back, though another deleted those', () => {
    const mine = pen()
    const runs = edited([], 'hello', mine)
    const by = { ...mine, told: new Map([[runs[0]!.id, 5]]) }
    const other = rewritten(runs, 'he', pen())
    const shorter = rewritten(runs, 'hel', by)
    const again = rewritten(withChanges(runs, shorter), 'help!', by)
    expect(both(runs, other, shorter, again)).toBe('hep!')
    expect(both(runs, shorter, again, other)).toBe('hep!')
  })

  it('shows letters that were put into a run that is gone', () => {
    const mine = pen()
    const runs = edited(edited([], 'before', pen()), 'before after', mine)
    const other = rewritten(runs, 'before afXter', pen())
    expect(both(runs, other, rewritten(runs, 'before', mine))).toBe('beforeX')
  })

  it('is not led round in circles', () => {
    const circle = [
      { id: 'a_b_0', order: 'a0', text: 'x', marks: '' },
      { id: 'b_a_0', order: 'a1', text: 'y', marks: '' },
    ]
    expect(joined(circle)).toHaveLength(2)
    expect(joined(edited(circle, 'z'))).toBe('z')
  })

  it('keeps within the limits of the dictionary', () => {
    const long = edited([], '😀'.repeat(9000))
    expect(long.every((run) => run.text.length <= 10_000)).toBe(true)
    expect(joined(long)).toBe('😀'.repeat(9000))
    let runs = edited([], 'x'.repeat(3000))
    for (let i = 0; i < 950; i++) {
      const said = joined(runs)
      runs = edited(runs, `${said.slice(0, i * 2)}y${said.slice(i * 2)}`)
    }
    expect(runs.length).toBeLessThanOrEqual(1000)
    expect(joined(runs).length).toBe(3950)
  }, 20_000)
})

describe('anew', () => {
  it('says the same in as few runs as the marks allow', () => {
    const runs = edited(edited(edited([], 'one two'), 'one and two'), 'one and')
    const changes = anew(runs, plain('one and'), pen())
    expect(withChanges(runs, changes).map((run) => run.text)).toEqual(['one and'])
    const marked = [...edited([], 'plain'), { id: 'zz', order: 'zz', text: 'bold', marks: 'b' }]
    const parts = withChanges(marked, anew(marked, wordsOf(marked), pen()))
    expect(parts.map((run) => [run.text, run.marks])).toEqual([
      ['plain', ''],
      ['bold', 'b'],
    ])
  })
})

describe('a caret', () => {
  it('stays behind its letter, whatever others write before and after it', () => {
    const runs = edited([], 'one two')
    const more = edited(edited(runs, 'zero one two'), 'zero one two three')
    expect([0, 3, 7].map((at) => carriedCaret(at, runs, more))).toEqual([0, 8, 12])
    expect(carriedCaret(5, runs, edited(runs, 'one'))).toBe(3)
    expect(carriedCaret(2, runs, [])).toBe(0)
    expect(carriedCaret(5, runs, withChanges(runs, anew(runs, plain('one two'), pen())))).toBe(5)
  })
})
