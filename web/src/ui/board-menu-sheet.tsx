import { Menu } from '@base-ui/react/menu'
import { Copy, ExternalLink, Link2, LogOut, PencilLine, Star, StarOff, Trash2, Undo2 } from 'lucide-react'
import { at } from '../site/at'
import { say } from '../words/say'
import type { Acts } from './board-acts'
import type { Asking } from './board-dialogs'
import type { BoardRow } from './boards-found'
import { closing, type PopProps } from './later'
import './styles/menu.css'

/** What a card's menu is given. */
export type BoardMenuProps = { readonly board: BoardRow; readonly acts: Acts; readonly ask: (asking: Asking) => void }

/** What can be done with a board in the list. */
export default function BoardMenuSheet({ anchor, open, onOpen, ...given }: PopProps & BoardMenuProps) {
  return (
    <Menu.Root open={open} onOpenChange={(next, details) => closing(next, details, anchor) && onOpen(false)}>
      <Menu.Portal>
        <Menu.Positioner
          anchor={anchor}
          side="bottom"
          align="end"
          sideOffset={6}
          collisionPadding={12}
          className="above-all"
        >
          <Menu.Popup className="panel menu" aria-label={say('Menu')} finalFocus={anchor}>
            {given.board.trashed === undefined ? <Lines {...given} /> : <TrashLines {...given} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function Lines({ board, acts, ask }: BoardMenuProps) {
  const owns = board.role === 'owner'
  const draws = owns || board.role === 'editor'
  return (
    <>
      <Menu.LinkItem className="menu-item" href={at(`/b/${board.id}`)} target="_blank" rel="noopener">
        <ExternalLink /> {say('Open in another tab')}
      </Menu.LinkItem>
      <Menu.Item className="menu-item" onClick={() => void acts.star(board)}>
        {board.starred ? <StarOff /> : <Star />} {board.starred ? say('Take the star away') : say('Mark with a star')}
      </Menu.Item>
      {draws && (
        <Menu.Item className="menu-item" onClick={() => ask({ what: 'rename', board })}>
          <PencilLine /> {say('Rename')}
        </Menu.Item>
      )}
      <Menu.Item className="menu-item" onClick={() => void acts.copy(board)}>
        <Copy /> {say('Duplicate')}
      </Menu.Item>
      {draws && (
        <Menu.Item className="menu-item" onClick={() => void acts.link(board)}>
          <Link2 /> {say('Copy a link')}
        </Menu.Item>
      )}
      <Menu.Separator className="menu-line" />
      {owns ? (
        <Menu.Item className="menu-item" onClick={() => void acts.trash(board)}>
          <Trash2 /> {say('Move to the trash')}
        </Menu.Item>
      ) : (
        <Menu.Item className="menu-item" onClick={() => ask({ what: 'leave', board })}>
          <LogOut /> {say('Leave this board')}
        </Menu.Item>
      )}
    </>
  )
}

function TrashLines({ board, acts, ask }: BoardMenuProps) {
  return (
    <>
      <Menu.Item className="menu-item" onClick={() => void acts.takeBack(board)}>
        <Undo2 /> {say('Take back')}
      </Menu.Item>
      <Menu.Item className="menu-item" onClick={() => ask({ what: 'delete', board })}>
        <Trash2 /> {say('Delete for good')}
      </Menu.Item>
    </>
  )
}
