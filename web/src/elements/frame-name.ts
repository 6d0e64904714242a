import type { Box } from '../geometry/box'
import { say } from '../words/say'
import type { ElementProps } from './element'
import { type Measure, measure } from './measure'
import { inkOf } from './palette'
import type { Pen, Type } from './pen'
import { sized, string } from './props'

/** How a frame's name is set, in hundredths of a CSS pixel on the screen, of a unit in a picture. */
export const nameType: Type = { font: 'sans', size: 1250 }

/** How high its line is, and how far it stands above the frame; as before. */
export const NAME_HEIGHT = 1800
export const NAME_GAP = 400
/** However narrow a frame is, so much of its name is shown; as before. */
const NARROWEST = 4000

/** What a frame is called; one that was given no name has a common one. */
export function frameTitle(p: ElementProps): string {
  return string(p, 'name').trim() || say('Frame')
}

type Cut = {
  readonly by: Measure
  readonly name: string
  readonly room: number
  readonly text: string
  readonly width: number
}
const cuts = new WeakMap<ElementProps, Cut>()

/** The name as far as there is room for it, and how wide that is; lengths as in nameType. */
function cut(p: ElementProps, room: number): Cut {
  const by = measure()
  const before = cuts.get(p)
  const name = frameTitle(p)
  if (before?.by === by && before.room === room && before.name === name) return before
  const letters = [...name]
  const widthOf = (text: string) => by.width(text, nameType)
  let text = name
  while (letters.length > 1 && widthOf(text) > room) {
    letters.pop()
    text = `${letters.join('').trimEnd()}…`
  }
  const made = { by, name, room, text, width: widthOf(text) }
  cuts.set(p, made)
  return made
}

/** A frame's name as it is seen while so many hundredths come to a pixel: its words, and the box of its line on the board. */
export function nameOf(p: ElementProps, pixel: number): { readonly text: string; readonly box: Box } {
  const { x, y, w } = sized(p)
  const { text, width } = cut(p, Math.max(NARROWEST, Math.floor((w * 100) / pixel)))
  const k = pixel / 100
  return { text, box: { x, y: y - (NAME_GAP + NAME_HEIGHT) * k, w: width * k, h: NAME_HEIGHT * k } }
}

/** Writes a frame's name above it in a picture, where a unit is a pixel. */
export function drawName(p: ElementProps, pen: Pen): void {
  const { text, box } = nameOf(p, 100)
  pen.from(box.x, box.y, 0, 0, 0)
  pen.opacity(100)
  pen.text(text, 0, measure().baseline(nameType, box.h), nameType, inkOf(string(p, 'colour')), false)
}
