import { describe, expect, it } from 'vitest'
import { layout, lineLeft, piecesOf, rightToLeft } from './text-layout'

const type = { font: 'sans', size: 2000 }

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
    const set = layout('שלום\nab', type, 10_000)
    const left = (align: string) => [0, 1].map((i) => Math.round(lineLeft(new Map([['align', align]]), set, i, set.w)))
    expect(left('start')).toEqual([5600, 0])
    expect(left('end')).toEqual([0, 7800])
  })
})

describe('a tab', () => {
  it('goes to the next stop, each four spaces from the other', () => {
    const at = piecesOf('a\tabcd\t', type).map((piece) => Math.round(piece.at))
    expect(at).toEqual([0, 4400, 13_200])
  })
})
