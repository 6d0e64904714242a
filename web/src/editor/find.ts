import type { Board } from '../board/board'
import type { Element } from '../board/types'
import { kindOf } from '../elements/kind-of'
import { string } from '../elements/props'
import { type Box, boxUnion, centreOf, holds } from '../geometry/box'
import { fitted, lookingAt, type Viewport } from './camera'
import type { Finder } from './finder'
import { isHidden, leavesOf } from './tree'
import type { Camera } from './types'

/** Text as it is compared: without accents and capitals. Its length may differ from the original's. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase().replace(/ß/g, 'ss')
}

/** Something that was found, and the box around it. */
export type Match = { readonly id: string; readonly box: Box }

/** Within so many hundredths, things stand in one line and are read from left to right. */
const LINE = 2_000

/** All words on a board, ready to be looked through: what elements say, and the names of elements, groups and layers. Follows the board by what it is told has changed. */
export class Words {
  private readonly words = new Map<string, string>()

  constructor(board: Board) {
    this.changed(board, 'all')
  }

  /** Reads again what was touched. */
  changed(board: Board, touched: ReadonlySet<string> | 'all'): void {
    if (touched === 'all') {
      this.words.clear()
      for (const element of board.elements()) this.read(element.id, element)
    } else for (const id of touched) this.read(id, board.element(id))
  }

  /** The ids of what holds all of the query's letters in a row, capitals and accents aside; none for an empty query. */
  holding(query: string): string[] {
    const asked = folded(query).trim()
    if (asked === '') return []
    const found: string[] = []
    for (const [id, words] of this.words) if (words.includes(asked)) found.push(id)
    return found
  }

  private read(id: string, element: Element | undefined): void {
    const words = element === undefined ? '' : wordsOf(element)
    if (words === '') this.words.delete(id)
    else this.words.set(id, words)
  }
}

function wordsOf({ props }: Element): string {
  const kind = props.get('kind')
  const said = kind === 'board' || kind === 'group' || kind === 'layer' ? '' : kindOf(props).label(props)
  return folded(`${said}\n${string(props, 'name')}`).trim()
}

/** Where these are, in reading order: by lines, and from left to right. What is hidden or empty is nowhere. */
export function placesOf(board: Board, finder: Pick<Finder, 'bounds'>, ids: readonly string[]): Match[] {
  const found: Match[] = []
  for (const id of ids) {
    if (isHidden(board, id)) continue
    const boxes = [...leavesOf(board, [id])].map((leaf) => finder.bounds(leaf)).filter((box) => box !== null)
    const box = boxUnion(boxes)
    if (box !== null) found.push({ id, box })
  }
  const line = (match: Match) => Math.floor(match.box.y / LINE)
  return found.sort((a, b) => line(a) - line(b) || a.box.x - b.box.x || (a.id < b.id ? -1 : 1))
}

/** The match to begin with: the first whose middle is in view, else the first there is; -1 for none. */
export function firstOf(matches: readonly Match[], view: Box): number {
  const seen = matches.findIndex(({ box }) => {
    const x = box.x + box.w / 2
    const y = box.y + box.h / 2
    return x >= view.x && x <= view.x + view.w && y >= view.y && y <= view.y + view.h
  })
  return seen >= 0 ? seen : Math.min(0, matches.length - 1)
}

/** Smaller than this, letters are not read; a match is then shown larger. */
const LEGIBLE = 0.5
/** Room that a match keeps from the edges of the screen, in CSS pixels: panels lie there. */
const MARGIN = { x: 40, top: 76, bottom: 76 }

/** The camera that brings a box into view: the present one where it is seen well already, else with the box in the middle. */
export function bringing(box: Box, camera: Camera, viewport: Viewport): Camera {
  const left = camera.x + (MARGIN.x * 100) / camera.zoom
  const top = camera.y + (MARGIN.top * 100) / camera.zoom
  const w = ((viewport.w - 2 * MARGIN.x) * 100) / camera.zoom
  const h = ((viewport.h - MARGIN.top - MARGIN.bottom) * 100) / camera.zoom
  const clear = w > 0 && h > 0 && holds({ x: left, y: top, w, h }, box)
  if (clear && camera.zoom >= LEGIBLE) return camera
  const most = fitted(box, viewport).zoom
  const zoom = Math.min(most, camera.zoom < LEGIBLE ? 1 : camera.zoom)
  return lookingAt(centreOf(box), zoom, viewport)
}
