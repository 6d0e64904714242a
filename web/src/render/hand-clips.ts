import { clipIn } from '../editor/clip'
import type { BoardEditor } from '../editor/editor'
import { homeOf, pieceOf, placeOf } from '../editor/membership'
import type { Live } from '../editor/tool'
import type { ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import type { Box } from '../geometry/box'
import type { BoardPoint } from '../geometry/point'
import type { Moving } from './lifted'

/** Of more than so many in a hand it is not looked which frame each would come into: they are seen as a whole. */
const MANY = 100

/** What moves, with the part of the board in which each is seen: by the frames as hands have them now. */
export function clippedInHands(editor: BoardEditor, drawn: readonly Moving[]): readonly Moving[] {
  if (!editor.finder.frames.any || drawn.length === 0) return drawn
  const frames = new HeldFrames(editor, drawn)
  return drawn.map((one) => {
    const clip = frames.clipOf(one)
    return clip === null ? one : { ...one, clip }
  })
}

const shifted = (box: Box, by: BoardPoint): Box => ({ ...box, x: box.x + by.x, y: box.y + by.y })

/** Frames as hands have them, and what those would come to hold. */
class HeldFrames {
  private readonly editor: BoardEditor
  /** Frames that are in a hand, as they are there; of copies by the gesture that carries them. */
  private readonly frames = new Map<string, ElementProps>()
  private readonly copies = new Map<Live, Map<string, ElementProps>>()
  private readonly homes = new Map<string, string>()
  private left = MANY

  constructor(editor: BoardEditor, drawn: readonly Moving[]) {
    this.editor = editor
    for (const { id, props, by, hold } of drawn) {
      if (props.get('kind') !== 'frame') continue
      const now = by === undefined ? props : new Map([...props, ...kindOf(props).moved(props, by)])
      if (hold?.live.copy === true) this.copiesOf(hold.live).set(id, now)
      else this.frames.set(id, now)
    }
  }

  private copiesOf(live: Live): Map<string, ElementProps> {
    let those = this.copies.get(live)
    if (those === undefined) {
      those = new Map()
      this.copies.set(live, those)
    }
    return those
  }

  clipOf(one: Moving): Box | null {
    const { finder } = this.editor
    const { board } = finder
    if (board.element(one.id) === undefined) return null
    const copies = one.hold?.live.copy === true ? this.copies.get(one.hold.live) : undefined
    return clipIn(board, this.parentOf(one), (id) => copies?.get(id) ?? this.frames.get(id))
  }

  /** What it lies in: while it is carried by itself, what it would lie in if the hand let go of it here. */
  private parentOf({ id, by, hold }: Moving): string {
    const { board } = this.editor.finder
    if (by === undefined || hold === undefined || hold.along) return board.parent(id)
    const piece = pieceOf(board, id)
    const known = this.homes.get(piece)
    if (known !== undefined) return known
    const box = this.left-- > 0 ? placeOf(this.editor.finder, piece) : null
    const home = box === null ? '' : homeOf(this.editor.finder, piece, shifted(box, by))
    this.homes.set(piece, home)
    return home
  }
}
