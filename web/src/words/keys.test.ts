import { expect, test } from 'vitest'
import { keyParts } from './keys'

test.each([
  ['', []],
  ['v', ['V']],
  ['mod+z', ['Ctrl', 'Z']],
  ['mod++', ['Ctrl', '+']],
  ['+', ['+']],
  ['shift+pageup', ['Shift', 'PgUp']],
  ['shift+f10', ['Shift', 'F10']],
  ['alt+shift+arrowleft', ['Alt', 'Shift', '←']],
])('%s is printed on the keys as %j', (keys, parts) => expect(keyParts(keys)).toEqual(parts))
