import { toScreen } from '../editor/camera'
import type { Editor } from '../editor/types'
import { centreOf } from '../geometry/box'

/** Where on the page the board's context menu stands, in CSS pixels from the window's corner; null while it is closed. */
export type MenuPlace = { readonly x: number; readonly y: number } | null

let place: MenuPlace = null
const listeners = new Set<() => void>()

/** Opens the menu there, or closes it. What it offers is what is selected at that moment. */
export function openMenu(at: MenuPlace): void {
  place = at
  for (const listener of [...listeners]) listener()
}

/** Opens it beside what is selected; in the middle of the screen where that is out of view or nothing is selected. */
export function openMenuAtSelection(editor: Editor): void {
  const { w, h } = editor.viewport
  const box = editor.selectionBox()
  const at = box === null ? { x: w / 2, y: h / 2 } : toScreen(editor.state.camera, centreOf(box))
  const seen = at.x > 0 && at.y > 0 && at.x < w && at.y < h
  openMenu(seen ? at : { x: w / 2, y: h / 2 })
}

/** Where it stands now. */
export function menuPlace(): MenuPlace {
  return place
}

/** Calls when it was opened, moved or closed. */
export function onMenuPlace(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
