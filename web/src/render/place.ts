import type { Editor } from '../editor/types'
import type { Scene } from './scene'

/**
 * Where an editor's board is shown: the scene, and the host of its canvases, into which what more lies over the board is put. `doze`: whether something
 * else lies over all of it, so that nothing is to be drawn; meanwhile it has no worker, and is `asleep`.
 */
export type Place = {
  readonly scene: Scene
  readonly host: HTMLElement
  doze(asleep: boolean): void
  asleep(): boolean
}

const places = new WeakMap<Editor, Place>()

/** Says where an editor's board is shown. */
export function offerPlace(editor: Editor, place: Place): void {
  places.set(editor, place)
}

/** Where an editor's board is shown; undefined for one that is shown nowhere. */
export function placeOf(editor: Editor): Place | undefined {
  return places.get(editor)
}
