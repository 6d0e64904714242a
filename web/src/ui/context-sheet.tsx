import { Menu } from '@base-ui/react/menu'
import { useRef } from 'react'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { MenuLines } from './menu-lines'
import { type MenuPlace, openMenu } from './menu-place'
import { boardLines, elementLines, selectionLines } from './menus'
import { chromePlace } from './place'
import WhoLine from './who-line'
import './styles/menu.css'

/** The menu at the hand: for an element, for several, or for the bare board. */
export default function ContextSheet({ editor, place }: { readonly editor: Editor; readonly place: MenuPlace }) {
  const last = useRef<MenuPlace>(null)
  if (place !== null) last.current = place
  const { x, y } = last.current ?? { x: 0, y: 0 }
  return (
    <Menu.Root open={place !== null} onOpenChange={(open) => open || openMenu(null)}>
      <Menu.Portal container={chromePlace}>
        <Menu.Positioner
          key={`${x} ${y}`}
          anchor={{ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }}
          side="bottom"
          align="start"
          sideOffset={2}
          collisionPadding={8}
          collisionAvoidance={{ side: 'shift', align: 'shift' }}
          className="above-all"
        >
          {/* The board's keys go on where they were. */}
          <Menu.Popup
            tabIndex={0}
            className="panel menu menu-at-hand"
            aria-label={say('Menu of the selection')}
            finalFocus={false}
          >
            {editor.state.selection.size > 0 && (
              <div className="menu-who">
                <WhoLine editor={editor} />
              </div>
            )}
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
