import { sized } from '../elements/props'
import type { Box } from '../geometry/box'
import { presented } from './presenting'
import type { Editor } from './types'

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
