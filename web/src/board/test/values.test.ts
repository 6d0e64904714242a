import { describe, expect, it } from 'vitest'
import file from '../../../../rooms/board/kinds.json'
import { decodeOps } from '../change'
import { kinds } from '../dictionary'
import { cleanText } from '../dictionary-types'
import { judge } from '../judge'
import { read } from './fixtures'

/** A file of testdata/values; what its parts mean is said in rooms/board/values_test.go. */
type Values = { path: string; good: unknown[]; bad_value: unknown[]; form: unknown[]; unknown_kind?: unknown[] }

function verdictOn(path: string, value: unknown): string {
  const decoded = decodeOps([{ op: 'set', id: 'aaaaaaaa', props: { [path]: value } }])
  return 'refusal' in decoded ? decoded.refusal.code : (judge({ ops: decoded.ok })?.code ?? '')
}

function expanded(value: unknown): unknown {
  const { repeat, times } = (value ?? {}) as { repeat?: unknown; times?: number }
  if (!times) return value
  if (typeof repeat === 'string') return repeat.repeat(times)
  return Array.from({ length: times }, () => repeat as unknown[]).flat()
}

describe('good and bad values', () => {
  for (const name of Object.keys(file.types)) {
    it(name, () => {
      const values = JSON.parse(read('values', `${name}.json`)) as Values
      const lists = {
        '': values.good,
        bad_value: values.bad_value,
        form: values.form,
        unknown_kind: values.unknown_kind ?? [],
      }
      for (const [code, list] of Object.entries(lists)) {
        for (const value of list) expect([value, verdictOn(values.path, expanded(value))]).toEqual([value, code])
      }
    })
  }
})

it('every default fits its type, and belongs to a property that the kind uses', () => {
  for (const kind of kinds.values()) {
    for (const [path, value] of kind.defaults) {
      expect(kind.uses.includes(path) || file.common.includes(path)).toBe(true)
      expect(verdictOn(path, value)).toBe('')
    }
  }
})

it('cleaned text may stand', () => {
  const odd = 'a\r\nb\rc\u0000\u0007\ud800d\udc00\u007f\ud83d\ude00\te'
  expect(cleanText(odd, true)).toBe('a\nb\ncd\ud83d\ude00\te')
  expect(cleanText(odd, false)).toBe('a b cd\ud83d\ude00 e')
  expect(verdictOn('alt', cleanText(odd, true))).toBe('')
  expect(verdictOn('title', cleanText(odd, false))).toBe('')
})
