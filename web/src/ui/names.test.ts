import { expect, test } from 'vitest'
import { initials, nameMax, suggestMe } from './names'

test.each([
  ['Ada Lovelace', 'AL'],
  ['  ada ', 'A'],
  ['Grace Brewster Murray Hopper', 'GH'],
  ['', '?'],
  ['😀 smile', '😀S'],
])('the initials of "%s" are %s', (name, letters) => expect(initials(name)).toBe(letters))

test('a suggestion is always a name that the server takes and a colour that was given', () => {
  for (let i = 0; i < 100; i++) {
    const me = suggestMe(['red', 'teal'], () => i / 100)
    expect(me.name.length).toBeLessThanOrEqual(nameMax)
    expect(me.name).toMatch(/^\w+ \w+$/)
    expect(['red', 'teal']).toContain(me.colour)
  }
})
