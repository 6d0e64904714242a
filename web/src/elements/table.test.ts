import { describe, expect, it } from 'vitest'
import type { Value } from '../board/types'
import { cellChanges, textIn, textNames } from './cells'
import type { ElementProps } from './element'
import { changed, sized } from './props'
import { LEAST, table } from './table'
import { cells } from './table-cells'
import { bandMoved, withBands, withoutBand } from './table-edit'
import { bandsOf } from './table-fresh'
import { bandName, gridOf, tableBox } from './table-grid'
import { joined, runsOf } from './text-runs'

let ids = 0
const newID = () => `n${String(ids++).padStart(15, '0')}`

/** A table at 100, 200 whose cells say what is given, row by row. */
function made(words: readonly (readonly string[])[], more: readonly (readonly [string, Value])[] = []): ElementProps {
  const [rows, columns] = [words.length, words[0]!.length]
  const props = new Map<string, Value>([
    ['kind', 'table'],
    ['at', [100, 200]],
    ...bandsOf(rows, columns, columns * 14_000, rows * 4000),
    ...more,
  ])
  for (const [r, line] of words.entries())
    for (const [c, text] of line.entries())
      if (text !== '') props.set(`cells/p${r}x${c}`, [`r${r + 1}`, `c${c + 1}`, 'a0', text, ''])
  return props
}

const said = (p: ElementProps) =>
  gridOf(p).rows.map((row) =>
    gridOf(p)
      .columns.map((column) => joined(runsOf(textIn(p, `${row.id}-${column.id}`)!)))
      .join('|'),
  )

describe('a table', () => {
  it('is as large as its rows and columns, which lie in the order of their keys and then of their names', () => {
    const props = new Map<string, Value>([
      ['kind', 'table'],
      ['at', [0, 0]],
      ['rows/b', ['a0', 3000]],
      ['rows/a', ['a0', 4000]],
      ['rows/z', ['Zz', 5000]],
      ['columns/c', ['a0', 9000]],
    ])
    expect(gridOf(props).rows.map(({ id, at }) => [id, at])).toEqual([
      ['z', 0],
      ['a', 5000],
      ['b', 9000],
    ])
    expect(tableBox(props)).toEqual({ x: 0, y: 0, w: 9000, h: 12_000 })
    expect(tableBox(new Map([['kind', 'table']])).w).toBeGreaterThan(0)
  })

  it('has cells that are read and written as shapes with labels', () => {
    const props = made([
      ['a', 'b'],
      ['c', ''],
    ])
    expect(textNames(props)).toEqual(['r1-c1', 'r1-c2', 'r2-c1', 'r2-c2'])
    expect(said(props)).toEqual(['a|b', 'c|'])
    const cell = textIn(props, 'r2-c2')!
    const { x, y, w, h } = sized(cell)
    expect([x > 14_100, y > 4200, x + w < 28_100, y + h < 8200]).toEqual([true, true, true, true])
    expect(cells.at(props, { x: 14_200, y: 4300 })).toBe('r2-c2')
    expect(cells.at(props, { x: 0, y: 0 })).toBe('')
    const told = cellChanges(
      props,
      'r2-c2',
      new Map<string, Value | null>([
        ['text/n', ['a1', 'd', 'a']],
        ['links/n', 'https://example.org'],
        ['text/gone', null],
      ]),
    )
    expect([...told]).toEqual([
      ['cells/n', ['r2', 'c2', 'a1', 'd', 'a']],
      ['links/n', 'https://example.org'],
      ['cells/gone', null],
    ])
    expect(runsOf(textIn(changed(props, told), 'r2-c2')!)).toEqual([
      { id: 'n', order: 'a1', text: 'd', marks: 'a', link: 'https://example.org' },
    ])
  })

  it('does not show what stands in a row or column that is gone', () => {
    const props = new Map([...made([['a', 'b']]), ['cells/late', ['r9', 'c1', 'a0', 'late', '']] as const])
    expect(table.label(props)).toBe('a\tb')
    expect(textIn(props, 'r9-c1')).toBeUndefined()
  })

  it('has rows that grow with what is written in them, and no others', () => {
    const props = made([['a'], ['b']])
    const told = cellChanges(props, 'r2-c1', new Map([['text/n', ['a1', '\nmore\nand more', '']]]))
    expect([...told.keys()]).toEqual(['cells/n', 'rows/r2'])
    const [, height] = told.get('rows/r2') as readonly [string, number]
    expect(height).toBeGreaterThan(3 * 1600 * 1.35)
    expect(cells.fitted(changed(props, told)).size).toBe(0)
  })

  it('says its first row apart, in bold', () => {
    const props = made([['a'], ['b']])
    expect([textIn(props, 'r1-c1')!.get('bold'), textIn(props, 'r2-c1')!.get('bold')]).toEqual([true, undefined])
    expect(textIn(new Map([...props, ['heading', false]]), 'r1-c1')!.has('bold')).toBe(false)
  })
})

describe('rows and columns', () => {
  const names = (p: ElementProps) => gridOf(p).columns.map(({ id }) => id)

  it('are added where they are asked for, and moved', () => {
    const props = made([['a', 'b', 'c']])
    const { changes, names: fresh } = withBands(props, 'columns', 1, 2, newID)!
    expect(names(changed(props, changes))).toEqual(['c1', ...fresh, 'c2', 'c3'])
    for (const name of fresh) expect(name).toMatch(/^[0-9A-Za-z]{1,15}$/)
    const moved = changed(props, bandMoved(props, 'columns', 'c1', 2))
    expect(said(moved)).toEqual(['b|c|a'])
    expect(bandMoved(props, 'columns', 'c2', 1).size).toBe(0)
    expect(withBands(props, 'columns', 0, 48, newID)).toBeNull()
  })

  it('find room where others made keys badly', () => {
    const props = new Map([...made([['a', 'b', 'c']])])
    for (const id of ['c1', 'c2', 'c3']) props.set(`columns/${id}`, ['a0', 9000])
    expect(names(changed(props, bandMoved(props, 'columns', 'c3', 0)))).toEqual(['c3', 'c1', 'c2'])
    const { changes, names: fresh } = withBands(props, 'columns', 1, 1, newID)!
    expect(names(changed(props, changes))).toEqual(['c1', fresh[0], 'c2', 'c3'])
  })

  it('go with all that is written in them; the last one stays', () => {
    const props = new Map([
      ...made([
        ['a', 'b'],
        ['c', 'd'],
      ]),
      ['links/p0x1', 'https://example.org'] as const,
    ])
    const less = withoutBand(props, bandName('columns', 'c2'))!
    expect([...less]).toEqual([
      ['columns/c2', null],
      ['cells/p0x1', null],
      ['links/p0x1', null],
      ['cells/p1x1', null],
    ])
    expect(said(changed(props, less))).toEqual(['a', 'c'])
    expect(withoutBand(changed(props, less), '-c1')).toBeNull()
    expect(withoutBand(props, 'r1-c1')).toBeNull()
    expect(withoutBand(props, 'r7-')).toBeNull()
  })
})

describe('a table in the hand', () => {
  const props = made([
    ['a', 'b'],
    ['c', 'd'],
  ])
  const own = tableBox(props)

  it('grows with all its rows and columns', () => {
    const next = changed(props, table.resized(props, own, { ...own, w: own.w * 2, h: own.h * 3 }))
    expect(tableBox(next)).toEqual({ ...own, w: own.w * 2, h: own.h * 3 })
    expect(gridOf(next).columns.map(({ length }) => length)).toEqual([28_000, 28_000])
  })

  it('is never smaller than its words, and keeps the side that is not pulled', () => {
    const next = changed(props, table.resized(props, own, { x: own.x + own.w - 100, y: own.y, w: 100, h: 100 }))
    const box = tableBox(next)
    expect(box.x + box.w).toBe(own.x + own.w)
    expect(box.y).toBe(own.y)
    expect(box.w).toBe(2 * LEAST.columns)
    expect(cells.fitted(next).size).toBe(0)
  })

  it('stays upright', () => {
    const next = changed(props, table.turned(props, 9000, { x: own.x + own.w / 2, y: own.y + own.h / 2 }))
    expect(tableBox(next)).toEqual(own)
    expect(tableBox(changed(props, table.flipped(props, 'h', { x: 0, y: 0 }))).x).toBe(-own.x - own.w)
  })
})
