import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isInt, isWellFormed, parseStrict, StrictError } from './strict'

/** The same files as rooms/board/strict/strict_test.go. */
function load<T>(name: string): T[] {
  const rows = JSON.parse(readFileSync(`${__dirname}/../../../rooms/board/strict/testdata/${name}`, 'utf8')) as T[]
  expect(rows.length).toBeGreaterThan(0)
  return rows
}

type OddText = {
  name: string
  text?: string
  base64?: string
  repeat?: number
  depth: number
  why?: string
  value?: unknown
}

/** What a browser does with the bytes of a text message before the page sees them. */
function received(o: OddText): string {
  if (o.text !== undefined) return o.text.repeat(o.repeat ?? 1)
  const bytes = Buffer.from(o.base64!, 'base64')
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new StrictError('utf8')
  }
}

function whyRefused(o: OddText): string | undefined {
  try {
    parseStrict(received(o), o.depth)
    return undefined
  } catch (error) {
    if (error instanceof StrictError) return error.why
    throw error
  }
}

describe('the strict reader', () => {
  it('says of odd texts what the Go side says', () => {
    const seen = new Set<string | undefined>()
    for (const o of load<OddText>('texts.json')) {
      seen.add(o.why)
      expect(whyRefused(o), o.name).toBe(o.why)
      if (o.why === undefined) expect(parseStrict(received(o), o.depth), o.name).toEqual(o.value)
    }
    expect(seen.size).toBe(8)
  })

  it('reads numbers as the Go side does, and never gives back -0', () => {
    for (const { text, int } of load<{ text: string; int: number | null }>('numbers.json')) {
      const [read] = parseStrict(`[${text}]`, 3) as unknown[]
      expect(isInt(read) ? read : null, text).toBe(int)
    }
    expect(parseStrict('{"a":[-0,{"b":-0.0}],"__proto__":-0}', 4)).toEqual(
      JSON.parse('{"a":[0,{"b":0}],"__proto__":0}'),
    )
    expect(Object.is(parseStrict('-1e-400', 0), 0)).toBe(true)
  })

  it('writes strings as the Go side does', () => {
    for (const { text, json, units } of load<{ text: string; json: string; units: number }>('strings.json')) {
      expect(JSON.stringify(text)).toBe(json)
      expect(text.length).toBe(units)
    }
  })

  it('refuses raw halves of surrogate pairs, with and without the built-in', () => {
    for (const s of ['\ud83d', 'a\ude00', '\ude00\ud83d', '\ud83d\ud83d\ude00']) {
      expect(isWellFormed(s)).toBe(false)
      expect(isWellFormed(Object.assign(Object(s), { isWellFormed: undefined }) as string)).toBe(false)
      expect(() =>
        parseStrict(
          JSON.stringify([s]).replace(/\\u(d...)/g, (_, h) => String.fromCharCode(Number.parseInt(h, 16))),
          3,
        ),
      ).toThrow('utf8')
    }
    expect(isWellFormed(Object.assign(Object('a😀'), { isWellFormed: undefined }) as string)).toBe(true)
  })
})
