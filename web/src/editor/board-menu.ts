import { cellAt } from '../elements/cells'
import { toBoard } from './camera'
import type { BoardEditor } from './editor'
import { stackAt } from './reach'
import { hitPixels } from './tool'
import { unitOf } from './tree'

/** What a `board-menu` event on the host tells: where in the page, in CSS pixels, and where on the board. */
export type BoardMenu = {
  readonly x: number
  readonly y: number
  readonly at: { readonly x: number; readonly y: number }
}

/** Asks for the menu at a place of the canvas: what lies there is selected, unless it is already. `screen` is measured from the host's corner. */
export function askForMenu(
  host: HTMLElement,
  editor: BoardEditor,
  page: { x: number; y: number },
  screen: { x: number; y: number },
  coarse: boolean,
): void {
  const at = toBoard(editor.state.camera, screen)
  // What is locked cannot be reached otherwise, and could never be unlocked.
  const [locked] = stackAt(editor, at, (hitPixels(coarse) * 100) / editor.state.camera.zoom, true)
  const hit = editor.sight.topmost(at, hitPixels(coarse)) ?? locked ?? null
  const unit = hit === null ? null : unitOf(editor.client.view, hit, editor.state.entered)
  const cellIn = (id: string) => cellAt(editor.client.view.element(id)?.props, at)
  if (unit === null) {
    const box = editor.selectionBox()
    const inside = box !== null && at.x >= box.x && at.y >= box.y && at.x <= box.x + box.w && at.y <= box.y + box.h
    if (!inside) editor.select([])
  } else if (!editor.state.selection.has(unit) && !editor.state.selection.has(hit!)) editor.select([unit], cellIn(unit))
  else if (editor.state.selection.size === 1) editor.select(editor.state.selection, cellIn(hit!) || editor.state.knot)
  const detail: BoardMenu = { x: page.x, y: page.y, at }
  host.dispatchEvent(new CustomEvent('board-menu', { detail }))
}
