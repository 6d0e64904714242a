import type { Editor } from '../editor/types'
import { type Language, languageFor } from '../words/languages'
import { english, speak } from '../words/say'
import { keptSettings } from './settings'

/** A page is shown in English when its language has not come by then, in milliseconds, and speaks it once it has. */
const PATIENCE = 3_000

let wanted: Language | null = null

/** Speaks what was chosen on this device, or what the browser wishes for; resolves when it does, or nobody shall wait any longer for it. */
export async function speakChosen(choice: string = keptSettings().language): Promise<void> {
  const language = languageFor(choice, navigator.languages)
  if (language === wanted) return
  wanted = language
  await Promise.race([speakIt(language), new Promise((resolve) => setTimeout(resolve, PATIENCE))])
}

/** What cannot be loaded is not spoken; the next choice tries again. */
async function speakIt(language: Language): Promise<void> {
  const { tag, rtl = false, load } = language
  try {
    const catalogue = load === undefined ? english.catalogue : (await load()).catalogue
    if (wanted !== language) return
    const { documentElement: root } = document
    root.lang = tag
    root.dir = rtl ? 'rtl' : 'ltr'
    speak({ tag, rtl, catalogue })
  } catch {
    if (wanted === language) wanted = null
  }
}

/** Speaks what is chosen from now on, here or in another tab; what the canvas says is painted anew. */
export function followLanguage(editor: Editor): void {
  editor.subscribe(({ settings }, before) => {
    if (settings.language !== before.settings.language) void speakChosen(settings.language)
  })
}
