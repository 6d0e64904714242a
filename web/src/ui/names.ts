/** Names for people who have not told theirs: kind, short, easy to tell apart when read aloud. */

const firsts = [
  'Bright',
  'Calm',
  'Clever',
  'Curious',
  'Gentle',
  'Happy',
  'Lively',
  'Merry',
  'Nimble',
  'Quiet',
  'Sunny',
  'Swift',
  'Warm',
  'Witty',
]
const seconds = [
  'Badger',
  'Beaver',
  'Finch',
  'Fox',
  'Hare',
  'Heron',
  'Lynx',
  'Magpie',
  'Marten',
  'Otter',
  'Owl',
  'Robin',
  'Seal',
  'Wren',
]

/** A person as they show themselves to others. `colour` is a palette token. */
export type Me = { readonly name: string; readonly colour: string }

/** Suggests a person; `random` gives numbers from 0 up to, not including, 1. */
export function suggestMe(colours: readonly string[], random: () => number): Me {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  return { name: `${pick(firsts)} ${pick(seconds)}`, colour: pick(colours) || 'teal' }
}

/** What stands in a person's circle: the first letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = words.length > 1 ? [words[0]!, words[words.length - 1]!] : words
  return letters.map((word) => [...word][0]!.toLocaleUpperCase()).join('') || '?'
}

/** The longest name the server takes, in characters. */
export const nameMax = 60
