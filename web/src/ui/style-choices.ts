import kinds from '../../../rooms/board/kinds.json'
import { ROUND, usesStyle } from '../editor/style'
import type { Style } from '../editor/types'
import { forms } from '../elements/forms'
import { isShape } from '../elements/props'
import type { ToolEntry } from './lists'

/** A value offered for a property, with its name. */
export type Choice<T> = { readonly value: T; readonly name: string }

/** Line thickness in hundredths of a unit. */
export const thicknesses: readonly Choice<number>[] = [
  { value: 200, name: 'Thin' },
  { value: 400, name: 'Medium' },
  { value: 800, name: 'Bold [line]' },
  { value: 1600, name: 'Extra bold [line]' },
]

/** Size of text in hundredths of a unit. */
export const fontSizes: readonly Choice<number>[] = [
  { value: 1400, name: 'Small' },
  { value: 2000, name: 'Medium' },
  { value: 3200, name: 'Large' },
  { value: 4800, name: 'Extra large' },
]

/** The letters that stand for the sizes. */
export const sizeLetters: readonly string[] = ['S', 'M', 'L', 'XL']

/** Families of letters, as in kinds.json. */
export const fonts: readonly Choice<string>[] = [
  { value: 'sans', name: 'Plain' },
  { value: 'hand', name: 'Handwritten' },
  { value: 'serif', name: 'Book' },
  { value: 'mono', name: 'Typewriter' },
]

/** What a line by hand is drawn with. */
export const nibs: readonly Choice<string>[] = [
  { value: 'pressure', name: 'Follows the pressure' },
  { value: 'even', name: 'Even' },
]

/** How an arrow gets to its end. */
export const routes: readonly Choice<string>[] = [
  { value: 'straight', name: 'Straight' },
  { value: 'curve', name: 'Curved' },
  { value: 'elbow', name: 'Right angles' },
]

/** What an arrow may begin and end with. */
export const arrowHeads: readonly Choice<string>[] = [
  { value: 'none', name: 'Nothing' },
  { value: 'arrow', name: 'Arrow' },
  { value: 'triangle', name: 'Triangle' },
  { value: 'triangle-open', name: 'Hollow triangle' },
  { value: 'circle', name: 'Dot' },
  { value: 'circle-open', name: 'Ring' },
  { value: 'diamond', name: 'Diamond' },
  { value: 'diamond-open', name: 'Hollow diamond' },
  { value: 'bar', name: 'Bar' },
  { value: 'one', name: 'One' },
  { value: 'only-one', name: 'Exactly one' },
  { value: 'zero-one', name: 'One or none' },
  { value: 'many', name: 'Many' },
  { value: 'one-many', name: 'One or many' },
  { value: 'zero-many', name: 'None or many' },
]

/** Which side lines of words keep to. */
export const aligns: readonly Choice<string>[] = [
  { value: 'start', name: 'At the start' },
  { value: 'centre', name: 'In the middle' },
  { value: 'end', name: 'At the end' },
]

/** Where words stand in a shape. */
export const verticals: readonly Choice<string>[] = [
  { value: 'top', name: 'At the top' },
  { value: 'middle', name: 'Halfway down' },
  { value: 'bottom', name: 'At the bottom' },
]

/** How a line is broken. */
export const dashes: readonly Choice<string>[] = [
  { value: 'solid', name: 'Solid' },
  { value: 'dashed', name: 'Dashed' },
  { value: 'dotted', name: 'Dotted' },
]

/** How a fill is laid. */
export const fillStyles: readonly Choice<string>[] = [
  { value: 'solid', name: 'Solid' },
  { value: 'hatch', name: 'Hatched' },
  { value: 'cross', name: 'Cross-hatched' },
  { value: 'dots', name: 'Dotted' },
]

/** Clean, or as if drawn by hand. */
export const manners: readonly Choice<string>[] = [
  { value: 'clean', name: 'Clean' },
  { value: 'hand', name: 'Hand-drawn' },
]

/** Of corners, in hundredths of a unit. */
export const corners: readonly Choice<number>[] = [
  { value: 0, name: 'Sharp' },
  { value: 800, name: 'Soft' },
  { value: ROUND, name: 'Round' },
]

/** Every shape that another may become: by its kind, or its form where it is a figure. */
export const shapes: readonly Choice<string>[] = [
  { value: 'rectangle', name: 'Rectangle' },
  { value: 'ellipse', name: 'Ellipse' },
  { value: 'diamond', name: 'Diamond' },
  ...forms.map(({ form, title }) => ({ value: form, name: title })),
]

/** What a tool's next element can be told of the style: a line by hand may close. */
export function styleOfTool(tool: Pick<ToolEntry, 'makes' | 'without'> | undefined): ReadonlySet<keyof Style> {
  const found = new Set(styleOfKinds(tool?.makes ?? []))
  if (tool?.makes.includes('stroke')) found.add('fill').add('fill-style')
  for (const name of tool?.without ?? []) found.delete(name as keyof Style)
  return found
}

const uses = kinds.kinds as { readonly [kind: string]: { readonly uses: readonly string[] } }

/** The properties of the style that mean something to any of the kinds; kinds that are not known use none. Of shapes it is what they have without words, of lines while they are open. */
export function styleOfKinds(kindNames: Iterable<string>): ReadonlySet<keyof Style> {
  const found = new Set<keyof Style>()
  for (const kind of kindNames) {
    for (const property of Object.hasOwn(uses, kind) ? uses[kind]!.uses : []) {
      if (!styleProperties.has(property)) continue
      if (usesStyle(new Map([['kind', kind]]), property)) found.add(property as keyof Style)
    }
    if (isShape(kind)) found.add('form')
  }
  return found
}

const styleProperties: ReadonlySet<string> = new Set<keyof Style>([
  'colour',
  'fill',
  'fill-style',
  'thickness',
  'dash',
  'manner',
  'radius',
  'opacity',
  'font-size',
  'font',
  'nib',
  'form',
  'route',
  'start-head',
  'end-head',
  'align',
  'vertical',
  'text-colour',
])
