import { decodeProps, encodeProps } from '../board/change'
import { judge } from '../board/judge'
import { isElementID } from '../board/names'
import type { Props, Value } from '../board/types'
import { encodeCompany, readCompany } from './company'
import { Fields, fail, listOf, numbersOf } from './fields'
import type { Caret, Gesture, Presence } from './messages'
import { encodeTransform, pointOf, readTransform, viewOf } from './transform'

/** The limits of W14 and W15, in counts. */
const maxIDs = 200
const maxPoints = 10_000
const perPoint = 4
const maxLetters = 10_000

/**
 * Reads the keys of W14. With `judged`, a gesture that the dictionary does not take is left out and the rest stands; without, what a
 * newer node tells is taken by its shape (B15).
 */
export function readPresence(f: Fields, judged: boolean): Presence {
  const presence: { -readonly [K in keyof Presence]: Presence[K] } = {}
  if (f.has('cursor')) presence.cursor = nullOr(f.raw('cursor'), pointOf)
  if (f.has('selection')) presence.selection = idsOf(f.raw('selection'), 0)
  if (f.has('view')) presence.view = nullOr(f.raw('view'), viewOf)
  if (f.has('caret')) presence.caret = nullOr(f.raw('caret'), caretOf)
  if (f.has('gesture')) {
    const gesture = nullOr(f.raw('gesture'), gestureOf)
    if (gesture === null || !judged || fits(gesture)) presence.gesture = gesture
  }
  readCompany(f, presence, judged)
  return presence
}

function nullOr<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null ? null : read(value)
}

function idsOf(value: unknown, least: number): readonly string[] {
  const ids = listOf(value, maxIDs)
  if (ids.length < least) fail('there are too few ids')
  return ids.every((id) => typeof id === 'string' && isElementID(id)) ? (ids as string[]) : fail('an id is not one')
}

/** An element, and a run and a number twice. */
function caretOf(value: unknown): Caret {
  const list = listOf(value, 5)
  const [within, fromRun, fromAt, run, at] = list
  const isRun = (one: unknown) => typeof one === 'string' && /^[0-9A-Za-z-]{0,32}$/.test(one)
  const isAt = (one: unknown) => Number.isInteger(one) && (one as number) >= 0 && (one as number) <= maxLetters
  if (list.length !== 5 || typeof within !== 'string' || !isElementID(within)) return fail('a caret is none')
  return isRun(fromRun) && isAt(fromAt) && isRun(run) && isAt(at) ? (list as unknown as Caret) : fail('a caret is none')
}

function gestureOf(value: unknown): Gesture {
  const f = new Fields(value, 'gesture')
  const gesture: { -readonly [K in keyof Gesture]: Gesture[K] } = { id: f.id('id'), ids: idsOf(f.raw('ids'), 1) }
  if (f.has('props')) gesture.props = propsOf(f.raw('props'))
  Object.assign(gesture, readTransform(f))
  if (f.has('from') !== f.has('points')) fail('from and points come together')
  if (f.has('from')) {
    gesture.from = f.number('from', 0)
    gesture.points = numbersOf(f.raw('points'), maxPoints * perPoint)
    if (gesture.points.length % perPoint !== 0) fail('the points are no whole groups')
  }
  f.end()
  return gesture
}

/** The properties of a gesture: at least one, no null. */
function propsOf(value: unknown): ReadonlyMap<string, Value> {
  const props = decodeProps(value)
  if (!props || props.size === 0) fail("the gesture's properties cannot be read")
  for (const inner of (props as Props).values()) if (inner === null) fail("a gesture's property is null")
  return props as ReadonlyMap<string, Value>
}

/** Asks the dictionary whether what the gesture shows could become a change. */
function fits(gesture: Gesture): boolean {
  const props = new Map<string, Value>(gesture.props)
  if (props.has('points')) return false // they stand on their own (W15)
  if (gesture.points) props.set('points', gesture.points)
  return props.size === 0 || judge({ ops: [{ op: 'set', id: gesture.ids[0]!, props }] }) === undefined
}

/** The keys of a presence as they stand in a message, each with a comma before it. */
export function encodePresence(p: Presence): string {
  let text = ''
  if (p.cursor !== undefined) text += `,"cursor":${JSON.stringify(p.cursor)}`
  if (p.selection !== undefined) text += `,"selection":${JSON.stringify(p.selection)}`
  if (p.view !== undefined) text += `,"view":${JSON.stringify(p.view)}`
  if (p.caret !== undefined) text += `,"caret":${JSON.stringify(p.caret)}`
  if (p.gesture !== undefined) text += `,"gesture":${p.gesture ? encodeGesture(p.gesture) : 'null'}`
  return text + encodeCompany(p)
}

function encodeGesture(g: Gesture): string {
  let text = `{"id":${JSON.stringify(g.id)},"ids":${JSON.stringify(g.ids)}`
  if (g.props) text += `,"props":${encodeProps(g.props)}`
  text += encodeTransform(g)
  if (g.points) text += `,"from":${g.from ?? 0},"points":${JSON.stringify(g.points)}`
  return `${text}}`
}
