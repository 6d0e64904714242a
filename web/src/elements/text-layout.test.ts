import { describe, expect, it } from 'vitest'
import { inSight, levelsOf, rightToLeft } from './bidi'
import { breakable } from './text-breaks'
import { layout, lineLeft, piecesIn, typeOf } from './text-layout'
import { piecesOf } from './text-pieces'
import { plain, said } from './words'

const type = { font: 'sans', size: 2000 }
/** Half an em a letter: what is measured where there is no canvas. */
const LETTER = 1100

const lines = (text: string, letters: number) => {
  const set = layout(plain(text), type, letters * LETTER + 1)
  return set.lines.map(({ from, to }) => text.slice(from, to))
}

describe('a paragraph', () => {
  it('reads as its first letter with a direction says', () => {
    expect(['abc', '12 שלום', '«سلام» abc', 'abc שלום', '12 …', ''].map(rightToLeft)).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
    ])
  })

  it('begins at the side from which it is read', () => {
    const set = layout(plain('שלום\nab'), type, 10_000)
    const left = (align: string) =>
      set.lines.map((line) => Math.round(lineLeft(new Map([['align', align]]), line, set.w)))
    expect(left('start')).toEqual([5600, 0])
    expect(left('end')).toEqual([0, 7800])
  })
})

describe('lines of every script', () => {
  const rows: [name: string, text: string, letters: number, lines: string[]][] = [
    ['Latin, between words', 'one two three', 8, ['one two', 'three']],
    ['a word longer than a line', 'incomprehensible', 6, ['incomp', 'rehens', 'ible']],
    ['spaces at a break', 'one     two', 5, ['one', 'two']],
    ['spaces before the first word', '   one two', 6, ['   one', 'two']],
    ['a space that does not break', 'one two\u00a0three', 9, ['one', 'two\u00a0three']],
    ['behind a hyphen', 'well-known thing', 6, ['well-', 'known', 'thing']],
    ['Arabic', 'مرحبا بالعالم', 8, ['مرحبا', 'بالعالم']],
    ['Hebrew with a number', 'שלום 42 עולם', 7, ['שלום 42', 'עולם']],
    ['Japanese, anywhere', '今日は天気です', 3, ['今日は', '天気で', 'す']],
    ['no full stop first', '今日は。明日', 3, ['今日', 'は。明', '日']],
    ['no small kana first', 'キャット', 3, ['キャ', 'ット'].length === 2 ? ['キャッ', 'ト'] : []],
    ['no bracket last', '今日「明日', 3, ['今日', '「明日']],
    ['Japanese and Latin', '今日はsunny day', 5, ['今日は', 'sunny', 'day']],
    ['Thai, between words', 'ภาษาไทยง่าย', 8, ['ภาษาไทย', 'ง่าย']],
    ['pictures of several parts', '👨‍👩‍👧‍👦👩🏽‍🚀🇩🇪', 7, ['👨‍👩‍👧‍👦', '👩🏽‍🚀🇩🇪']],
    ['a letter with accents', 'e\u0301e\u0301e\u0301', 4, ['e\u0301e\u0301', 'e\u0301']],
  ]
  it.each(rows)('%s', (_name, text, letters, wanted) => {
    expect(lines(text, letters)).toEqual(wanted)
  })

  it('loses nothing of a paragraph, however it is broken', () => {
    for (const [, text] of rows) expect(breakable(text).join('')).toBe(text)
  })

  it('10,000 letters are set', () => {
    const text = 'all work and no play '.repeat(477).slice(0, 10_000)
    const set = layout(plain(text), type, 40 * LETTER)
    expect(set.lines.length).toBeGreaterThan(240)
    expect(set.lines.at(-1)!.to).toBe(10_000)
  })
})

describe('both directions in one line', () => {
  const order = (text: string, rtl: boolean) => {
    const levels = levelsOf(text, rtl)
    return inSight([...text].map((letter, i) => ({ letter, level: levels[i]! })))
      .map(({ letter }) => letter)
      .join('')
  }
  it.each([
    ['abc אבג def', false, 'abc גבא def'],
    ['אבג abc דהו', true, 'והד abc גבא'],
    ['אבג 123, דהו', true, 'והד ,123 גבא'],
    ['abc אבג, דהו!', false, 'abc והד ,גבא!'],
    ['سعر 10-20 درهم', true, 'مهرد 20-10 رعس'],
  ])('%s', (text, rtl, seen) => {
    expect(order(text, rtl)).toBe(seen)
  })

  it('letters marked otherwise stand where they are read', () => {
    const words = said([
      { text: 'abc ', marks: '', link: '' },
      { text: 'אבג', marks: 'b', link: '' },
      { text: ' דהו', marks: '', link: '' },
    ])
    const set = layout(words, type, 0)
    const seen = piecesIn(set, set.lines[0]!)
    expect(seen.map(({ text, rtl }) => [text, rtl])).toEqual([
      ['abc ', false],
      [' דהו', true],
      ['אבג', true],
    ])
    expect(seen.map(({ at }) => Math.round(at / LETTER))).toEqual([0, 4, 8])
  })
})

describe('a tab', () => {
  it('goes to the next stop, each four spaces from the other', () => {
    const text = 'a\tabcd\te'
    const at = piecesOf(plain(text), 0, text.length, type, false).map((piece) => Math.round(piece.at))
    expect(at).toEqual([0, 4400, 13_200])
  })
})

describe('paragraphs', () => {
  it('of lists are indented and numbered, those of headings larger', () => {
    const words = said(
      [
        { text: 'Title', marks: '', link: '' },
        { text: '\none\ntwo', marks: 'n', link: '' },
        { text: '\ndeeper', marks: 'o', link: '' },
        { text: '\nthree', marks: 'n', link: '' },
        { text: '\nplain', marks: '', link: '' },
        { text: '\nagain', marks: 'n', link: '' },
      ],
      'x',
    )
    const set = layout(words, typeOf(new Map([['kind', 'text']])), 0)
    expect(set.lines.map(({ marker }) => marker)).toEqual(['', '1.', '2.', 'a.', '3.', '', '1.'])
    expect(set.lines[0]!.h).toBe(1.75 * set.lines[1]!.h)
    expect(set.lines.map(({ indent }) => indent)).toEqual([0, 3000, 3000, 6000, 3000, 0, 3000])
    expect(set.h).toBe(set.lines.reduce((sum, { h }) => sum + h, 0))
  })
})
