import { afterEach, describe, expect, it, vi } from 'vitest'
import { readLog, readRow } from './read-log'
import type { Row } from './row'

const line = (seq: number, change: unknown = { ops: [{ op: 'remove', id: 'element01' }] }) =>
  JSON.stringify({ seq, author: 2, client: 1, n: seq, time: 5 * seq, version: 1, salt: '', hash: '', change })

/** Answers a request with pieces of text. */
function answers(...pieces: string[]): { readonly asked: string[] } {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    return new Response(
      new ReadableStream({
        start(stream) {
          for (const piece of pieces) stream.enqueue(new TextEncoder().encode(piece))
          stream.close()
        },
      }),
    )
  })
  return { asked }
}

afterEach(() => vi.unstubAllGlobals())

async function read(from = 1): Promise<Row[]> {
  const rows: Row[] = []
  await readLog('b', from, (some) => void rows.push(...some), new AbortController().signal)
  return rows
}

describe('the log', () => {
  it('is read line by line, wherever the answer is cut', async () => {
    const text = `${line(1)}\n${line(2, null)}\n${line(3)}\n`
    answers(text.slice(0, 10), text.slice(10, 190), text.slice(190))
    const rows = await read()
    expect(rows.map(({ seq, author, time }) => [seq, author, time])).toEqual([
      [1, 2, 5],
      [2, 2, 10],
      [3, 2, 15],
    ])
    expect(rows[1]!.change).toBeNull()
    expect(rows[2]!.change!.ops).toEqual([{ op: 'remove', id: 'element01' }])
  })

  it('says what was struck out, and by which mark', () => {
    expect(readRow(line(2, null))).toEqual({ seq: 2, author: 2, time: 10, change: null })
    const mark = JSON.stringify({ ...JSON.parse(line(4, null)), mark: { struck: [2, 3] } })
    expect(readRow(mark)).toEqual({ seq: 4, author: 2, time: 20, change: null, marks: [2, 3] })
    for (const bad of [null, {}, { struck: 2 }, { struck: ['2'] }, [2]])
      expect(() => readRow(JSON.stringify({ ...JSON.parse(line(4, null)), mark: bad }))).toThrow()
  })

  it('is asked for from a seq on; a line that is cut off is left out', async () => {
    const { asked } = answers(`${line(7)}\n${line(8).slice(0, 30)}`)
    expect((await read(7)).map(({ seq }) => seq)).toEqual([7])
    expect(asked).toEqual(['/api/v1/boards/b/log?from=7'])
  })

  it('with a hole is not taken for a history', async () => {
    answers(`${line(1)}\n${line(3)}\n`)
    await expect(read()).rejects.toMatchObject({ code: 'version' })
  })

  it.each(['', '{', 'null', '{"seq":1}', line(1, { ops: [] }), line(1, { ops: [{ op: 'sing', id: 'element01' }] })])(
    'does not take %j for a row',
    (text) => {
      expect(() => readRow(text)).toThrow(expect.objectContaining({ code: 'version' }))
    },
  )
})
