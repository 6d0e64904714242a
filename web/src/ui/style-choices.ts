import kinds from '../../../rooms/board/kinds.json'
import type { Style } from '../editor/types'

/** A value offered for a property, with its name. */
export type Choice<T> = { readonly value: T; readonly name: string }

/** Line thickness in hundredths of a unit. */
export const thicknesses: readonly Choice<number>[] = [
  { value: 200, name: 'Thin' },
  { value: 400, name: 'Medium' },
  { value: 800, name: 'Thick' },
  { value: 1600, name: 'Extra thick' },
]

/** Size of text in hundredths of a unit. */
export const fontSizes: readonly Choice<number>[] = [
  { value: 1400, name: 'Small' },
  { value: 2000, name: 'Medium' },
  { value: 3200, name: 'Large' },
  { value: 4800, name: 'Extra large' },
]

/** How a line is broken. */
export const dashes: readonly Choice<string>[] = [
  { value: 'solid', name: 'Solid' },
  { value: 'dashed', name: 'Dashed' },
  { value: 'dotted', name: 'Dotted' },
]

const uses = kinds.kinds as { readonly [kind: string]: { readonly uses: readonly string[] } }

/** The properties of the style that mean something to any of the kinds; kinds that are not known use none. */
export function styleOfKinds(kindNames: Iterable<string>): ReadonlySet<keyof Style> {
  const found = new Set<keyof Style>()
  for (const kind of kindNames) {
    for (const property of Object.hasOwn(uses, kind) ? uses[kind]!.uses : []) {
      if (styleProperties.has(property)) found.add(property as keyof Style)
    }
  }
  return found
}

const styleProperties: ReadonlySet<string> = new Set<keyof Style>([
  'colour',
  'fill',
  'thickness',
  'dash',
  'opacity',
  'font-size',
  'font',
])
