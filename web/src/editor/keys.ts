import type { Command } from './types'

/** A key as it was pressed; the shape of a KeyboardEvent as far as it matters. */
export type KeyPress = {
  readonly key: string
  readonly code: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

type Chord = { readonly key: string; readonly shift: boolean; readonly alt: boolean; readonly mod: boolean }

/** Reads "mod+shift+z". A plus as the key itself stands at the end: "mod++". */
export function parseKeys(keys: string): Chord {
  const parts = (keys.endsWith('++') ? `${keys.slice(0, -2)}+plus` : keys === '+' ? 'plus' : keys).split('+')
  const key = parts.at(-1)!
  return {
    key: key === 'plus' ? '+' : key,
    shift: parts.includes('shift'),
    alt: parts.includes('alt'),
    mod: parts.includes('mod'),
  }
}

/** The names by which a press may be meant: what it writes, and what is printed on the key of a Latin keyboard. */
function namesOf(press: KeyPress): readonly string[] {
  const names = [press.key.toLowerCase()]
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1]
  const digit = /^Digit(\d)$/.exec(press.code)?.[1]
  // Other alphabets and alt combinations write other letters; the place of the key counts then.
  if (letter !== undefined && !/^[a-z]$/i.test(press.key)) names.push(letter.toLowerCase())
  if (digit !== undefined) names.push(digit)
  if (press.code === 'BracketLeft') names.push('[')
  if (press.code === 'BracketRight') names.push(']')
  return names
}

/** Whether a press is what the keys say. A symbol that needs shift on this keyboard ("+") does not ask for shift. */
export function matches(press: KeyPress, keys: string): boolean {
  const chord = parseKeys(keys)
  const symbol = chord.key.length === 1 && !/[a-z0-9[\]]/.test(chord.key)
  return (
    namesOf(press).includes(chord.key) &&
    (press.ctrlKey || press.metaKey) === chord.mod &&
    press.altKey === chord.alt &&
    (symbol || press.shiftKey === chord.shift)
  )
}

/**
 * The command that a press means: of those of the list that it names, the first that answers it, or else the first. `busy`: a gesture is
 * in progress. Shift, alt and mod then say how it is done, and Escape means the same with any of them down.
 */
export function commandFor(
  press: KeyPress,
  commands: readonly Command[],
  busy = false,
  answers: (command: Command) => boolean = () => true,
): Command | undefined {
  const { key, code } = press
  const meant =
    busy && key === 'Escape' ? { key, code, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false } : press
  const named = commands.filter((command) => command.keys.some((keys) => matches(meant, keys)))
  return named.find(answers) ?? named[0]
}
