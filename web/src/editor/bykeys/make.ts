import type { ElementProps } from '../../elements/element'
import { kindOf } from '../../elements/kind-of'
import { number } from '../../elements/props'
import { type Box, centreOf } from '../../geometry/box'
import { type BoardPoint, rounded } from '../../geometry/point'
import { seen, toScreen } from '../camera'
import type { BoardEditor } from '../editor'
import type { Hand, Pointer } from '../tool'
import { beside, freePlaceAt } from './free-place'

/** A line that is put by keys is so long, in hundredths. */
const LONG = 20_000
/** A text that is to be written is taken to be so wide, in hundredths. */
const WIDE = 20_000

/** Whether the tool in the hand makes something that can be put without a pointer: all but ink, which has to be drawn. */
export function canMake({ busy, state, tool }: BoardEditor): boolean {
  return !busy && !state.readOnly && tool.writes && tool.makes.length > 0 && !tool.makes.includes('stroke')
}

function pointer(editor: BoardEditor, at: BoardPoint): Pointer {
  const keys = { shift: false, alt: false, mod: true }
  const screen = toScreen(editor.state.camera, at)
  return { at: rounded(at), screen, pressure: 50, pen: false, coarse: false, ...keys, time: editor.parts.now() }
}

/** What a hand does that clicks at a point, or drags from there to another. */
function handAt(editor: BoardEditor, at: BoardPoint, to: BoardPoint | null): Hand[] {
  const end = pointer(editor, to ?? at)
  const press: Hand = { t: 'press', clicks: 1, ...pointer(editor, at) }
  return to === null ? [press, { t: 'release', ...end }] : [press, { t: 'move', ...end }, { t: 'release', ...end }]
}

const frameOf = (props: ElementProps) => kindOf(props).frame(props)

/** The box of what a click with the tool in the hand would make at a point; null where that makes nothing. Tools are pure: nothing happens. */
function madeByClick(editor: BoardEditor, at: BoardPoint): Box | null {
  let gesture = editor.tool.rest
  for (const hand of handAt(editor, at, null)) {
    const [next, effects] = editor.tool.step(gesture, hand, editor.sight)
    gesture = next
    for (const effect of effects) {
      if (effect.do === 'edit') return { x: at.x, y: at.y, w: WIDE, h: number(effect.fresh ?? new Map(), 'font-size') }
      const put = effect.do === 'commit' ? effect.ops.find((op) => op.op === 'put') : undefined
      if (put?.op === 'put') return frameOf(put.props as ElementProps)
    }
  }
  return null
}

/**
 * Puts what the tool in the hand makes: beside what was selected when the tool was taken, or else in the middle of the view, where it is
 * free. What a click makes is clicked there, and what is drawn from point to point goes from left to right.
 */
export function make(editor: BoardEditor, near: Iterable<string>): void {
  if (!canMake(editor)) return
  const middle = centreOf(seen(editor.heading, editor.viewport))
  const click = madeByClick(editor, middle)
  const size = click ?? { w: LONG, h: 0 }
  const boxes = [...near].flatMap((id) => editor.finder.frame(id) ?? [])
  const place = freePlaceAt(editor.finder, beside(boxes, size) ?? middle, size)
  const at = { x: place.x + place.w / 2, y: place.y + place.h / 2 }
  const [from, to] =
    click === null
      ? [
          { ...at, x: place.x },
          { ...at, x: place.x + place.w },
        ]
      : [at, null]
  // A text begins where one clicks.
  const point = editor.tool.makes.includes('text') ? { x: place.x, y: at.y } : from
  for (const hand of handAt(editor, point, to)) editor.hand(hand)
}
