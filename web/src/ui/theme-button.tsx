import { Moon, Sun, SunMoon } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { say, toSay } from '../words/say'
import { IconButton } from './button'
import { chooseTheme, onTheme, type ThemeChoice, themeChoice } from './theme'

const next: { readonly [choice in ThemeChoice]: ThemeChoice } = { system: 'light', light: 'dark', dark: 'system' }
const names: { readonly [choice in ThemeChoice]: string } = {
  system: toSay('Theme: as the system'),
  light: toSay('Theme: light'),
  dark: toSay('Theme: dark'),
}

/** Light, dark, as the system: one press further each time. */
export function ThemeButton() {
  const choice = useSyncExternalStore(onTheme, themeChoice)
  return (
    <IconButton side="bottom" label={say(names[choice])} onClick={() => chooseTheme(next[choice])}>
      {choice === 'light' ? <Sun /> : choice === 'dark' ? <Moon /> : <SunMoon />}
    </IconButton>
  )
}
