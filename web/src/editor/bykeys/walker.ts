import { anchorPoint, MIDDLE } from '../../elements/arrow-end'
import { kindOf } from '../../elements/kind-of'
import { seen } from '../camera'
import type { BoardEditor } from '../editor'
import { bringing } from '../find'
import type { Mark } from '../tool'
import { groupAround } from '../tree'
import { connect, connectable } from './connect'
import { following, nearest, onLevel, type ReadingTree, readingTree } from './reading'

/** A direction, as the screen has it. */
export type Way = { readonly x: number; readonly y: number }

/** What is reached keeps so much more room from the lower edge than what is found, in CSS pixels: the style bar stands there once something is selected. */
const BARS = 56

/** Goes about what lies on a board without a pointer: in reading order, or to what lies nearest in a direction. */
export class Walker {
  readonly editor: BoardEditor
  /** What was selected when the tool in the hand was taken: what it makes is put beside that. */
  beside: readonly string[] = []
  /** So much of the view is covered by a panel at its right side, in CSS pixels. */
  covered = 0
  private readonly ends: readonly (() => void)[]
  private read: ReadingTree | null = null
  private last = ''
  private begun = ''

  constructor(editor: BoardEditor) {
    this.editor = editor
    walkers.set(editor, this)
    const marks = () => this.marks()
    editor.markers.add(marks)
    this.ends = [
      () => editor.markers.delete(marks),
      editor.client.on({ changed: () => this.forget() }),
      editor.subscribe((state, before) => {
        // The hand lets go of what is selected when it takes a tool.
        if (before.tool === 'select' && state.tool !== 'select') this.beside = [...state.selection]
        else if (state.tool === 'select') this.beside = []
        if (state.selection.size === 0) this.from = ''
      }),
    ]
  }

  /** Lets go of the editor. */
  close(): void {
    walkers.delete(this.editor)
    for (const end of this.ends) end()
  }

  /** What an arrow is to lead from, while one goes to what it leads to; '' for none. */
  get from(): string {
    return this.begun
  }

  set from(id: string) {
    if (id === this.begun) return
    this.begun = id
    for (const watcher of this.editor.watchers) watcher.live()
  }

  /** What an arrow is to lead from looks as it does where a hand would tie one to it. */
  private marks(): readonly Mark[] {
    const { from } = this
    const props = from === '' ? undefined : this.editor.finder.shown(from)?.props
    const edge = props && kindOf(props).edge?.(props)
    return edge ? [{ mark: 'tie', edge, at: anchorPoint(props, { x: MIDDLE, y: MIDDLE }) }] : []
  }

  /** What lies in what, in reading order, as the board is now. */
  get tree(): ReadingTree {
    this.read ??= readingTree(this.editor.client.view, this.editor.finder)
    return this.read
  }

  /** What one meets around an element, or on the board. */
  around(id: string): readonly string[] {
    const { view } = this.editor.client
    return onLevel(view, this.tree, id === '' ? '' : groupAround(view, id))
  }

  /**
   * The place of an element among those around it, from 1, and how many they are. Null where nobody goes about by keys: the whole board
   * would be read for it, which on a large one holds the page up.
   */
  placeOf(id: string): { readonly n: number; readonly all: number } | null {
    if (this.read === null && id !== this.last) return null
    const order = this.around(id)
    return { n: order.indexOf(id) + 1, all: order.length }
  }

  /** What is selected and was reached last; '' for nothing. */
  get at(): string {
    const { selection } = this.editor.state
    return selection.has(this.last) ? this.last : ([...selection].at(-1) ?? '')
  }

  /** Where the next press of a walk leads; null beyond the ends. */
  next(way: 1 | -1): string | null {
    const { at } = this
    if (at !== '') return following(this.editor.client.view, this.tree, at, way)
    return this.around('').at(way === 1 ? 0 : -1) ?? null
  }

  /** Goes on in reading order, or back. */
  walk(way: 1 | -1): void {
    const id = this.next(way)
    if (id !== null) this.reach([id])
  }

  /** What lies nearest in a direction from what is selected, or from the middle of the view; null for nothing. */
  towards(way: Way): string | null {
    const { editor, at } = this
    const { finder } = editor
    const from = (at === '' ? null : finder.frame(at)) ?? middleOf(editor)
    const things = this.around(at).flatMap((id) => {
      const box = id === at ? null : finder.frame(id)
      return box === null ? [] : [{ id, box }]
    })
    return nearest(things, from, way)
  }

  /** Goes to that; `also`: what is selected stays so. */
  turn(way: Way, also = false): void {
    const id = this.towards(way)
    if (id === null) return
    this.reach(also ? [...this.editor.state.selection].filter((one) => one !== id).concat(id) : [id])
  }

  /** Selects what was reached, the last of it the one that is meant, and brings that into view. */
  reach(ids: readonly string[]): void {
    const { editor } = this
    const id = ids.at(-1)
    if (id === undefined) return
    if (editor.state.tool !== 'select') editor.setTool('select')
    editor.select(ids)
    this.show(id)
  }

  /** Brings something into view that one has come to. */
  show(id: string): void {
    const { editor } = this
    this.last = id
    const { w, h } = editor.viewport
    const box = editor.finder.frame(id)
    const to = box && bringing(box, editor.heading, { w: w - this.covered, h: h - BARS })
    if (to !== null && to !== editor.heading) editor.setCamera(to, true)
  }

  /** What comes first in the group or frame that was walked to; undefined where that is none. */
  get inside(): string | undefined {
    const { selection } = this.editor.state
    return selection.size === 1 && selection.has(this.last) ? this.tree.get(this.last)?.[0] : undefined
  }

  /** Goes into the group or frame that was walked to. */
  stepIn(): void {
    const { inside } = this
    if (inside !== undefined) this.reach([inside])
  }

  /** Whether arrows can join these, or one can begin at the one of them. */
  joins(ids: Iterable<string>): boolean {
    const all = [...ids]
    const ends = connectable(this.editor, all)
    return all.length === 1 ? ends.length === 1 : ends.length > 1
  }

  /** Joins what is selected by arrows, or begins an arrow at it. */
  connect(ids: readonly string[] = [...this.editor.state.selection]): void {
    const { editor } = this
    const [first] = connectable(editor, ids)
    if (first === undefined) return
    if (ids.length < 2) {
      this.reach([first])
      this.from = first
      return
    }
    if (editor.state.tool !== 'select') editor.setTool('select')
    const arrows = connect(editor, ids)
    if (arrows.length > 0) editor.turns.afterwards(() => editor.select(arrows))
  }

  /** Ends the arrow that was begun at what is selected now; that stays selected, so that one goes on from there. */
  connectHere(): void {
    const { from, at } = this
    this.from = ''
    if (from !== '' && at !== from) connect(this.editor, [from, at])
  }

  private forget(): void {
    this.read = null
  }
}

function middleOf({ heading, viewport }: BoardEditor) {
  const { x, y, w, h } = seen(heading, viewport)
  return { x: x + w / 2, y: y + h / 2, w: 0, h: 0 }
}

const walkers = new WeakMap<object, Walker>()

/** Who goes about the board of an editor by keys; undefined before that has been loaded. */
export const walkerOf = (editor: object): Walker | undefined => walkers.get(editor)
