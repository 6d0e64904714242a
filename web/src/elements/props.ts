import kinds from '../../../rooms/board/kinds.json'
import type { Props, Value } from '../board/types'
import { type Box, turnedBox } from '../geometry/box'
import { type BoardPoint, whole } from '../geometry/point'
import type { Changes, ElementProps } from './element'

type Dictionary = {
  readonly [kind: string]: {
    readonly uses: readonly string[]
    readonly defaults: { readonly [property: string]: Value }
  }
}

/** The kinds of kinds.json. Their defaults never change meaning, so a property that is absent reads as them. */
export const dictionary: Dictionary = kinds.kinds

/** Those defaults, by kind: asked many times of each element while a board loads. */
const defaults = new Map<unknown, ReadonlyMap<string, Value>>(
  Object.entries(dictionary).map(([kind, of]) => [kind, new Map(Object.entries(of.defaults))]),
)

/** Whether elements of a kind are closed shapes in a box: they may become another one and keep all else. */
export function isShape(kind: string): boolean {
  const uses = Object.hasOwn(dictionary, kind) ? dictionary[kind]!.uses : []
  return uses.includes('size') && uses.includes('fill-style')
}

/** Whether elements of a kind are seen without words too, and may carry a label. */
export function isLabelled(kind: string): boolean {
  const uses = Object.hasOwn(dictionary, kind) ? dictionary[kind]!.uses : []
  return uses.includes('text') && uses.includes('thickness')
}

/** What a property of an element is where it is absent: its kind's default; undefined where that has none. */
export function defaultOf(p: ElementProps, name: string): Value | undefined {
  return defaults.get(p.get('kind'))?.get(name)
}

function read(p: ElementProps, name: string): Value | undefined {
  return p.get(name) ?? defaultOf(p, name)
}

/** A whole number; its kind's default, or else 0. */
export function number(p: ElementProps, name: string): number {
  const value = read(p, name)
  return typeof value === 'number' ? value : 0
}

/** A string; its kind's default, or else ''. */
export function string(p: ElementProps, name: string): string {
  const value = read(p, name)
  return typeof value === 'string' ? value : ''
}

/** A flag; its kind's default, or else false. */
export function flag(p: ElementProps, name: string): boolean {
  return read(p, name) === true
}

/** A pair of whole numbers (a point, a size); 0, 0 where it is absent. */
export function pair(p: ElementProps, name: string): readonly [number, number] {
  const value = read(p, name)
  if (!Array.isArray(value)) return [0, 0]
  const [a, b] = value as readonly Value[]
  return [typeof a === 'number' ? a : 0, typeof b === 'number' ? b : 0]
}

/** An element with changes; null takes away. */
export function changed(p: ElementProps, changes: Props): ElementProps {
  const next = new Map(p)
  for (const [path, value] of changes) {
    if (value === null) next.delete(path)
    else next.set(path, value)
  }
  return next
}

/** The point `at`. */
export function atOf(p: ElementProps): BoardPoint {
  const [x, y] = pair(p, 'at')
  return { x, y }
}

/** The unturned box of what has `at` and `size`. */
export function sized(p: ElementProps): Box {
  const [x, y] = pair(p, 'at')
  const [w, h] = pair(p, 'size')
  return { x, y, w, h }
}

/** The upright box around a box that is turned by the element's angle. */
export function upright(p: ElementProps, box: Box): Box {
  return turnedBox(box, number(p, 'angle'))
}

/** `at` carried by a vector: how every element that has one is moved. */
export function carried(p: ElementProps, by: BoardPoint): Changes {
  const [x, y] = pair(p, 'at')
  return new Map([['at', [whole(x + by.x), whole(y + by.y)]]])
}
