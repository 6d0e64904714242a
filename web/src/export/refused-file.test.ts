import { describe, expect, it } from 'vitest'
import { Board } from '../board/board'
import type { Op, Value } from '../board/types'
import { decodePayload, encodePayload } from '../editor/clipboard-payload'
import { Pace } from '../editor/pace'
import { wouldBe } from './refused-file'

const props = (colour: string, more: readonly [string, Value][] = []) =>
  new Map<string, Value>([['kind', 'rectangle'], ['at', [0, 0]], ['size', [100, 100]], ['colour', colour], ...more])
const put = (id: string, colour: string): Op => ({ op: 'put', id, props: props(colour) })
const paint = (id: string, colour: string): Op => ({ op: 'set', id, own: true, props: new Map([['colour', colour]]) })
const colours = (made: ReturnType<typeof wouldBe>) => made.elements.map(({ id, props }) => [id, props.get('colour')])

/** A board with a thing on it, and one that was removed. */
function board(): Board {
  const it = new Board()
  it.apply({ seq: 1, author: 2 }, [put('rect-there', 'red'), put('rect-gone0', 'red')])
  it.apply({ seq: 2, author: 3 }, [{ op: 'remove', id: 'rect-gone0' }])
  return it
}

describe('H39: what the server did not take, as a file', () => {
  it('holds what was drawn, and what was changed as it would look, whoever wrote it last', () => {
    const made = wouldBe(board(), [
      { ops: [put('rect-new00', 'blue')] },
      { ops: [paint('rect-new00', 'green'), paint('rect-there', 'yellow')] },
    ])
    expect(colours(made)).toEqual([
      ['rect-new00', 'green'],
      ['rect-there', 'yellow'],
    ])
    expect(made.lost).toBe(0)
  })

  it('holds what was to come back though others removed it, and says what it cannot hold', () => {
    const made = wouldBe(board(), [
      { ops: [{ op: 'restore', id: 'rect-gone0', props: props('blue') }] },
      { ops: [paint('rect-never', 'red'), { op: 'remove', id: 'rect-there' }] },
      { ops: [{ op: 'set', id: 'board-settings', props: new Map([['title', 'Mine']]) }] },
    ])
    expect(colours(made)).toEqual([['rect-gone0', 'blue']])
    expect(made.lost).toBe(3)
  })

  it('is a file that can be read again', async () => {
    const { elements } = wouldBe(board(), [{ ops: [put('rect-new00', 'blue'), paint('rect-there', 'yellow')] }])
    const read = await decodePayload(encodePayload(elements), new Pace())
    expect(read).toMatchObject({ elements: [{ id: 'rect-new00' }, { id: 'rect-there' }], refused: 0 })
  })
})
