import { useSyncExternalStore } from 'react'
import { followed, onFollowing } from '../editor/following'
import type { Editor } from '../editor/types'
import { useClientEvents, useEditorPart } from './hooks'
import { useLater } from './later'

/** Words are worked on only while one types. */
export function TextBarLater({ editor }: { editor: Editor }) {
  const wanted = useEditorPart(editor, (s) => s.editing !== null)
  const TextBar = useLater(() => import('./text-bar'), wanted)
  return wanted && TextBar && <TextBar editor={editor} />
}

/** Nobody presents on a board without frames. */
export function FollowLater({ editor }: { editor: Editor }) {
  useClientEvents(editor.client, 'changed')
  const follows = useSyncExternalStore(onFollowing, () => followed(editor)) !== ''
  const Follow = useLater(() => import('./follow'), follows || editor.finder.frames.any)
  return Follow && <Follow editor={editor} />
}
