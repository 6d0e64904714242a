import type { Value } from '../board/types'
import { seedOf } from '../elements/chance'
import { roundRadius } from '../elements/corners'
import type { ElementProps } from '../elements/element'
import { dictionary, isLabelled, number, pair, string } from '../elements/props'
import { hasRuns } from '../elements/text-runs'
import type { Style } from './types'

/** What the next element is drawn with at first. */
export const firstStyle: Style = {
  colour: 'ink',
  fill: 'none',
  thickness: 400,
  dash: 'solid',
  opacity: 100,
  'font-size': 2000,
  font: 'sans',
  manner: 'clean',
  'fill-style': 'solid',
  // A little soft.
  radius: 800,
  nib: 'pressure',
  form: 'hexagon',
  route: 'straight',
  'start-head': 'none',
  'end-head': 'arrow',
  align: 'start',
  vertical: 'middle',
  'text-colour': 'ink',
}

/** A radius that says: round, whatever the size. What is stored is what that comes to. */
export const ROUND = -1

/** The next larger or smaller size of letters: a tenth, as in Excalidraw, in whole units; within what is offered, 6 to 200 units. */
export function fontSizeStepped(size: number, way: 1 | -1): number {
  const next = Math.round((way > 0 ? size * 1.1 : size / 1.1) / 100) * 100
  const other = way > 0 ? Math.max(next, size + 100) : Math.min(next, size - 100)
  return Math.max(600, Math.min(20000, other))
}

/** How thick lines of what a tool makes usually are: a pen's line at the width of a border would look thin. */
export function usualThickness(makes: readonly string[]): number | undefined {
  const usual = makes.map((kind) => dictionary[kind]?.defaults.thickness).find((value) => typeof value === 'number')
  return usual as number | undefined
}

/** A style with null where the elements do not agree. */
export type MixedStyle = { readonly [K in keyof Style]: Style[K] | null }

/** The properties of a style. */
export const styleNames = Object.keys(firstStyle) as (keyof Style)[]

/** What means nothing to a shape without a label. */
const ofLetters: ReadonlySet<string> = new Set(['font', 'font-size', 'align', 'vertical', 'text-colour'])

/** What means nothing to a line that is open, drawn by hand or not. */
const ofFills: ReadonlySet<string> = new Set(['fill', 'fill-style'])
const mayBeOpen: ReadonlySet<string> = new Set(['line', 'stroke'])

/** Whether a property of the style means something to an element. */
export function usesStyle(props: ElementProps, name: string): boolean {
  const kind = props.get('kind')
  if (typeof kind !== 'string' || !Object.hasOwn(dictionary, kind) || !dictionary[kind]!.uses.includes(name))
    return false
  if (ofLetters.has(name) && isLabelled(kind)) return hasRuns(props)
  return !ofFills.has(name) || !mayBeOpen.has(kind) || props.get('closed') === true
}

/** What an element says of a property of the style that its kind has, its defaults counted in. */
export function styleValue(props: ElementProps, name: keyof Style): string | number {
  if (typeof firstStyle[name] === 'string') return string(props, name)
  const value = number(props, name)
  return name === 'radius' && value > 0 && value === roundRadius(...pair(props, 'size')) ? ROUND : value
}

/** What setting a part of the style comes to on one element: only what its kind has, round corners as a length, a seed for a hand. */
export function styleChanges(props: ElementProps, style: Partial<Style>): Map<string, Value> {
  const changes = new Map<string, Value>(Object.entries(style).filter(([name]) => usesStyle(props, name)))
  if (changes.get('radius') === ROUND) changes.set('radius', roundRadius(...pair(props, 'size')))
  // Its place in the order is its own, too: what never had a seed does not shake like its neighbours.
  if (changes.get('manner') === 'hand' && number(props, 'seed') === 0)
    changes.set('seed', seedOf(string(props, 'order')))
  return changes
}

/** What is always said of a new element; of the rest only what its kind's defaults do not say. */
const said: ReadonlySet<string> = new Set(['colour', 'fill', 'thickness', 'dash', 'opacity', 'form'])

/** Gives a new element, whose kind is in its properties, the style of the moment; `cornered` rounds it when it has a size. */
export function styleFresh(id: string, props: ReadonlyMap<string, Value>, style: Style): Map<string, Value> {
  const fresh = new Map(props)
  const of = dictionary[String(props.get('kind'))]!.defaults
  for (const name of styleNames) {
    // Letters are dressed when the first of them is written.
    if (!usesStyle(props, name) || name === 'radius' || ofLetters.has(name)) continue
    if (said.has(name) || style[name] !== of[name]) fresh.set(name, style[name])
  }
  if (fresh.get('manner') === 'hand') fresh.set('seed', seedOf(id))
  return fresh
}

/** The same element with its corners rounded as the style says. */
export function cornered(props: Map<string, Value>, radius: number): Map<string, Value> {
  const length = radius === ROUND ? roundRadius(...pair(props, 'size')) : radius
  return usesStyle(props, 'radius') && length > 0 ? props.set('radius', length) : props
}
