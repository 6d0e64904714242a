import type { Board } from '../board/board'
import type { Element, Value } from '../board/types'
import { taken } from '../editor/clipboard-take'
import type { Finder } from '../editor/finder'
import type { Pace } from '../editor/pace'
import { copyable } from '../editor/renamed'
import { isFrame } from '../editor/tree'
import { nameOf } from '../elements/frame-name'
import { visible } from '../elements/kind-of'
import { wholeBounds } from '../elements/link-mark'
import { flag, sized, string } from '../elements/props'
import { type Box, boxUnion, grown, overlap, touches } from '../geometry/box'
import { type Paper, paperOf } from '../render/paper'
import { noSource, type Source } from './pictures'

/** What of a board goes into a picture: everything, what is selected, what lies in a box, or what a frame shows. */
export type What =
  | { readonly of: 'all' }
  | { readonly of: 'selection'; readonly ids: ReadonlySet<string> }
  | { readonly of: 'area'; readonly box: Box }
  | { readonly of: 'frame'; readonly id: string }

/** What lies under it: nothing, the paper's colour, or the paper with its dots and lines. */
export type Ground = 'none' | 'plain' | 'pattern'

/** What is drawn, in paint order, and the part of the board. `clipped`: what is drawn may reach beyond the box, and is cut off there. */
export type Scope = {
  readonly drawn: readonly Element[]
  /** Of these no more is seen than lies in a box: they lie in frames. */
  readonly clips: ReadonlyMap<string, Box>
  /** The frames whose names stand above them. */
  readonly named: readonly Element[]
  /** What is carried along, groups too, so that the picture can become elements again. It takes long where much is tied, and few pictures want it. */
  readonly carried: (pace: Pace) => Promise<readonly Element[]>
  readonly box: Box
  readonly clipped: boolean
  readonly paper: Paper
  readonly source: Source
}

/** Free room around what is drawn, in hundredths; an area is taken as it is. The field's products have 10 to 32 pixels. */
export const PADDING = 1600

/** What is seen of an element at all, with its name if it is a frame; null for nothing. */
function seenOf({ props }: Element, clip: Box | null): Box | null {
  const own = wholeBounds(props)
  const all = props.get('kind') === 'frame' ? boxUnion([own, nameOf(props, 100).box])! : own
  return clip === null ? all : overlap(clip, all)
}

/** Finds what goes into a picture; null where that is nothing. */
export async function scopeOf(
  finder: Pick<Finder, 'board' | 'shown' | 'clip'>,
  what: What,
  pace: Pace,
  source = noSource,
): Promise<Scope | null> {
  if (what.of === 'frame') return frameScope(finder, what.id, pace, source)
  const { board } = finder
  const chosen = what.of === 'selection' ? taken(board, what.ids) : null
  const elements = chosen ?? allSeen(board)
  const area = what.of === 'area' ? what.box : null
  const found = await drawnOf(finder, elements, area, pace)
  if (found.box === null) return null
  const rest = {
    ...found,
    named: found.drawn.filter(({ props }) => props.get('kind') === 'frame'),
    paper: paperOf(board),
    source,
  }
  const within = area === null ? elements : withGroups(board, elements, found.drawn)
  const carried = async (at: Pace) => chosen ?? (await copied(board, within, at))
  if (area === null) return { ...rest, carried, box: grown(found.box, PADDING), clipped: false }
  return { ...rest, carried, box: area, clipped: true }
}

/** What is drawn of these, and how much of each; in an area only what comes into it. */
async function drawnOf(
  finder: Pick<Finder, 'shown' | 'clip'>,
  elements: readonly Element[],
  area: Box | null,
  pace: Pace,
): Promise<Pick<Scope, 'drawn' | 'clips'> & { readonly box: Box | null }> {
  const drawn: Element[] = []
  const clips = new Map<string, Box>()
  let box: Box | null = null
  for (const element of elements) {
    if (pace.due) await pace.turn()
    if (!visible(element.props)) continue
    const shown = finder.shown(element.id) ?? element
    const clip = finder.clip(shown)
    const own = seenOf(shown, clip)
    if (own === null || (area !== null && !touches(own, area))) continue
    drawn.push(shown)
    if (clip !== null) clips.set(shown.id, clip)
    box = box === null ? own : boxUnion([box, own])
  }
  return { drawn, clips, box }
}

/** What a frame shows, cut off at its edges, without its line and its name; null where it is no frame. */
async function frameScope(
  finder: Pick<Finder, 'board' | 'shown' | 'clip'>,
  id: string,
  pace: Pace,
  source: Source,
): Promise<Scope | null> {
  const { board } = finder
  const frame = board.element(id)
  if (frame === undefined || !isFrame(board, id)) return null
  const box = sized(frame.props)
  const all = taken(board, new Set([id]))
  const carried = async () => all
  const inside = all.filter((one) => one.id !== id)
  const { drawn, clips } = await drawnOf(finder, inside, box, pace)
  const paper = { ...frame, props: new Map<string, Value>([...frame.props, ['kind', 'rectangle'], ['thickness', 0]]) }
  const ground = string(frame.props, 'fill') === 'none' ? [] : [paper]
  const rest = { clips, named: [], carried, box, clipped: true, paper: paperOf(board), source }
  return { drawn: [...ground, ...drawn], ...rest }
}

/** Elements as they are copied (see copyable), in turns. */
export async function copied(board: Board, elements: readonly Element[], pace: Pace): Promise<Element[]> {
  const copies: Element[] = []
  for (const element of elements) {
    if (pace.due) await pace.turn()
    copies.push({ ...element, props: copyable(board, element) })
  }
  return copies
}

/** All that is seen, in paint order, with the groups it lies in. */
export function allSeen(board: Board): Element[] {
  const found: Element[] = []
  const hidden = new Set<string>()
  for (const id of board.paintOrder()) {
    const element = board.element(id)!
    const kind = element.props.get('kind')
    if (kind === 'board') continue
    if (flag(element.props, 'hidden') || hidden.has(board.parent(id))) hidden.add(id)
    else if (kind !== 'layer') found.push(element)
  }
  return found
}

/** Of all elements those that are drawn, and the groups around them. */
function withGroups(board: Board, all: readonly Element[], drawn: readonly Element[]): Element[] {
  const wanted = new Set<string>()
  for (const { id } of drawn) for (let at = id; at !== '' && !wanted.has(at); at = board.parent(at)) wanted.add(at)
  return all.filter(({ id }) => wanted.has(id))
}
