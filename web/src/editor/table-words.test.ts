import { describe, expect, it } from 'vitest'
import type { ElementProps } from '../elements/element'
import { changed } from '../elements/props'
import { table } from '../elements/table'
import { cells } from '../elements/table-cells'
import { gridOf } from '../elements/table-grid'
import { wordsIn } from '../elements/words'
import { tableHtml } from './clipboard-html'
import { filledFrom, rowsIn, tableOf } from './table-paste'
import { cellsInHtml, cellsInText } from './table-words'

let ids = 0
const newID = () => `n${String(ids++).padStart(15, '0')}`

/** What text or HTML is as a table. */
function made(text: string, html = ''): ElementProps {
  const rows = rowsIn(text, html)
  if (rows === null || 'sentence' in rows) throw new Error(String(rows?.sentence))
  return tableOf(rows, newID).props
}

describe('cells that other programs bring', () => {
  it('are found in lines with as many tabs each, and in nothing else', () => {
    expect(cellsInText('a\tb\nc\td\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(cellsInText('a\t"two\nlines, ""so"""\r\nc\t')).toEqual([
      ['a', 'two\nlines, "so"'],
      ['c', ''],
    ])
    for (const text of ['a\tb', 'a\nb', 'a\tb\nc', '\tif a\n\tdo b', 'say "a"\nb', ''])
      expect(cellsInText(text)).toBeNull()
    expect(cellsInText('"open\tb\nc\td')).toEqual([
      ['"open', 'b'],
      ['c', 'd'],
    ])
  })

  it('are found in HTML that is one table, and in no page that only has one', () => {
    const rows = '<table border=1><tr><th>a<th>b</tr><tr><td>c</td><td>d</td></tr></table>'
    expect(cellsInHtml(`<html><style>td{}</style><!--x--><body>\n${rows}</body>`)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    for (const html of [`<p>words</p>${rows}`, `${rows} and more`, rows + rows, '<table><tr><td>a</table>', '<b>a</b>'])
      expect(cellsInHtml(html)).toBeNull()
  })
})

describe('a table that is pasted', () => {
  it('says what was brought, with its marks', () => {
    const props = made('', '<table><tr><td>a <b>bold</b><td>b</tr><tr><td>c</tr></table>')
    expect(table.label(props)).toBe('a bold\tb\nc\t')
    const [first] = cells.names(props)
    expect(wordsIn(cells.cell(props, first!)!).stretches).toEqual([{ from: 2, to: 6, marks: 'b', link: '' }])
    expect(cells.fitted(props).size).toBe(0)
  })

  it('comes back as it was copied', () => {
    const text = 'a & b\t"c"\nd\t<e>'
    expect(table.label(made('', tableHtml(text)))).toBe(text)
    expect(table.label(made(text))).toBe('a & b\tc\nd\t<e>')
  })

  it('has columns as wide as their words, and rows as high where that is too wide', () => {
    const props = made(`a\t${'long '.repeat(40)}\nb\tc`)
    const { rows, columns } = gridOf(props)
    expect(columns[0]!.length).toBeLessThan(columns[1]!.length)
    expect(rows[0]!.length).toBeGreaterThan(rows[1]!.length)
  })

  it('is refused where it is more than a table holds', () => {
    const many = Array.from({ length: 201 }, () => 'a\tb').join('\n')
    expect(rowsIn(many, '')).toHaveProperty('sentence')
    const wide = Array.from({ length: 2 }, () => Array.from({ length: 51 }, () => 'a').join('\t')).join('\n')
    expect(rowsIn(wide, '')).toHaveProperty('sentence')
  })
})

it('cells that are pasted into one fill those from there on, and make more', () => {
  const props = made('a\tb\nc\td')
  const rows = rowsIn('1\t2\n3\t4', '')
  if (rows === null || 'sentence' in rows) throw new Error('no rows')
  const last = cells.names(props).at(-1)!
  const next = changed(props, filledFrom(props, last, rows, newID))
  expect(table.label(next)).toBe('a\tb\t\nc\t1\t2\n\t3\t4')
  expect(filledFrom(props, 'gone-gone', rows, newID).size).toBe(0)
})
