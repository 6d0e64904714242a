import type { BoardPoint } from '../geometry/point'
import type { Outline } from './pen'
import { roundOf, type Traced } from './trace'

/** A broken line: so long a dash and so long a gap, measured between the middles of its round ends; hundredths. */
type Pitch = { readonly on: number; readonly off: number }

/** How a line of this width is broken; null where it is not. Thick lines get shorter dashes for their width, or few would fit a side. */
function pitchOf(dash: string, width: number): Pitch | null {
  if (dash === 'dashed') return { on: width * 2 + 400, off: width * 2.4 + 300 }
  if (dash === 'dotted') return { on: 1, off: width * 1.7 + 200 }
  return null
}

/** A closed curve is broken at least so often. */
const FEWEST = 4

/** A dash that comes out even around a closed outline, so that there is no seam; none for solid. */
export function fittedDash(dash: string, width: number, { rings }: Traced): readonly number[] {
  const pitch = pitchOf(dash, width)
  if (pitch === null || rings.length === 0) return []
  const round = roundOf(rings[0]!)
  const period = pitch.on + pitch.off
  const fit = round / Math.max(FEWEST, Math.round(round / period)) / period
  return [pitch.on * fit, pitch.off * fit]
}

/** A dash that an open line begins and ends with; none for solid. */
export function openDash(dash: string, width: number, length: number): readonly number[] {
  const pitch = pitchOf(dash, width)
  if (pitch === null) return []
  const { on, off } = pitch
  const times = Math.max(1, Math.round((length - on) / (on + off)))
  const fit = length / (times * (on + off) + on)
  return [on * fit, off * fit]
}

/** The dashes of an outline with straight sides, each side fitted by itself: every corner is in the middle of a dash, or is a dot. */
export function dashedSides(dash: string, width: number, { rings }: Traced): (to: Outline) => void {
  const pitch = pitchOf(dash, width)
  return (to) => {
    if (pitch !== null) for (const sides of rings) around(sides, pitch, to)
  }
}

function around(ring: readonly BoardPoint[], pitch: Pitch, to: Outline): void {
  for (let i = 0; i < ring.length; i++) {
    const before = ring[(i + ring.length - 1) % ring.length]!
    const a = ring[i]!
    const b = ring[(i + 1) % ring.length]!
    corner(before, a, b, pitch, to)
    side(a, b, pitch, to)
  }
}

/** How a side is divided: how often, and what half a dash at its ends takes. */
function dividedBy(a: BoardPoint, b: BoardPoint, { on, off }: Pitch) {
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  const times = Math.max(1, Math.round(length / (on + off)))
  const fit = length / times / (on + off)
  const along = (far: number) => ({
    x: a.x + ((b.x - a.x) * far) / Math.max(length, 1),
    y: a.y + ((b.y - a.y) * far) / Math.max(length, 1),
  })
  return { length, times, on: on * fit, step: length / times, along }
}

/** The dash that goes around the corner a. */
function corner(before: BoardPoint, a: BoardPoint, b: BoardPoint, pitch: Pitch, to: Outline): void {
  const last = dividedBy(before, a, pitch)
  const next = dividedBy(a, b, pitch)
  const from = last.along(last.length - last.on / 2)
  const end = next.along(next.on / 2)
  to.moveTo(from.x, from.y)
  to.lineTo(a.x, a.y)
  to.lineTo(end.x, end.y)
}

function side(a: BoardPoint, b: BoardPoint, pitch: Pitch, to: Outline): void {
  const { times, on, step, along } = dividedBy(a, b, pitch)
  for (let i = 1; i < times; i++) {
    const from = along(i * step - on / 2)
    const end = along(i * step + on / 2)
    to.moveTo(from.x, from.y)
    to.lineTo(end.x, end.y)
  }
}
