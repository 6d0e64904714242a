import { sized } from '../elements/props'
import type { Box } from '../geometry/box'
import { seen } from './camera'
import { goAlong, tellView } from './presence'
import { presented } from './presenting'
import type { Editor } from './types'

const sessions = new WeakMap<Editor, string>()
const listeners = new Set<() => void>()

/** The session of the person whose view one's own goes along with; '' for nobody. */
export function followed(editor: Editor): string {
  return sessions.get(editor) ?? ''
}

/**
 * Goes along with a person's view from now on; '' with nobody's any more. Whoever does has no view of their own to tell: so two who follow
 * each other find nothing to follow, instead of driving each other on.
 */
export function follow(editor: Editor, session: string): void {
  if (followed(editor) === session) return
  sessions.set(editor, session)
  goAlong(editor.client, session !== '')
  if (session === '') tellView(editor.client, seen(editor.state.camera, editor.viewport))
  for (const listener of [...listeners]) listener()
}

/** Calls when somebody else is followed, or nobody. */
export function onFollowing(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Somebody who presents: whose hand it is, and the frame that they show. */
export type Presenter = { readonly session: string; readonly name: string; readonly colour: string; readonly box: Box }

/** Who of the others shows a frame now (see presenting.ts): `first` where that one does; null for nobody, and for whoever presents themselves. */
export function presenterOf(editor: Editor, first = ''): Presenter | null {
  const { client, finder } = editor
  if (!finder.frames.any || presented(editor) !== '') return null
  let found: Presenter | null = null
  for (const [session, { view, member }] of client.others) {
    if (view === undefined) continue
    const [x, y, w, h] = view
    const shows = finder.frames.in(client.view, { x, y, w, h }).some((id) => {
      const box = sized(client.view.element(id)!.props)
      return box.x === x && box.y === y && box.w === w && box.h === h
    })
    if (!shows || (found !== null && session !== first)) continue
    found = { session, name: member.name, colour: member.colour, box: { x, y, w, h } }
  }
  return found
}
