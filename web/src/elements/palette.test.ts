import { describe, expect, it } from 'vitest'
import { contrast } from './contrast'
import { colourOf, inkOf, LEAST, palette, room, toneOf } from './palette'

const rooms = ['light', 'dark'] as const
const lines = [...palette.keys()].filter((token) => token !== 'paper' && !token.startsWith('soft-'))
const soft = [...palette.keys()].filter((token) => token.startsWith('soft-'))

/** A colour with so much of it laid over another. */
function over(colour: string, share: number, paper: string): string {
  const mixed = [1, 3, 5].map((i) => {
    const [a, b] = [colour, paper].map((hex) => Number.parseInt(hex.slice(i, i + 2), 16)) as [number, number]
    return Math.round(a * share + b * (1 - share))
      .toString(16)
      .padStart(2, '0')
  })
  return `#${mixed.join('')}`
}

describe.each(rooms)('in the %s room', (theme) => {
  const paper = colourOf('paper', theme)!

  it.each(lines)('lines in %s are seen on the paper', (token) => {
    expect(contrast(colourOf(token, theme)!, paper)).toBeGreaterThanOrEqual(LEAST)
  })

  it.each(soft)('ink is read on %s, which is seen to be a surface', (token) => {
    expect(contrast(colourOf('ink', theme)!, colourOf(token, theme)!)).toBeGreaterThanOrEqual(7)
    expect(contrast(paper, colourOf(token, theme)!)).toBeGreaterThan(1.1)
  })

  it.each(soft.filter((token) => token !== 'soft-grey'))(
    'a line of the full colour is seen on %s, its own soft one',
    (token) => {
      expect(contrast(colourOf(token.slice(5), theme)!, colourOf(token, theme)!)).toBeGreaterThanOrEqual(2.4)
    },
  )

  it.each(soft)('the pattern of %s is seen, and is weaker than a line', (token) => {
    const { colour, strength } = toneOf(token)
    const drawn = over(colourOf(colour, theme)!, strength, paper)
    expect(contrast(drawn, paper)).toBeGreaterThan(1.6)
    expect(contrast(drawn, paper)).toBeLessThan(contrast(colourOf(colour, theme)!, paper))
  })

  it('the paper of the palette is the paper of the board, and ink is read on it', () => {
    expect(room.paper[theme === 'light' ? 0 : 1]).toBe(paper)
    expect(contrast(colourOf('ink', theme)!, paper)).toBeGreaterThan(12)
  })
})

describe('a colour of one’s own', () => {
  it('is shown as it is', () => {
    for (const theme of rooms)
      for (const own of ['#ff8800', '#12c0ff80', '#e8e8e8']) expect(colourOf(inkOf(own), theme)).toBe(own)
    expect(colourOf(inkOf('#000000'), 'light')).toBe('#000000')
  })

  it('as a line in the dark, is drawn light where it would not be seen; as a fill it stays', () => {
    let lightened = 0
    for (let n = 0; n < 0x1000; n++) {
      const own = `#${[n >> 8, (n >> 4) & 15, n & 15].map((d) => d.toString(16).repeat(2)).join('')}`
      const seen = colourOf(inkOf(own), 'dark')!
      expect(contrast(seen, room.paper[1]), own).toBeGreaterThanOrEqual(LEAST)
      if (seen === own) continue
      lightened++
      expect(colourOf(own, 'dark')).toBe(own)
    }
    expect(lightened).toBeGreaterThan(100)
    expect(contrast(colourOf(inkOf('#000000'), 'dark')!, room.paper[1])).toBeGreaterThan(14)
    expect(colourOf(inkOf('#00002080'), 'dark')).toMatch(/80$/)
  })

  it('is ink where it is nonsense', () => {
    for (const token of ['#12', '#gggggg', 'nothing', '', 'ink#12'])
      expect(colourOf(token, 'light')).toBe(palette.get('ink')![0])
  })
})
