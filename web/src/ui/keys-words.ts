const apple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

const names: { readonly [key: string]: string } = apple
  ? { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃', escape: 'Esc', backspace: '⌫', delete: 'Del', enter: '↩' }
  : {
      mod: 'Ctrl',
      shift: 'Shift',
      alt: 'Alt',
      ctrl: 'Ctrl',
      escape: 'Esc',
      backspace: 'Backspace',
      delete: 'Del',
      enter: 'Enter',
    }

const others: { readonly [key: string]: string } = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  space: 'Space',
  f2: 'F2',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  contextmenu: 'Menu',
  f10: 'F10',
}

/** "mod+shift+z" as the keys of this machine, one by one, as they are printed on them; none for ''. */
export function keyParts(keys: string): string[] {
  if (keys === '') return []
  return keys
    .split('+')
    .map((key, i, all) => (key === '' ? (i === all.length - 1 ? '+' : '') : key))
    .filter(Boolean)
    .map((key) => names[key.toLowerCase()] ?? others[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key))
}

/** The same in one piece, for tooltips. */
export function keyText(keys: string): string {
  return keyParts(keys).join(apple ? '' : '+')
}
