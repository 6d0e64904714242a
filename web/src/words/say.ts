/**
 * What is said to people, in the language of the page. English is written where it is used and is the key: in English nothing is looked
 * up, and no catalogue is loaded. Where one English word means two things, what is meant stands behind it in brackets, `Bold [line]`;
 * nobody sees those.
 */

/** A message in as many forms as the language counts by (CLDR's plural categories). */
export type Plural = { readonly [category in Intl.LDMLPluralRule]?: string }

/** What a language says for each English message; of those that count the key is the form for many. */
export type Catalogue = { readonly [message: string]: string | Plural }

/** What fills the {holes} of a message. Numbers are written as the language writes them. */
export type Values = { readonly [name: string]: string | number }

/** A language as it is spoken. `tag`: BCP 47. `rtl`: written from right to left. */
export type Spoken = { readonly tag: string; readonly rtl: boolean; readonly catalogue: Catalogue }

/** What is spoken until another language has come, and where none can be had. */
export const english: Spoken = { tag: 'en', rtl: false, catalogue: {} }

let spoken = english
const listeners = new Set<() => void>()

/** From now on everything is said in this language. */
export function speak(language: Spoken): void {
  spoken = language
  for (const listener of [...listeners]) listener()
}

/** What is spoken now. */
export const spokenNow = (): Spoken => spoken

/** Calls when another language is spoken. */
export function onSpoken(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says a message: `say('{name} is here', { name })`. */
export function say(message: string, values: Values = {}): string {
  return filled(sayOpen(message), values)
}

/** The same with its {holes} left open, for who fills them with more than words. */
export function sayOpen(message: string): string {
  const found = spoken.catalogue[message]
  return (typeof found === 'string' ? found : message).replace(/ \[[^\]]*\]$/, '')
}

/** Marks a message that is said later: in a list, say, from which it is drawn by `say(one.title)`. */
export const toSay = (message: string): string => message

/** Fills the {holes} of what is said. */
export function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name] ?? hole
    const words = typeof value === 'number' ? value.toLocaleString(spoken.tag) : value
    // What runs the other way must not pull the words around it along.
    return spoken.rtl ? `\u2068${words}\u2069` : words
  })
}
