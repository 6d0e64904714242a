import type { Board } from '../board/board'
import { byBytes } from '../board/element'
import type { Element, Op } from '../board/types'
import { flag, sized, string } from '../elements/props'
import { type Box, centreOf } from '../geometry/box'
import { say } from '../words/say'
import { fitted, seen, type Viewport } from './camera'
import { between, placed } from './order'
import { isHidden } from './tree'
import type { Camera, Editor } from './types'

/** The frames of a board in a row: to jump from one to the next, to be shown to an audience, to be exported. */

/** A frame as a list shows it. */
export type Slide = { readonly id: string; readonly name: string; readonly box: Box; readonly hidden: boolean }

/** Frames that begin within this share of the lower one's height stand in one line, and are read from left to right. */
const LEVEL = 0.5

/** In reading order: line by line from the top, each from the left. */
function reading(frames: readonly Element[]): Element[] {
  const sorted = frames.toSorted((a, b) => sized(a.props).y - sized(b.props).y || byBytes(a.id, b.id))
  const lines: Element[][] = []
  for (const one of sorted) {
    const line = lines.at(-1)
    const head = line && sized(line[0]!.props)
    const box = sized(one.props)
    if (head && box.y - head.y < Math.min(head.h, box.h) * LEVEL) line.push(one)
    else lines.push([one])
  }
  return lines.flatMap((line) => line.sort((a, b) => sized(a.props).x - sized(b.props).x || byBytes(a.id, b.id)))
}

/** All frames, in the order that somebody gave to them, those without a place in it after that, in reading order. */
function inRow(board: Board): Element[] {
  const all: Element[] = []
  for (const element of board.elements()) if (element.props.get('kind') === 'frame') all.push(element)
  const key = ({ props }: Element) => string(props, 'slide')
  const put = all.filter((one) => key(one) !== '').sort((a, b) => byBytes(key(a), key(b)) || byBytes(a.id, b.id))
  return [...put, ...reading(all.filter((one) => key(one) === ''))]
}

/** All frames in their row. Looks through the whole board: for what a person asks for now and then, not for a moving hand. */
export function slidesOf(board: Board): readonly Slide[] {
  return inRow(board).map(({ id, props }) => ({
    id,
    name: string(props, 'name'),
    box: sized(props),
    hidden: flag(props, 'hidden') || isHidden(board, id),
  }))
}

/** Those of them that are seen. */
export function shownSlides(board: Board): readonly Slide[] {
  return slidesOf(board).filter(({ hidden }) => !hidden)
}

/** Puts a frame right behind another one in the row; '' for the first place. From then on all have a place of their own. */
export function putSlideAfter(board: Board, id: string, before: string): readonly Op[] {
  const row = inRow(board).map((one) => ({ id: one.id, order: string(one.props, 'slide') }))
  const rest = row.filter((one) => one.id !== id)
  const at = rest.findIndex((one) => one.id === before) + 1
  if (row.length === rest.length || (before !== '' && at === 0)) return []
  const asSlides = (keys: Iterable<readonly [string, string]>): Op[] =>
    [...keys].map(([one, key]) => ({ op: 'set', id: one, props: new Map([['slide', key]]) }))
  if (row.every((one) => one.order !== '')) {
    const keys = placed(row, (one) => one.id === id, at).map((op) => [op.id, String(op.props.get('order'))] as const)
    return asSlides(keys)
  }
  const ids = [...rest.slice(0, at), { id }, ...rest.slice(at)].map((one) => one.id)
  return asSlides(between([], ids, []))
}

/** "Frame 3": the next number that no frame is called by. */
export function freshFrameName(board: Board): string {
  const names = new Set<string>()
  for (const { props } of board.elements()) if (props.get('kind') === 'frame') names.add(string(props, 'name'))
  let n = names.size + 1
  const called = () => say('Frame {n}', { n: String(n) })
  while (names.has(called())) n++
  return called()
}

/** The frame that one looks at: the one whose middle is nearest to the middle of the window, if it is in view; -1 for none. */
export function slideInView(slides: readonly Slide[], camera: Camera, viewport: Viewport): number {
  const view = seen(camera, viewport)
  const middle = centreOf(view)
  let nearest = -1
  let least = Number.POSITIVE_INFINITY
  for (const [i, { box }] of slides.entries()) {
    const { x, y } = centreOf(box)
    const far = Math.max(Math.abs(x - middle.x) / view.w, Math.abs(y - middle.y) / view.h)
    if (far < 0.5 && far < least) [nearest, least] = [i, far]
  }
  return nearest
}

/** Glides to the next frame of the row, or the one before; from nowhere to the first or the last. */
export function goToSlide(editor: Editor, way: 1 | -1): void {
  const slides = shownSlides(editor.client.view)
  if (slides.length === 0) return
  const at = slideInView(slides, editor.heading, editor.viewport)
  const next = at < 0 ? (way > 0 ? 0 : slides.length - 1) : (at + way + slides.length) % slides.length
  editor.setCamera(fitted(slides[next]!.box, editor.viewport), true)
}
