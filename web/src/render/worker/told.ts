import type { Value } from '../../board/types'
import type { ElementProps } from '../../elements/element'
import type { Box } from '../../geometry/box'

/** An element as the worker is told of it. */
export type Told = readonly [number: number, props: ElementProps, span: number, clip: Box | null]

/** Of infinity JSON makes null. */
type Line = readonly [number: number, span: number | null, clip: Box | null, ...props: (string | Value)[]]

/**
 * Elements as text in a piece of memory that is handed over. A message that holds them as they are would stay in the worker's memory until it is cleared up as a
 * whole, which Chromium puts off for minutes, with as much again of room for the young objects that are made of it: of 10,000 elements 50 MB. What JSON.parse makes of
 * more than 100 kB is taken for lasting from the beginning (V8's json-parser), and the memory is free as soon as it was read.
 */
export function packed(elements: readonly Told[]): ArrayBuffer {
  const lines = elements.map(([number, props, span, clip]) => {
    const line: (Value | Box | null)[] = [number, span, clip]
    for (const [path, value] of props) line.push(path, value)
    return line
  })
  return new TextEncoder().encode(JSON.stringify(lines)).buffer as ArrayBuffer
}

/** What was packed. */
export function unpacked(bytes: ArrayBuffer): Told[] {
  const lines = JSON.parse(new TextDecoder().decode(bytes)) as readonly Line[]
  return lines.map(([number, span, clip, ...flat]) => {
    const props = new Map<string, Value>()
    for (let i = 0; i < flat.length; i += 2) props.set(flat[i] as string, flat[i + 1]!)
    return [number, props, span ?? Number.POSITIVE_INFINITY, clip]
  })
}
