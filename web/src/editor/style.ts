import type { Board } from '../board/board'
import { dictionary, number, string } from '../elements/props'
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
  radius: 0,
}

/** How thick lines of what a tool makes usually are: a pen's line at the width of a border would look thin. */
export function usualThickness(makes: readonly string[]): number | undefined {
  const usual = makes.map((kind) => dictionary[kind]?.defaults.thickness).find((value) => typeof value === 'number')
  return usual as number | undefined
}

/** A style with null where the elements do not agree. */
export type MixedStyle = { readonly [K in keyof Style]: Style[K] | null }

const names = Object.keys(firstStyle) as (keyof Style)[]

/** The style of the elements where they agree; what none of them uses is as the next element will have it. */
export function commonStyle(board: Board, ids: Iterable<string>, next: Style): MixedStyle {
  const found: { [name: string]: string | number | null } = {}
  for (const id of ids) {
    const props = board.element(id)?.props
    const kind = props?.get('kind')
    if (props === undefined || typeof kind !== 'string' || !Object.hasOwn(dictionary, kind)) continue
    for (const name of names) {
      if (!dictionary[kind]!.uses.includes(name)) continue
      const value = typeof next[name] === 'number' ? number(props, name) : string(props, name)
      found[name] = Object.hasOwn(found, name) && found[name] !== value ? null : value
    }
  }
  return { ...next, ...found } as MixedStyle
}
