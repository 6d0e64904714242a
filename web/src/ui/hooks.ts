import { useEffect, useReducer, useSyncExternalStore } from 'react'
import type { Editor, EditorState } from '../editor/types'
import type { BoardClient, Listeners } from '../sync/types'

/** One thing taken from the editor's state, drawn again only when that changes. `pick` must return what compares by identity. */
export function useEditorPart<T>(editor: Editor, pick: (state: EditorState) => T): T {
  return useSyncExternalStore(
    (again) => editor.subscribe(again),
    () => pick(editor.state),
  )
}

/** Draws the component again after each of the named events of the board. */
export function useClientEvents(client: BoardClient, ...events: (keyof Listeners)[]): void {
  const [, again] = useReducer((n: number) => n + 1, 0)
  const key = events.join(' ')
  useEffect(() => {
    const listeners = Object.fromEntries(key.split(' ').map((event) => [event, () => again()]))
    again()
    return client.on(listeners as Partial<Listeners>)
  }, [client, key])
}

/** Draws the component again when something else is selected, or what is selected changes. Not with every change of the board. */
export function useSelectionChanges(editor: Editor): void {
  const selection = useEditorPart(editor, (s) => s.selection)
  const [, again] = useReducer((n: number) => n + 1, 0)
  useEffect(() => {
    const concerns = (touched: ReadonlySet<string> | 'all') => {
      if (touched === 'all') return true
      const leaves = editor.finder.leavesOf(selection)
      for (const id of touched) if (leaves.has(id) || selection.has(id)) return true
      return false
    }
    return editor.client.on({ changed: (touched) => concerns(touched) && again() })
  }, [editor, selection])
}

/** Draws the component again when the element changes. */
export function useElement(client: BoardClient, id: string): ReturnType<BoardClient['view']['element']> {
  return useSyncExternalStore(
    (again) => client.on({ changed: (touched) => (touched === 'all' || touched.has(id)) && again() }),
    () => client.view.element(id),
  )
}
