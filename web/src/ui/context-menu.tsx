import { Menu } from '@base-ui/react/menu'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Editor } from '../editor/types'
import { MenuLines } from './menu-lines'
import { type MenuPlace, menuPlace, onMenuPlace, openMenu } from './menu-place'
import { boardLines, elementLines, selectionLines } from './menus'
import { chromePlace } from './place'

/** What the input tells of: a right click, or a finger that stayed. What lies there is selected already. */
type BoardMenuEvent = CustomEvent<{ readonly x: number; readonly y: number }>

/** The menu at the hand: for an element, for several, or for the bare board. */
export function ContextMenu({ editor }: { editor: Editor }) {
  const place = useSyncExternalStore(onMenuPlace, menuPlace)
  const last = useRef<MenuPlace>(null)
  if (place !== null) last.current = place
  useBoardMenu()
  const anchor = {
    getBoundingClientRect: () => new DOMRect(last.current?.x ?? 0, last.current?.y ?? 0, 0, 0),
  }
  return (
    <Menu.Root open={place !== null} onOpenChange={(open) => open || openMenu(null)}>
      <Menu.Portal container={chromePlace}>
        <Menu.Positioner
          key={`${last.current?.x} ${last.current?.y}`}
          anchor={anchor}
          side="bottom"
          align="start"
          sideOffset={2}
          collisionPadding={8}
          className="above-all"
        >
          {/* The board's keys go on where they were. */}
          <Menu.Popup className="panel menu" aria-label="Menu of the selection" finalFocus={false}>
            <MenuLines editor={editor} lines={linesFor(editor)} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function linesFor(editor: Editor) {
  const { size } = editor.state.selection
  return size === 0 ? boardLines : size === 1 ? elementLines : selectionLines
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
