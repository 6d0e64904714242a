import type { Box } from '../geometry/box'
import type { View } from './view'

/** A rectangle of whole pixels of the picture. */
export type Area = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** Smoothed edges reach so many pixels beyond the box of what is drawn. */
const EDGE = 2

/** More areas than this are taken as the one around them. */
const MANY = 400

/** The pixels in which a box of the board is seen; null where it is outside of the picture. */
export function areaOf(box: Box, { size, camera, dpr }: View): Area | null {
  const k = (camera.zoom * dpr) / 100
  const x = Math.max(0, Math.floor((box.x - camera.x) * k) - EDGE)
  const y = Math.max(0, Math.floor((box.y - camera.y) * k) - EDGE)
  const right = Math.min(size.w, Math.ceil((box.x + box.w - camera.x) * k) + EDGE)
  const foot = Math.min(size.h, Math.ceil((box.y + box.h - camera.y) * k) + EDGE)
  return right > x && foot > y ? { x, y, w: right - x, h: foot - y } : null
}

/** The part of the board that is seen in an area. */
export function boxIn({ x, y, w, h }: Area, { camera, dpr }: View): Box {
  const k = (camera.zoom * dpr) / 100
  return { x: camera.x + x / k, y: camera.y + y / k, w: w / k, h: h / k }
}

/** The smallest area around some; null for none. */
export function around(areas: Iterable<Area>): Area | null {
  let all: Area | null = null
  for (const area of areas) all = all === null ? area : joined(all, area)
  return all
}

/** The same pixels in areas of which no two share any: so nothing is painted twice. */
export function apart(areas: readonly Area[]): readonly Area[] {
  if (areas.length > MANY) return [around(areas)!]
  const found: Area[] = []
  for (let next of areas) {
    for (let i = 0; i < found.length; i++) {
      if (!meet(found[i]!, next)) continue
      next = joined(found[i]!, next)
      found.splice(i, 1)
      // It has grown, and may share something with those that were looked at before.
      i = -1
    }
    found.push(next)
  }
  return found
}

function joined(a: Area, b: Area): Area {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y }
}

function meet(a: Area, b: Area): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}
