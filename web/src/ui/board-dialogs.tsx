import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { shownLine } from '../elements/shown'
import { say } from '../words/say'
import type { Acts } from './board-acts'
import type { BoardRow } from './boards-found'

/** What is asked before something is done with a board in the list. */
export type Asking = { readonly what: 'rename' | 'leave' | 'delete'; readonly board: BoardRow }

type Props = { readonly asking: Asking; readonly open: boolean; readonly acts: Acts; readonly onClose: () => void }

/** Asks for a new title, or whether something is meant that cannot be undone. */
export default function BoardDialog({ asking, open, acts, onClose }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel dialog board-dialog" {...(asking.what !== 'rename' && { role: 'alertdialog' })}>
          {asking.what === 'rename' ? (
            <RenameForm board={asking.board} acts={acts} onClose={onClose} />
          ) : (
            <Sure asking={asking} acts={acts} onClose={onClose} />
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function RenameForm({ board, acts, onClose }: { board: BoardRow; acts: Acts; onClose: () => void }) {
  const [title, setTitle] = useState(shownLine(board.title))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const next = shownLine(title)
        onClose()
        if (next !== shownLine(board.title)) void acts.rename(board, next)
      }}
    >
      <Dialog.Title className="dialog-title">{say('Rename the board')}</Dialog.Title>
      <Dialog.Description className="soft">{say('Everybody who is on it sees its new name.')}</Dialog.Description>
      <input
        className="field"
        dir={title === '' ? undefined : 'auto'}
        aria-label={say('Name')}
        maxLength={200}
        value={title}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Foot action={say('Rename')} />
    </form>
  )
}

function Sure({ asking: { what, board }, acts, onClose }: Omit<Props, 'open'>) {
  const title = shownLine(board.title) || say('Untitled board')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onClose()
        void (what === 'leave' ? acts.leave(board) : acts.delete(board))
      }}
    >
      <Dialog.Title className="dialog-title">
        {what === 'leave' ? say('Leave “{title}”?', { title }) : say('Delete “{title}” for good?', { title })}
      </Dialog.Title>
      <Dialog.Description>
        {what === 'leave'
          ? say('You will not see it any more, unless somebody gives you a link again.')
          : say('The board goes for everybody, with its history and its pictures. This cannot be undone.')}
      </Dialog.Description>
      <Foot action={what === 'leave' ? say('Leave this board') : say('Delete for good')} />
    </form>
  )
}

function Foot({ action }: { action: string }) {
  return (
    <div className="dialog-foot">
      <Dialog.Close className="button">{say('Cancel')}</Dialog.Close>
      <button type="submit" className="button primary">
        {action}
      </button>
    </div>
  )
}
