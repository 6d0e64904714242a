import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heard } from './messages'

const nonce = 'A'.repeat(22)
const base = { drawingroom: 1, nonce, type: 'goTo', id: 1, to: { all: true } }
const id = 'element-1'

const good: readonly object[] = [
  { drawingroom: 1, nonce, type: 'hello' },
  base,
  { ...base, to: { view: [-1, 0, 100, 1] } },
  { ...base, to: { elements: [id] } },
  { ...base, to: { elements: Array.from({ length: 100 }, () => id) } },
  { drawingroom: 1, nonce, type: 'export', id: 2, kind: 'png', scale: 4, of: 'all' },
  { drawingroom: 1, nonce, type: 'export', id: 2, kind: 'svg', scale: 1, of: id },
  { drawingroom: 1, nonce, type: 'follow', id: 3, who: '' },
  { drawingroom: 1, nonce, type: 'follow', id: 3, who: 'presenter' },
  { drawingroom: 1, nonce, type: 'replay', id: 4, wish: { open: false } },
  { drawingroom: 1, nonce, type: 'replay', id: 4, wish: { open: true, at: 0, play: true, speed: 0.5 } },
  { drawingroom: 1, nonce, type: 'token', id: 5, token: 'e30.e30.c2ln' },
  { drawingroom: 1, nonce, type: 'token', id: 5, token: `e30.e30.${'s'.repeat(8184)}` },
]

const picture = { drawingroom: 1, nonce, type: 'export', id: 2, kind: 'png', scale: 1, of: 'all' }
const token = (value: unknown) => ({ drawingroom: 1, nonce, type: 'token', id: 5, token: value })
const replay = (wish: unknown) => ({ drawingroom: 1, nonce, type: 'replay', id: 4, wish })

/** What must do nothing. */
const hostile: readonly unknown[] = [
  undefined,
  null,
  0,
  'hello',
  [],
  {},
  [base],
  JSON.stringify(base),
  { ...base, drawingroom: 2 },
  { ...base, drawingroom: '1' },
  { ...base, drawingroom: undefined },
  { ...base, nonce: '' },
  { ...base, nonce: undefined },
  { ...base, nonce: 'A'.repeat(65) },
  { ...base, nonce: `${nonce}\n` },
  { ...base, nonce: [nonce] },
  { ...base, type: 'eval' },
  { ...base, type: '__proto__' },
  { ...base, type: 'constructor' },
  { ...base, type: 'toString' },
  { ...base, type: ['goTo'] },
  { ...base, type: 'hello' },
  { ...base, id: 0 },
  { ...base, id: -1 },
  { ...base, id: 1.5 },
  { ...base, id: '1' },
  { ...base, id: Number.NaN },
  { ...base, id: Number.MAX_VALUE },
  { ...base, more: 1 },
  { ...base, [Symbol('x')]: 1 },
  JSON.parse(JSON.stringify(base).replace('{', '{"__proto__":{"polluted":true},')),
  Object.create(base),
  Object.assign(Object.create({ polluted: true }), base),
  new Map(Object.entries(base)),
  new Date(),
  new Error('x'),
  { drawingroom: 1, nonce, type: 'follow', id: 3 },
  { ...token('a.b.c'), board: 'another' },
]

/** What cannot be done, in an envelope of ours, and a word of what is said to be wrong. */
const mistaken: readonly (readonly [object, string, string?])[] = [
  [{ ...base, to: JSON.parse('{"__proto__":{"polluted":true},"all":true}') }, 'one of'],
  [{ ...base, to: { constructor: { prototype: { polluted: true } } } }, 'one of'],
  [{ ...base, to: { all: 1 } }, 'one of'],
  [{ ...base, to: { all: true, view: [0, 0, 1, 1] } }, 'one of'],
  [{ ...base, to: null }, 'one of'],
  [{ ...base, to: { view: [0, 0, 0, 1] } }, 'width'],
  [{ ...base, to: { view: [0, 0, 1] } }, 'view is'],
  [{ ...base, to: { view: [0, 0, 1, Number.POSITIVE_INFINITY] } }, 'view is'],
  [{ ...base, to: { view: [0, 0, 1, 1e12] } }, 'view is'],
  [{ ...base, to: { view: [0, 0, 1, '1'] } }, 'view is'],
  [{ ...base, to: { view: { 0: 0, 1: 0, 2: 1, 3: 1, length: 4 } } }, 'view is'],
  [{ ...base, to: { elements: [] } }, 'list of 1 to 100'],
  [{ ...base, to: { elements: Array.from({ length: 101 }, () => id) } }, 'list of 1 to 100'],
  [{ ...base, to: { elements: ['<img src=x onerror=alert(1)>'] } }, 'elements[0]'],
  [{ ...base, to: { elements: ['../../etc'] } }, 'elements[0]'],
  [{ ...base, to: { elements: [id, null] } }, 'elements[1]'],
  [{ ...base, to: { elements: id } }, 'list of 1 to 100'],
  [{ ...picture, kind: 'html' }, 'kind'],
  [{ ...picture, scale: 5 }, 'scale'],
  [{ ...picture, scale: 1e9 }, 'scale'],
  [{ ...picture, of: '' }, 'of is'],
  [{ ...picture, of: 'a'.repeat(1e6) }, 'of is'],
  [{ ...picture, of: {} }, 'of is'],
  [{ drawingroom: 1, nonce, type: 'follow', id: 3, who: 'a'.repeat(65) }, 'who'],
  [{ drawingroom: 1, nonce, type: 'follow', id: 3, who: '<b>' }, 'who'],
  [replay({}), 'open is wanted'],
  [replay({ open: 1 }), 'open is'],
  [replay({ open: true, at: -1 }), 'at is'],
  [replay({ open: true, at: 0.5 }), 'at is'],
  [replay({ open: true, speed: 0 }), 'speed is'],
  [replay({ open: true, speed: Number.NaN }), 'speed is'],
  [replay({ open: true, play: 'yes' }), 'play is'],
  [replay({ open: true, more: 1 }), 'open is wanted'],
  [token(''), 'JWT', 'bad_token'],
  [token('x'), 'JWT', 'bad_token'],
  [token('a.b'), 'JWT', 'bad_token'],
  [token('a.b.c.d'), 'JWT', 'bad_token'],
  [token('a.b.c\n'), 'JWT', 'bad_token'],
  [token('a.b c.d'), 'JWT', 'bad_token'],
  [token(['a.b.c']), 'JWT', 'bad_token'],
  [token({ toString: () => 'a.b.c' }), 'JWT', 'bad_token'],
  [token(`e30.e30.${'s'.repeat(8185)}`), 'JWT', 'bad_token'],
  [replay(JSON.parse('{"open":true,"__proto__":{"at":1}}')), 'open is wanted'],
]

describe('what the page around says', () => {
  test.each(good.map((one) => [JSON.stringify(one), one] as const))('is read: %s', (_, one) => {
    const { drawingroom, nonce: said, ...asked } = one as typeof base
    expect(drawingroom).toBe(1)
    expect(heard(one)).toEqual({ nonce: said, asked })
  })

  test('is nothing where it is not to the letter', () => {
    expect(hostile.length).toBeGreaterThan(30)
    for (const one of hostile) expect(heard(one)).toBe(null)
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined)
  })

  test('is answered with what is wrong where only what it asks for is not to the letter', () => {
    expect(mistaken.length).toBeGreaterThan(35)
    for (const [one, word, code = 'bad_request'] of mistaken) {
      const { id: asked } = one as typeof base
      const why = expect.stringContaining(word)
      expect(heard(one), JSON.stringify(one)).toEqual({ nonce, asked: { type: 'wrong', id: asked, code, why } })
    }
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined)
  })

  test('never breaks the frame, whatever it is, and what is read is ours alone', () => {
    let read = 0
    const any = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSet: true })
    const near = fc.tuple(
      fc.constantFrom(...good),
      fc.constantFrom('id', 'to', 'of', 'wish', 'who', 'kind', 'token', 'more'),
      any,
    )
    fc.assert(
      fc.property(
        fc.oneof(
          any,
          near.map(([one, name, value]) => ({ ...one, [name]: value })),
        ),
        (value) => {
          const found = heard(value)
          if (found === null) return
          read++
          expect(found.asked).not.toBe(value)
          expect(found.nonce).toBe(nonce)
        },
      ),
      { numRuns: 3000 },
    )
    expect(read).toBeGreaterThan(0)
  })
})
