import type { Board } from '../board/board'
import { cleanText } from '../board/dictionary-types'
import { settingsID } from '../board/names'
import { orderBetween } from '../board/order-keys'
import type { Value } from '../board/types'
import { flag, string } from '../elements/props'
import { say } from '../words/say'
import { putInto } from './group'
import { noticesOf } from './notices'
import { baseSize, LAYERS, type Layering, placed, reordered } from './order'
import { ancestors, isHidden, isLayer, isLocked } from './tree'
import type { Editor } from './types'

/** The longest name, in UTF-16 units (kinds.json, "line"). */
const LONGEST = 200

/** A layer as a panel shows it. */
export type Layer = {
  /** '' for the base: what lies in no layer, below all layers. */
  readonly id: string
  /** '' where it was given none, and for the base. */
  readonly name: string
  readonly hidden: boolean
  readonly locked: boolean
  /** How many things lie in it; a group counts as one. */
  readonly count: number
}

/** The layers of a board with the base below them, bottom to top. Costs as much as there are layers, not elements. */
export function layersOf(board: Board): readonly Layer[] {
  const root = board.children('')
  const above = root.slice(baseSize(board))
  const layers = above.filter(({ id }) => isLayer(board, id))
  const settings = board.element(settingsID) === undefined ? 0 : 1
  const base = { id: '', name: '', hidden: false, locked: false, count: root.length - layers.length - settings }
  return [base, ...layers.map(({ id }) => layerOf(board, id))]
}

function layerOf(board: Board, id: string): Layer {
  const { props } = board.element(id)!
  const count = board.children(id).length
  return { id, name: string(props, 'name'), hidden: flag(props, 'hidden'), locked: flag(props, 'locked'), count }
}

/** The layer that new elements go into: the one drawn on, unless it is hidden or locked; '' for none. */
export function parentOfNew(editor: Editor): string {
  const { layer } = editor.state
  const board = editor.client.view
  return layer !== '' && isLayer(board, layer) && !isHidden(board, layer) && !isLocked(board, layer) ? layer : ''
}

/**
 * Something new is about to be drawn, written or pasted: where the layer drawn on is hidden or locked, that is the base from now on, and
 * the person is told.
 */
export function leaveShutLayer(editor: Editor): void {
  const { layer } = editor.state
  const board = editor.client.view
  if (layer === '' || parentOfNew(editor) === layer) return
  const { name, hidden } = layerOf(board, layer)
  editor.setLayer('')
  noticesOf(editor).say(
    shutWords(name, hidden),
    say('New things go onto the board itself, below all layers, until you choose another layer.'),
  )
}

function shutWords(name: string, hidden: boolean): string {
  if (name === '') return hidden ? say('This layer is hidden') : say('This layer is locked')
  return hidden ? say('{name} is hidden', { name }) : say('{name} is locked', { name })
}

/** The layer that an element lies in, at any depth; '' for the base. */
export function layerAround(board: Board, id: string): string {
  return ancestors(board, id).find((parent) => isLayer(board, parent)) ?? ''
}

/** "Layer 3" where there are two with or without names, and no such name yet. */
function freshName(board: Board): string {
  const layers = layersOf(board)
  const names = new Set(layers.map((layer) => layer.name))
  let n = layers.length
  const called = () => say('Layer {n}', { n: String(n) })
  while (names.has(called())) n++
  return called()
}

/** A name as the board may hold it: one line, not too long (kinds.json, "line"). */
function nameOf(typed: string): string {
  return cleanText(typed.slice(0, LONGEST), false)
}

/** Puts a new layer on top, which is drawn on from then on. */
export function addLayer(editor: Editor, name = freshName(editor.client.view)): void {
  const board = editor.client.view
  const id = editor.newID()
  const top = board.children('').at(-1)?.order ?? ''
  const props = new Map<string, Value>([
    ['kind', 'layer'],
    ['order', orderBetween(top > LAYERS ? top : LAYERS, null)],
    ['name', nameOf(name)],
  ])
  editor.commit([{ op: 'put', id, props }], editor.newID())
  editor.setLayer(id)
}

function change(editor: Editor, id: string, path: string, value: Value | null): void {
  if (!isLayer(editor.client.view, id)) return
  editor.commit([{ op: 'set', id, props: new Map([[path, value]]) }], editor.newID())
}

/** Gives a layer another name. */
export function renameLayer(editor: Editor, id: string, name: string): void {
  change(editor, id, 'name', nameOf(name))
}

/** Shows or hides a layer with all that lies in it. */
export function hideLayer(editor: Editor, id: string, hidden: boolean): void {
  change(editor, id, 'hidden', hidden || null)
}

/** Locks a layer with all that lies in it, or frees it. */
export function lockLayer(editor: Editor, id: string, locked: boolean): void {
  change(editor, id, 'locked', locked || null)
}

/** Brings a layer one up or down among the layers, or to their top or bottom. */
export function moveLayer(editor: Editor, id: string, how: Layering): void {
  const board = editor.client.view
  const layers = board.children('').slice(baseSize(board))
  editor.commit(
    reordered(layers, (one) => one.id === id, how, LAYERS),
    editor.newID(),
  )
}

/** Puts a layer right above another one; '' for the base: below all layers. Where either is gone nothing happens. */
export function putLayerAbove(editor: Editor, id: string, over: string): void {
  const board = editor.client.view
  if (!isLayer(board, id) || id === over || (over !== '' && !isLayer(board, over))) return
  const layers = board.children('').slice(baseSize(board))
  const moves = (one: { readonly id: string }) => one.id === id
  const at = layers.filter((one) => !moves(one)).findIndex((one) => one.id === over) + 1
  editor.commit(placed(layers, moves, at, LAYERS), editor.newID())
}

/** Takes a layer away; what lies in it comes onto the next one below that is seen and free, or onto the base. */
export function removeLayer(editor: Editor, id: string): void {
  const board = editor.client.view
  if (!isLayer(board, id)) return
  const layers = layersOf(board)
  const lower = layers.slice(
    0,
    Math.max(
      0,
      layers.findIndex((layer) => layer.id === id),
    ),
  )
  const below = lower.findLast((layer) => !layer.hidden && !layer.locked)?.id ?? ''
  const inside = board.children(id).map((one) => one.id)
  editor.commit([...putInto(board, inside, below, true), { op: 'remove', id }], editor.newID())
}

/** Puts the selection onto a layer ('' for the base), on top of what lies there, in the same order. */
export function moveToLayer(editor: Editor, id: string): void {
  const board = editor.client.view
  if (id !== '' && !isLayer(board, id)) return
  editor.commit(putInto(board, editor.state.selection, id), editor.newID())
}
