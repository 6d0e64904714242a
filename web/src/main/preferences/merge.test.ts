import { expect, test } from 'vitest'
import { type Agreed, type Chosen, firstBase, merge, taken } from './merge'

const rows: { what: string; here: Chosen; base: Chosen; there: Chosen; want: Chosen }[] = [
  { what: 'nothing anywhere', here: {}, base: {}, there: {}, want: {} },
  { what: 'chosen here', here: { theme: 'dark' }, base: {}, there: {}, want: { theme: 'dark' } },
  { what: 'chosen there', here: {}, base: {}, there: { theme: 'dark' }, want: { theme: 'dark' } },
  {
    what: 'one here, another there',
    here: { theme: 'dark' },
    base: {},
    there: { wheel: 'zoom' },
    want: { theme: 'dark', wheel: 'zoom' },
  },
  {
    what: 'both have changed the same',
    here: { theme: 'dark' },
    base: {},
    there: { theme: 'light' },
    want: { theme: 'dark' },
  },
  { what: 'taken back here', here: {}, base: { theme: 'dark' }, there: { theme: 'dark' }, want: {} },
  { what: 'taken back there', here: { theme: 'dark' }, base: { theme: 'dark' }, there: {}, want: {} },
  {
    what: 'changed there while nothing was here',
    here: { wheel: 'zoom' },
    base: { wheel: 'zoom' },
    there: { wheel: 'auto' },
    want: { wheel: 'auto' },
  },
  {
    what: 'lists are compared by what is in them',
    here: { colours: ['#ff0000ff'] },
    base: { colours: ['#ff0000ff'] },
    there: { colours: ['#00ff00ff'] },
    want: { colours: ['#00ff00ff'] },
  },
  {
    what: 'what a newer page keeps stays',
    here: { theme: 'dark' },
    base: {},
    there: { gait: [1, { a: 2 }], minimap: true },
    want: { gait: [1, { a: 2 }], minimap: true, theme: 'dark' },
  },
  {
    what: 'a value that this page does not know stays until another is chosen',
    here: {},
    base: {},
    there: { keymap: 'vim' },
    want: { keymap: 'vim' },
  },
  { what: 'what stays on the device is not sent', here: { fingers: 'draw' }, base: {}, there: {}, want: {} },
]

test.each(rows)('$what', ({ here, base, there, want }) => expect(merge(here, base, there)).toEqual(want))

test('a name that is an object’s own in JavaScript does no harm', () => {
  const there = JSON.parse('{"__proto__":{"theme":"dark"},"constructor":1}') as Chosen
  const next = merge({ wheel: 'zoom' }, {}, there)
  expect(JSON.parse(JSON.stringify(next))).toEqual({ ...there, wheel: 'zoom' })
  expect(next.theme).toBeUndefined()
})

test('what was taken counts as agreed, what is still to be sent does not', () => {
  const base = { wheel: 'zoom' }
  const here = { wheel: 'zoom', theme: 'dark' }
  const now = { wheel: 'auto', theme: 'dark', rubs: 'part' }
  const agreed = taken(here, base, now)
  expect(agreed).toEqual({ wheel: 'auto', rubs: 'part' })
  // Should another device choose the wheel anew meanwhile, that holds; the theme of here still goes there.
  expect(merge(now, agreed, { wheel: 'pan' })).toEqual({ wheel: 'pan', theme: 'dark' })
})

const another: Agreed = { user: 'other', version: 3, chosen: { theme: 'dark' } }

test.each([
  ['a new person takes the device’s along', null, 0, {}, { theme: 'dark', rubs: 'part' }],
  ['so does one who comes after another', another, 0, {}, { theme: 'dark', rubs: 'part' }],
  ['a known one brings theirs, beside what was here', null, 2, { theme: 'light' }, { theme: 'light', rubs: 'part' }],
  ['but nothing of another person’s stays', another, 2, { theme: 'light' }, { theme: 'light' }],
  ['not even where they have taken all back', another, 2, {}, {}],
] as const)('at the first meeting %s', (_, agreed, version, preferences, want) => {
  const here = { theme: 'dark', rubs: 'part' }
  const base = firstBase(here, agreed, { user: 'me', version, preferences })
  expect(merge(here, base, preferences)).toEqual(want)
})
