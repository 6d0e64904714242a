import type { Settings } from './settings'
import type { Command } from './types'

/** Other programs' keys, for hands that know those. What a map does not name keeps its own keys, less those that the map gives to something else. */

/** Keys of commands by their ids, where a map has others; the first is the one that is shown. */
type Keymap = { readonly [id: string]: readonly string[] }

const arrows = (of: (way: string) => readonly [id: string, keys: string]): Keymap =>
  Object.fromEntries(['right', 'left', 'up', 'down'].map(of).map(([id, keys]) => [id, [keys]]))

/** Excalidraw's: HelpDialog.tsx, Tools.tsx and actions/shortcuts.ts of its source. */
const excalidraw: Keymap = {
  'tool-diamond': ['d', '3'],
  'tool-pen': ['p', 'x', '7'],
  'tool-highlighter': ['u'],
  'snap-objects': ['alt+s'],
  'align-left': ['mod+shift+arrowleft'],
  'align-right': ['mod+shift+arrowright'],
  'align-top': ['mod+shift+arrowup'],
  'align-bottom': ['mod+shift+arrowdown'],
  'zoom-in': ['mod+=', 'mod++'],
  'zoom-out': ['mod+-'],
  'zoom-reset': ['mod+0'],
}

/** tldraw's: useTools.tsx and actions.tsx of its source. */
const tldraw: Keymap = {
  'tool-pen': ['d', 'b', 'x'],
  'tool-highlighter': ['shift+d'],
  'tool-image': ['mod+u'],
  lock: ['shift+l'],
  'order-front': [']'],
  'order-forward': ['alt+]'],
  'order-backward': ['alt+['],
  'order-back': ['['],
  theme: ['mod+/'],
  zen: ['mod+.'],
  'zoom-reset': ['shift+0'],
  // There the nearest is reached by what grows flowcharts here, so the two change places.
  ...arrows((way) => [`walk-${way}`, `mod+arrow${way}`]),
  ...arrows((way) => [`grow-${way}`, `alt+arrow${way}`]),
}

/** FigJam's: its page of keys in Figma's help. */
const figma: Keymap = {
  'tool-pen': ['m'],
  'tool-highlighter': ['shift+m'],
  'tool-eraser': ['shift+backspace'],
  'tool-arrow': ['x', 'shift+l'],
  'tool-note': ['s'],
  'tool-frame': ['shift+s'],
  'tool-image': ['mod+shift+k'],
  signs: ['e'],
  'order-front': [']'],
  'order-forward': ['mod+]'],
  'order-backward': ['mod+['],
  'order-back': ['['],
  tidy: ['mod+alt+t'],
  'copy-png': ['mod+shift+c'],
  zen: ['mod+\\'],
}

/** Every map by its name in the settings. A new one is a table and a line here. */
export const keymaps: { readonly [name in Settings['keymap']]: Keymap } = { own: {}, excalidraw, tldraw, figma }

/** Whether keys are a letter, digit or sign alone, or with shift: whoever speaks to the machine, or hits keys by mistake, may not want those. */
export function isSingle(keys: string): boolean {
  return /^(shift\+)?.$/u.test(keys)
}

/** The same commands with the keys that the settings give them. */
export function keyed<T extends Pick<Command, 'keys'>>(
  commands: readonly T[],
  idOf: (command: T) => string,
  { keymap, singleKeys }: Pick<Settings, 'keymap' | 'singleKeys'>,
): T[] {
  const map = keymaps[keymap]
  const taken = new Set(Object.values(map).flat())
  return commands.map((command) => {
    const own = command.keys.filter((keys) => !taken.has(keys))
    const keys = (map[idOf(command)] ?? own).filter((one) => singleKeys || !isSingle(one))
    return { ...command, keys }
  })
}
