import { type Fields, fail, numbersOf } from './fields'
import type { Point, Transform, View } from './messages'

/** The twin of rooms/wire/transform.go: what becomes of all elements of a gesture alike (W15). */

function tuple<T extends readonly number[]>(value: unknown, length: T['length']): T {
  const numbers = numbersOf(value, length)
  return numbers.length === length ? (numbers as unknown as T) : fail('there are too few coordinates')
}

/** Two numbers. */
export function pointOf(value: unknown): Point {
  return tuple<Point>(value, 2)
}

/** Four numbers. */
export function viewOf(value: unknown): View {
  return tuple<View>(value, 4)
}

/** Reads the keys of which at most one kind may be there. */
export function readTransform(f: Fields): Transform {
  const kinds = ['by', 'box', 'turn'].filter((key) => f.has(key))
  if (kinds.length > 1) fail('a gesture carries, pulls and turns at once')
  if (f.has('copy') && (f.raw('copy') !== true || !f.has('by'))) fail('copies are not carried')
  if (f.has('box') !== f.has('to')) fail('box and to come together')
  switch (kinds[0]) {
    case 'by':
      return { by: pointOf(f.raw('by')), ...(f.has('copy') && { copy: true as const }) }
    case 'box':
      return { box: tuple<NonNullable<Transform['box']>>(f.raw('box'), 5), to: viewOf(f.raw('to')) }
    case 'turn':
      return { turn: tuple<NonNullable<Transform['turn']>>(f.raw('turn'), 3) }
    default:
      return {}
  }
}

/** The keys as they stand in a gesture, each with a comma before it. */
export function encodeTransform(t: Transform): string {
  let text = ''
  if (t.by) text += `,"by":${JSON.stringify(t.by)}`
  if (t.copy) text += ',"copy":true'
  if (t.box && t.to) text += `,"box":${JSON.stringify(t.box)},"to":${JSON.stringify(t.to)}`
  if (t.turn) text += `,"turn":${JSON.stringify(t.turn)}`
  return text
}

/** The one of these keys that a gesture has, alone. */
export function transformOf({ by, copy, box, to, turn }: Transform): Transform {
  if (by) return { by, ...(copy && { copy }) }
  if (box && to) return { box, to }
  return turn ? { turn } : {}
}
