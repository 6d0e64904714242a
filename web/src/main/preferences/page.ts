import { firstSettings, type Settings } from '../../editor/settings'
import type { Editor } from '../../editor/types'
import { ownName } from '../../site/at'
import { pageClock } from '../../sync/clock'
import { getPreferences, putPreferences } from '../../sync/preferences-api'
import { tellKept } from '../../ui/preferences-kept'
import { onRecentColours, readColoursAgain, recentColours, takeColours } from '../../ui/recent-colours'
import { chooseTheme, onTheme, type ThemeChoice, themeChoice } from '../../ui/theme'
import { speakChosen } from '../language'
import { keepSettings, keptSettings, settingsFrom } from '../settings'
import type { Agreed, Chosen } from './merge'
import { type Device, type Memory, Preferences } from './preferences'
import { settingsAlong } from './table'

/** The settings of a page, wherever it has them. */
type Kept = { readonly get: () => Settings; readonly set: (settings: Settings) => void }

/** On a board: what is chosen goes along with the person, and what they chose elsewhere comes. */
export function followOnBoard(user: string, editor: Editor): void {
  const preferences = follow(user, { get: () => editor.state.settings, set: (s) => editor.setSettings(s) })
  editor.subscribe(({ settings }, before) => {
    if (settings !== before.settings) preferences.changed()
  })
}

/** On the start page. Returns what is to be called when a language has been chosen there. */
export function followAtStart(user: string): () => void {
  const preferences = follow(user, {
    get: keptSettings,
    set(settings) {
      keepSettings(settings)
      void speakChosen(settings.language)
    },
  })
  return () => preferences.changed()
}

function follow(user: string, settings: Kept): Preferences {
  const preferences = new Preferences(user, {
    device: deviceWith(settings),
    server: { get: getPreferences, put: putPreferences },
    memory: memory(),
    clock: pageClock,
    told: tellKept,
  })
  const changed = () => preferences.changed()
  onTheme(changed)
  onRecentColours(changed)
  addEventListener('storage', takeFromOtherTab)
  addEventListener('online', () => void preferences.now())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') preferences.leave()
    else preferences.look()
  })
  void preferences.now()
  return preferences
}

/** The settings are followed on a board by themselves; the theme and the colours are, too, so that no tab holds old ones for chosen. */
function takeFromOtherTab({ key }: StorageEvent): void {
  if (key === 'drawingroom.theme') chooseTheme(themeChoice())
  if (key === 'drawingroom.colours') readColoursAgain()
}

const names = (Object.keys(settingsAlong) as (keyof Settings)[]).filter((name) => settingsAlong[name])

function deviceWith(settings: Kept): Device {
  return {
    read: () => read(settings.get()),
    take(chosen) {
      const now = settings.get()
      const wanted = settingsWith(now, chosen)
      if (names.some((name) => wanted[name] !== now[name])) settings.set(wanted)
      if (themeOf(chosen) !== themeChoice()) chooseTheme(themeOf(chosen))
      takeColours(chosen.colours)
    },
  }
}

function read(settings: Settings): Chosen {
  const chosen = names.filter((name) => settings[name] !== firstSettings[name])
  const theme = themeChoice()
  const colours = recentColours()
  return {
    ...Object.fromEntries(chosen.map((name) => [name, settings[name]])),
    ...(theme !== 'system' && { theme }),
    ...(colours.length > 0 && { colours }),
  }
}

/** What stays on the device is as it was; what does not fit is as at first. */
function settingsWith(now: Settings, chosen: Chosen): Settings {
  const wanted = names.map((name) => [name, Object.hasOwn(chosen, name) ? chosen[name] : firstSettings[name]])
  return settingsFrom(JSON.stringify({ ...now, ...Object.fromEntries(wanted) }))
}

const themeOf = ({ theme }: Chosen): ThemeChoice => (theme === 'light' || theme === 'dark' ? theme : 'system')

const agreedKey = ownName('drawingroom.agreed')

/** In the browser's storage; where that takes nothing, in the page's memory, and each page meets the server anew. */
function memory(): Memory {
  let unkept: Agreed | null = null
  return {
    read() {
      try {
        return unkept ?? agreedFrom(localStorage.getItem(agreedKey))
      } catch {
        return null
      }
    },
    keep(agreed) {
      try {
        localStorage.setItem(agreedKey, JSON.stringify(agreed))
        unkept = null
      } catch {
        unkept = agreed
      }
    },
  }
}

function agreedFrom(text: string | null): Agreed | null {
  const kept = JSON.parse(text ?? 'null') as Partial<Agreed> | null
  if (typeof kept?.user !== 'string' || typeof kept.version !== 'number') return null
  if (typeof kept.chosen !== 'object' || kept.chosen === null) return null
  return { user: kept.user, version: kept.version, chosen: kept.chosen }
}
