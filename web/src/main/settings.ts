import { firstSettings, type Settings } from '../editor/settings'
import type { Editor } from '../editor/types'

/** What a person has chosen for themselves, kept on this device and the same in all its tabs (preferences/ brings it to their other devices). */

const key = 'drawingroom.settings'

const choices: { readonly [K in keyof Settings]?: readonly Settings[K][] } = {
  boxSelects: ['touch', 'contain'],
  wheel: ['auto', 'pan', 'zoom'],
  erases: ['all', 'own', 'ink'],
  rubs: ['whole', 'part'],
  highlights: ['over', 'under'],
  fingers: ['auto', 'move', 'draw', 'select', 'eraser'],
  keymap: ['own', 'excalidraw', 'tldraw', 'figma'],
  motion: ['system', 'full', 'less'],
}

/** Reads settings as they were kept; what cannot be read is as at first. */
export function settingsFrom(text: string | null): Settings {
  const settings: { [name: string]: boolean | string } = { ...firstSettings }
  const kept = parsed(text)
  for (const [name, first] of Object.entries(firstSettings)) {
    const value = Object.hasOwn(kept, name) ? kept[name] : undefined
    const offered = choices[name as keyof Settings] as readonly unknown[] | undefined
    const fits = offered === undefined ? typeof value === typeof first : offered.includes(value)
    if (fits) settings[name] = value as boolean | string
  }
  return settings as Settings
}

function parsed(text: string | null): { readonly [name: string]: unknown } {
  try {
    const kept: unknown = JSON.parse(text ?? 'null')
    return typeof kept === 'object' && kept !== null ? (kept as { [name: string]: unknown }) : {}
  } catch {
    return {}
  }
}

/** What was chosen on this device. */
export function keptSettings(): Settings {
  try {
    return settingsFrom(localStorage.getItem(key))
  } catch {
    return firstSettings
  }
}

/** Keeps settings on this device. */
export function keepSettings(settings: Settings): void {
  try {
    localStorage.setItem(key, JSON.stringify(settings))
  } catch {
    // Without storage the choice holds until the page is left.
  }
}

/** Keeps what is chosen from now on, and takes on what is chosen in another tab. Returns how to stop. */
export function followSettings(editor: Editor): () => void {
  let known = JSON.stringify(editor.state.settings)
  const end = editor.subscribe(({ settings }, before) => {
    if (settings === before.settings) return
    const text = JSON.stringify(settings)
    if (text === known) return
    known = text
    keepSettings(settings)
  })
  const heard = (event: StorageEvent) => {
    if (event.key !== key) return
    const settings = settingsFrom(event.newValue)
    known = JSON.stringify(settings)
    editor.setSettings(settings)
  }
  addEventListener('storage', heard)
  return () => {
    end()
    removeEventListener('storage', heard)
  }
}
