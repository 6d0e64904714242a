import { useEffect, useReducer } from 'react'
import type { Board } from '../board/board'
import type { Editor } from '../editor/types'

/** After changes of the board, what is read off all of it is read again at most so often, in milliseconds. */
const again = 150

/** Something that is read off the whole board: read again a moment after it has changed. */
export function useBoard<T>(editor: Editor, read: (board: Board) => T): T {
  const [, draw] = useReducer((n: number) => n + 1, 0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        draw()
      }, again)
    }
    const end = editor.client.on({ changed: soon })
    return () => {
      end()
      clearTimeout(timer)
    }
  }, [editor])
  return read(editor.client.view)
}
