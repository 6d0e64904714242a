import { isLaser } from '../../editor/laser'
import type { ElementProps } from '../../elements/element'
import type { Gesture } from '../../wire/messages'
import { Track } from './track'

/** Numbers to a point of a stroke. */
const STRIDE = 4
/** Of a longer stroke only what was told is shown: to draw all of it anew in each frame would take longer than a frame. */
const LONGEST = 1500
/** A turn beyond this, in hundredths of a degree, has gone past the half and come back from the other side. */
const HALF = 18_000

/** What of a gesture can be on its way between two tellings: which numbers these are, and the numbers. */
type Numbers = { readonly form: string; readonly values: readonly number[] }

/** Properties that are places, sizes, and points of lines. */
const moves = (path: string) => path === 'at' || path === 'size' || path.startsWith('knots/')

const isPair = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'number'

/** The two numbers of a property that moves: its own, or those of a point of a line. */
function pairOf(path: string, value: unknown): readonly [number, number] | null {
  if (!moves(path)) return null
  const pair = path.startsWith('knots/') && Array.isArray(value) ? value[1] : value
  return isPair(pair) ? pair : null
}

function numbersOf({ id, by, to, turn, props, points }: Gesture): Numbers {
  const values: number[] = []
  let form = id
  const add = (name: string, numbers: readonly number[] | undefined) => {
    if (numbers === undefined) return
    form += ` ${name}`
    values.push(...numbers)
  }
  add('by', by)
  add('to', to)
  add('turn', turn && [turn[0]])
  add('points', points && [Math.floor(points.length / STRIDE)])
  for (const [path, value] of props ?? []) add(path, pairOf(path, value) ?? undefined)
  return { form, values }
}

/** The gesture with other numbers, in the order of numbersOf. */
function withNumbers(gesture: Gesture, values: readonly number[]): Gesture {
  let taken = 0
  const next = () => Math.round(values[taken++]!)
  const { by, to, turn, props, points } = gesture
  return {
    ...gesture,
    ...(by && { by: [next(), next()] as const }),
    ...(to && { to: [next(), next(), next(), next()] as const }),
    ...(turn && { turn: [next(), turn[1], turn[2]] as const }),
    ...(points && { points: begun(points, values[taken++]!, !isLaser(props)) }),
    ...(props && { props: moved(props, () => [next(), next()]) }),
  }
}

function moved(props: ElementProps, next: () => readonly [number, number]): ElementProps {
  const there = new Map(props)
  for (const [path, value] of props) {
    if (pairOf(path, value) === null) continue
    const pair = next()
    there.set(
      path,
      isPair(value) ? pair : ((value as readonly unknown[]).map((one, i) => (i === 1 ? pair : one)) as never),
    )
  }
  return there
}

/** So many of the points, and a part of the way to the next one. */
function begun(points: readonly number[], count: number, parts: boolean): readonly number[] {
  const whole = Math.floor(count)
  const first = points.slice(0, whole * STRIDE)
  const rest = count - whole
  const next = points.slice(whole * STRIDE, (whole + 1) * STRIDE)
  if (!parts || rest === 0 || whole === 0 || next.length < STRIDE) return first
  const [dx, dy, pressure, time] = next as unknown as [number, number, number, number]
  return [...first, Math.round(dx * rest), Math.round(dy * rest), pressure, time]
}

/** Another's gesture as it is shown: what the hand carries, turns, pulls and draws goes on evenly between what is told of it. */
export class SmoothGesture {
  private told: Gesture
  private form: string
  private readonly track: Track

  constructor(gesture: Gesture) {
    const { form, values } = numbersOf(gesture)
    this.told = gesture
    this.form = form
    this.track = new Track(values)
  }

  /** This was told now; the same as before says nothing. */
  tell(gesture: Gesture, now: number): void {
    if (gesture === this.told) return
    const { form, values } = numbersOf(gesture)
    const turned = gesture.turn !== undefined && Math.abs(gesture.turn[0] - (this.told.turn?.[0] ?? 0)) > HALF
    const long = (gesture.points?.length ?? 0) > LONGEST * STRIDE
    this.told = gesture
    // Other numbers than before: there is nothing between them.
    if (form !== this.form || turned || long) this.track.put(values)
    else if (values.some((value, i) => value !== this.track.told[i])) this.track.tell(values, now)
    this.form = form
  }

  /** As it is shown now; what was told itself once it has come there. */
  at(now: number): Gesture {
    return this.rests(now) ? this.told : withNumbers(this.told, this.track.at(now))
  }

  rests(now: number): boolean {
    return this.track.rests(now)
  }
}
