import type { Theme } from '../editor/types'

/** What the person wants: a theme, or whatever the system has. */
export type ThemeChoice = Theme | 'system'

const key = 'drawingroom.theme'
const dark = () => matchMedia('(prefers-color-scheme: dark)')

/** What holds on this page whatever was chosen on the device; null for nothing. */
let fixed: ThemeChoice | null = null

/** Has a theme hold on this page whatever was chosen on the device, as in frames of other sites. To be called before anything is drawn. */
export function fixTheme(choice: ThemeChoice): void {
  fixed = choice
}

/** What was chosen on this device. */
export function themeChoice(): ThemeChoice {
  const kept = fixed ?? read()
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** The theme that holds now. */
export function themeNow(): Theme {
  const choice = themeChoice()
  if (choice !== 'system') return choice
  return dark().matches ? 'dark' : 'light'
}

/** Keeps the choice and puts it on the page. */
export function chooseTheme(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(key)
    else localStorage.setItem(key, choice)
  } catch {
    // Without storage the choice holds until the page is left.
  }
  document.documentElement.dataset.theme = choice === 'system' ? '' : choice
  for (const listener of listeners) listener()
}

/** Puts the kept choice on the page; to be called before anything is drawn. */
export function applyTheme(): void {
  const choice = themeChoice()
  document.documentElement.dataset.theme = choice === 'system' ? '' : choice
}

const listeners = new Set<() => void>()

/** Calls when the theme that holds may have changed, by choice or by the system. */
export function onTheme(listener: () => void): () => void {
  const system = dark()
  listeners.add(listener)
  system.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    system.removeEventListener('change', listener)
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
