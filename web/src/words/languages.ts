import type { Catalogue } from './say'

/** A language that can be chosen: a catalogue and a line here (docs/languages.md). */
export type Language = {
  /** BCP 47. */
  readonly tag: string
  /** What it calls itself. */
  readonly name: string
  /** It is written from right to left. */
  readonly rtl?: true
  /** It says everything: a test holds it to that, and browsers that wish for it get it by themselves. */
  readonly complete: boolean
  /** Absent for English, which is written in the code. */
  readonly load?: () => Promise<{ readonly catalogue: Catalogue }>
  /** For tests; it is offered to nobody. */
  readonly hidden?: true
}

/** All languages, in the order in which they are offered: by the names they give themselves. */
export const languages: readonly Language[] = [
  { tag: 'de', name: 'Deutsch', complete: true, load: () => import('./catalogues/de') },
  { tag: 'en', name: 'English', complete: true },
  { tag: 'es', name: 'Español', complete: true, load: () => import('./catalogues/es') },
  { tag: 'fr', name: 'Français', complete: true, load: () => import('./catalogues/fr') },
  { tag: 'it', name: 'Italiano', complete: true, load: () => import('./catalogues/it') },
  { tag: 'nl', name: 'Nederlands', complete: true, load: () => import('./catalogues/nl') },
  { tag: 'pl', name: 'Polski', complete: true, load: () => import('./catalogues/pl') },
  { tag: 'pt-BR', name: 'Português (Brasil)', complete: true, load: () => import('./catalogues/pt-br') },
  { tag: 'ru', name: 'Русский', complete: true, load: () => import('./catalogues/ru') },
  { tag: 'ar', name: 'العربية', rtl: true, complete: true, load: () => import('./catalogues/ar') },
  { tag: 'ja', name: '日本語', complete: true, load: () => import('./catalogues/ja') },
  { tag: 'zh-Hans', name: '简体中文', complete: true, load: () => import('./catalogues/zh-hans') },
  { tag: 'en-XA', name: '[Ļöñĝ]', complete: false, hidden: true, load: () => import('./catalogues/pseudo') },
]

/** The languages that a person can choose. */
export const offered: readonly Language[] = languages.filter(({ hidden }) => hidden !== true)

const englishAlone = languages.find(({ tag }) => tag === 'en')!

/** The language of a choice, '' for as in the browser, which wishes for some, the dearest first. Where there is none of them: English. */
export function languageFor(choice: string, wishes: readonly string[]): Language {
  const chosen = languages.find(({ tag }) => tag === choice)
  if (chosen !== undefined) return chosen
  const among = offered.filter(({ complete }) => complete)
  for (const wish of wishes) {
    const found =
      among.find(({ tag }) => tag.toLowerCase() === wish.toLowerCase()) ?? among.find(({ tag }) => alike(tag, wish))
    if (found !== undefined) return found
  }
  return englishAlone
}

/** Whether who reads one reads the other: the same language in the same script. */
function alike(one: string, other: string): boolean {
  try {
    const [a, b] = [new Intl.Locale(one).maximize(), new Intl.Locale(other).maximize()]
    return a.language === b.language && a.script === b.script
  } catch {
    return false
  }
}
