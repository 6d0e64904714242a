import { say, toSay } from './say'

/** Keys as they are printed: the words on them are the language's, and on a Mac they are signs. */

const apple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

const signs: { readonly [key: string]: string } = apple
  ? { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃', backspace: '⌫', enter: '↩' }
  : {}

const names: { readonly [key: string]: string } = {
  mod: toSay('Ctrl [key]'),
  shift: toSay('Shift [key]'),
  alt: toSay('Alt [key]'),
  ctrl: toSay('Ctrl [key]'),
  escape: toSay('Esc [key]'),
  backspace: toSay('Backspace [key]'),
  delete: toSay('Del [key]'),
  enter: toSay('Enter [key]'),
  tab: toSay('Tab [key]'),
  space: toSay('Space [key]'),
  pageup: toSay('PgUp [key]'),
  pagedown: toSay('PgDn [key]'),
  contextmenu: toSay('Menu [key]'),
}

const others: { readonly [key: string]: string } = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  f2: 'F2',
  f6: 'F6',
  f10: 'F10',
}

/** "mod+shift+z" as the keys of this machine, one by one, as they are printed on them; none for ''. */
export function keyParts(keys: string): string[] {
  if (keys === '') return []
  return keys
    .split('+')
    .map((key, i, all) => (key === '' ? (i === all.length - 1 ? '+' : '') : key))
    .filter(Boolean)
    .map(keyName)
}

function keyName(key: string): string {
  const low = key.toLowerCase()
  const sign = signs[low] ?? others[low]
  if (sign !== undefined) return sign
  const name = names[low]
  return name !== undefined ? say(name) : key.length === 1 ? key.toUpperCase() : key
}

/** The same in one piece, for tooltips and sentences. */
export function keyText(keys: string): string {
  return keyParts(keys).join(apple ? '' : '+')
}
