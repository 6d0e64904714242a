import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import kinds from '../../../rooms/board/kinds.json'
import { palette } from '../elements/palette'
import { colourClass, fillColours, lineColours } from './palette'

const css = readFileSync(new URL('styles/palette.css', import.meta.url), 'utf8')

/** What the style sheet says of a token. */
function styled(token: string): string[] | null {
  const rule = new RegExp(`\\.is-${token} \\{\\s*--colour: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(css)
  return rule && [rule[1]!, rule[2]!]
}

test('the chrome shows each colour as the board draws it', () => {
  expect(palette.size).toBeGreaterThan(10)
  for (const [token, pair] of palette) expect([token, styled(token)]).toEqual([token, [...pair]])
})

test('every colour that is offered is one that the server takes', () => {
  for (const { token } of [...lineColours, ...fillColours]) expect(kinds.palette).toContain(token)
})

test('a colour that is no token cannot become another class', () => {
  expect(colourClass('red')).toBe('is-red')
  expect(colourClass('#ff0000ff')).toBe('is-ink')
  expect(colourClass('red panel')).toBe('is-ink')
})
