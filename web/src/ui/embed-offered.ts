import type { Editor } from '../editor/types'

/** The link of an embedded board. `password`: whoever opens the board by it is asked for one. */
export type EmbedLink = { readonly secret: string; readonly password: boolean }

/** Finds a link for an embedded board, or makes one. ApiError where one may not. */
export type FindsLink = (may: 'view' | 'edit') => Promise<EmbedLink>

const offered = new WeakMap<Editor, FindsLink>()

/** Says how the link of an embedded board is found. */
export function offerEmbedding(editor: Editor, find: FindsLink): void {
  offered.set(editor, find)
}

/** How this board's link is found. */
export function embedLinksOf(editor: Editor): FindsLink {
  const find = offered.get(editor)
  if (find === undefined) throw new Error('this board cannot be embedded')
  return find
}
