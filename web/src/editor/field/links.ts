import type { ElementProps } from '../../elements/element'
import { kindOf } from '../../elements/kind-of'
import { number } from '../../elements/props'
import { lineLeft, piecesIn } from '../../elements/text-layout'
import { marksAt, wordsIn } from '../../elements/words'
import { carriesWords, linesBox, setIn, turnsAbout } from '../../elements/writing'
import { type BoardPoint, turned } from '../../geometry/point'
import { toBoard } from '../camera'
import type { BoardEditor } from '../editor'
import { hitPixels } from '../tool'
import { follow } from './address'

/** Where the letters of an element at a point of the board lead; '' for nowhere. */
export function linkAt(p: ElementProps, at: BoardPoint): string {
  if (!carriesWords(p)) return ''
  const { cells } = kindOf(p)
  const cell = cells?.cell(p, cells.at(p, at))
  return cells === undefined ? ledBy(p, at) : cell === undefined ? '' : ledBy(cell, at)
}

function ledBy(p: ElementProps, at: BoardPoint): string {
  const words = wordsIn(p)
  if (!words.stretches.some(({ link }) => link !== '')) return ''
  const set = setIn(p, words)
  const box = linesBox(p, set)
  const own = turned(at, turnsAbout(p, set), -number(p, 'angle'))
  const line = set.lines.find(({ y, h }) => own.y >= box.y + y && own.y < box.y + y + h)
  if (line === undefined) return ''
  const along = own.x - box.x - lineLeft(p, line, box.w)
  const piece = piecesIn(set, line).find((one) => along >= one.at && along < one.at + one.w)
  return piece === undefined ? '' : marksAt(words, piece.from).link
}

/** A press that goes no farther than this, in CSS pixels, is a click. */
const STILL = 4

/** Follows links on the board: with Ctrl (⌘ on a Mac), and with a plain click where one may only look. */
export class Links {
  private readonly editor: BoardEditor
  private readonly host: HTMLElement
  private readonly gone = new AbortController()
  private pressed: { readonly x: number; readonly y: number } | null = null

  constructor(host: HTMLElement, editor: BoardEditor) {
    this.host = host
    this.editor = editor
    const { signal } = this.gone
    host.addEventListener('pointerdown', (e) => this.press(e), { signal })
    host.addEventListener('pointerup', (e) => this.release(e), { signal })
    host.addEventListener('pointermove', (e) => this.hover(e), { signal })
  }

  close(): void {
    this.gone.abort()
  }

  /** Whether a press with these keys follows links. */
  private follows(e: PointerEvent): boolean {
    const { tool, readOnly, editing } = this.editor.state
    return editing === null && (tool === 'select' || tool === 'hand') && (readOnly || e.ctrlKey || e.metaKey)
  }

  private at(e: PointerEvent): string {
    const { left, top } = this.host.getBoundingClientRect()
    const at = toBoard(this.editor.state.camera, { x: e.clientX - left, y: e.clientY - top })
    const id = this.editor.sight.topmost(at, hitPixels(e.pointerType === 'touch'))
    const props = id === null ? undefined : this.editor.client.view.element(id)?.props
    return props === undefined ? '' : linkAt(props, at)
  }

  private press(e: PointerEvent): void {
    this.pressed = e.button === 0 && e.isPrimary ? { x: e.clientX, y: e.clientY } : null
  }

  private release(e: PointerEvent): void {
    const { pressed } = this
    this.pressed = null
    if (pressed === null || !this.follows(e)) return
    if (Math.hypot(e.clientX - pressed.x, e.clientY - pressed.y) <= STILL) follow(this.at(e))
  }

  /** A link says by the hand over it that it is one, and by its title where it leads. */
  private hover(e: PointerEvent): void {
    const link = e.buttons === 0 && this.follows(e) ? this.at(e) : ''
    if (this.host.title !== link) this.host.title = link
    this.host.classList.toggle('over-link', link !== '')
  }
}
