import { useEffect, useRef } from 'react'
import type { Editor } from '../editor/types'
import { type Lens, showLens } from '../render/lens/lens'

/** Shows a board through a lens while the component is there; null for none. The same lens is to be the same object. */
export function useLens(editor: Editor, lens: Lens | null): void {
  const end = useRef(() => {})
  useEffect(() => {
    // One gives way to the next without the board being seen bare between them.
    if (lens === null) end.current()
    else end.current = showLens(editor, lens)
  }, [editor, lens])
  useEffect(() => () => end.current(), [])
}
