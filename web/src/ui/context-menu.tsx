import { useEffect, useSyncExternalStore } from 'react'
import type { Editor } from '../editor/types'
import { useLater } from './later'
import { menuPlace, onMenuPlace, openMenu } from './menu-place'

/** What the input tells of: a right click, or a finger that stayed. What lies there is selected already. */
type BoardMenuEvent = CustomEvent<{ readonly x: number; readonly y: number }>

/** The menu at the hand, loaded when it is first asked for. */
export function ContextMenu({ editor }: { editor: Editor }) {
  const place = useSyncExternalStore(onMenuPlace, menuPlace)
  const Sheet = useLater(() => import('./context-sheet'), place !== null)
  useBoardMenu()
  return Sheet && <Sheet editor={editor} place={place} />
}

/** Listens to the board. The browser's own menu would lie over ours where the menu key was pressed. */
function useBoardMenu(): void {
  useEffect(() => {
    const host = document.getElementById('board')
    const open = (event: Event) => {
      const { x, y } = (event as BoardMenuEvent).detail
      openMenu({ x, y })
    }
    const own = (event: MouseEvent) => {
      if (event.target === document.body) event.preventDefault()
    }
    host?.addEventListener('board-menu', open)
    addEventListener('contextmenu', own)
    return () => {
      host?.removeEventListener('board-menu', open)
      removeEventListener('contextmenu', own)
    }
  }, [])
}
