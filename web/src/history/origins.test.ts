import { afterEach, describe, expect, it, vi } from 'vitest'
import { Board } from '../board/board'
import type { Op } from '../board/types'
import { Film } from './film'
import { LogMarks } from './log-marks'
import { Origins, originOf } from './origins'
import type { Row } from './row'
import { changesOf, worksOf } from './works'

const rectangle: Op = { op: 'put', id: 'element01', props: new Map([['kind', 'stroke']]) }
const turn: Op = { op: 'set', id: 'element01', props: new Map([['angle', 900]]) }
const remove: Op = { op: 'remove', id: 'element01' }
const restore: Op = { op: 'restore', id: 'element01', props: new Map([['kind', 'stroke']]) }

const rowsOf = (...done: readonly (readonly [author: number, op: Op])[]): Row[] =>
  done.map(([author, op], i) => ({ seq: i + 1, author, time: 1000 * (i + 1), change: { ops: [op] } }))

function filmOf(rows: readonly Row[]): Film {
  const film = new Film()
  film.add(rows)
  return film
}

const life = rowsOf([1, rectangle], [2, turn], [1, remove], [3, restore], [2, turn])
const at = (changes: number) => filmOf(life).boardAt(changes).element('element01')!

describe('where something comes from', () => {
  it('is said by the rows of a history', () => {
    const origins = new Origins(life)
    expect(origins.of(at(1))).toEqual({ maker: 1, made: 1000, changed: null })
    expect(origins.of(at(2))).toEqual({ maker: 1, made: 1000, changed: { by: 2, at: 2000, back: false } })
    expect(origins.of(at(4))).toEqual({ maker: 1, made: 1000, changed: { by: 3, at: 4000, back: true } })
    expect(origins.of(at(5))).toEqual({ maker: 1, made: 1000, changed: { by: 2, at: 5000, back: false } })
  })

  it('is said as far as it is known', () => {
    expect(originOf(at(5), () => null)).toEqual({ maker: 1, made: null, changed: { by: 2, at: null, back: false } })
  })

  it('tells what each has on the board, and how much each has done', () => {
    const works = worksOf(filmOf(life).boardAt(5))
    expect([...works.get(1)!.drew]).toEqual(['element01'])
    expect([...works.get(2)!.changed]).toEqual(['element01'])
    expect(works.has(3)).toBe(false)
    expect([...worksOf(new Board())]).toEqual([])
    expect([...changesOf(life.slice(0, 4))].sort()).toEqual([
      [1, 2],
      [2, 1],
      [3, 1],
    ])
  })
})

describe('single rows of the log', () => {
  afterEach(() => vi.unstubAllGlobals())

  const line = (seq: number, ops: readonly object[]) =>
    `${JSON.stringify({ seq, author: 2, client: 1, n: seq, time: 5 * seq, version: 1, salt: '', hash: '', change: { ops } })}\n`

  /** A server whose answer never ends by itself. */
  function answers(...lines: string[]) {
    const asked: { path: string; signal: AbortSignal }[] = []
    vi.stubGlobal('fetch', async (path: string, { signal }: { signal: AbortSignal }) => {
      asked.push({ path, signal })
      const start = (stream: ReadableStreamDefaultController) => {
        for (const piece of lines) stream.enqueue(new TextEncoder().encode(piece))
      }
      return new Response(new ReadableStream({ start }))
    })
    return asked
  }

  it('are fetched once each, and no more than the row is taken', async () => {
    const text = line(7, [{ op: 'restore', id: 'element01', props: { kind: 'note' } }])
    const asked = answers(text.slice(0, 20), text.slice(20), line(8, [{ op: 'remove', id: 'element01' }]))
    const marks = new LogMarks('b')
    const [one, same] = await Promise.all([marks.fetch(7), marks.fetch(7)])
    expect(one).toEqual({ time: 35, back: new Set(['element01']) })
    expect(same).toBe(one)
    expect(marks.known(7)).toBe(one)
    expect(await marks.fetch(7)).toBe(one)
    expect(asked.map(({ path }) => path)).toEqual(['/api/v1/boards/b/log?from=7'])
    expect(asked[0]!.signal.aborted).toBe(true)
  })

  it('are asked for again where they did not come', async () => {
    const marks = new LogMarks('b')
    vi.stubGlobal('fetch', async () => Promise.reject(new Error('no network')))
    expect(await marks.fetch(7)).toBeNull()
    answers(line(7, [{ op: 'remove', id: 'element01' }]))
    expect(await marks.fetch(7)).toEqual({ time: 35, back: new Set() })
  })
})
