import { type BoardPoint, rounded } from '../geometry/point'
import type { Editor } from './types'

/** A sign that one gives oneself; the others are told, and it is shown here as well. */
export type Given = { readonly sign: string; readonly at: BoardPoint }

/** One may give a sign in so many milliseconds: the server lets no more pass (W26). */
const APART = 250

const listeners = new WeakMap<Editor, Set<(given: Given) => void>>()
const last = new WeakMap<Editor, number>()

/** Gives a sign at a place of the board; too many are left out. `now` in milliseconds. */
export function giveSign(editor: Editor, sign: string, at: BoardPoint, now: number): void {
  if (now - (last.get(editor) ?? Number.NEGATIVE_INFINITY) < APART) return
  last.set(editor, now)
  const there = rounded(at)
  editor.client.present({ reaction: [sign, there.x, there.y] })
  for (const hear of listeners.get(editor) ?? []) hear({ sign, at: there })
}

/** Calls when one gives a sign. */
export function onOwnSign(editor: Editor, hear: (given: Given) => void): () => void {
  const all = listeners.get(editor) ?? new Set()
  listeners.set(editor, all)
  all.add(hear)
  return () => all.delete(hear)
}
