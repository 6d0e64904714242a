/** A key as it is called on most machines: "mod+shift+e" is Ctrl+Shift+E, or ⌘⇧E. */
export function keyWords(keys: string): string {
  const apple = /Mac|iPhone|iPad/.test(navigator.platform)
  const names: { readonly [key: string]: string } = apple
    ? { mod: '⌘', shift: '⇧', alt: '⌥' }
    : { mod: 'Ctrl+', shift: 'Shift+', alt: 'Alt+' }
  return keys
    .split('+')
    .map((key) => names[key] ?? key.toUpperCase())
    .join('')
}
