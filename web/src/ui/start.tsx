import { CSPProvider } from '@base-ui/react/csp-provider'
import { Popover } from '@base-ui/react/popover'
import { Plus } from 'lucide-react'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { shownLine } from '../elements/shown'
import { ago } from './ago'
import { Cover } from './cover'
import { Hints } from './hints'
import { MeForm } from './me-form'
import { initials, type Me } from './names'
import { colourClass } from './palette'
import { ThemeButton } from './theme-button'
import './styles/parts.css'
import './styles/palette.css'
import './styles/start.css'

/** A board in the list. Times in ms since 1970. */
export type BoardRow = { readonly id: string; readonly title: string; readonly role: string; readonly updated: number }

/** What the start page needs. Promises fail with a sentence for the person. */
export type StartProps = {
  readonly me: Me
  /** The boards one has been on, the last changed first; none for who is new. */
  readonly boards: () => Promise<readonly BoardRow[]>
  /** Makes a board and goes to it. */
  readonly create: (title: string) => Promise<void>
  readonly rename: (me: Me) => Promise<void>
}

/** Draws the start page. */
export function showStart(props: StartProps): void {
  createRoot(document.getElementById('chrome')!).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <Start {...props} />
        <Hints />
      </CSPProvider>
    </StrictMode>,
  )
}

function Start({ me: first, boards, create, rename }: StartProps) {
  const [me, setMe] = useState(first)
  return (
    <div className="start">
      <header className="start-head">
        <span className="wordmark">
          <img src="/favicon.svg" width="28" height="28" alt="" /> Drawing Room
        </span>
        <div className="row">
          <ThemeButton />
          <MeButton
            me={me}
            onRename={async (next) => {
              await rename(next)
              setMe(next)
            }}
          />
        </div>
      </header>
      <main className="start-main">
        <section className="start-new">
          <h1>Draw together.</h1>
          <p className="lead">Make a board, send its link, and draw. Nothing that you see is ever lost.</p>
          <NewBoard onCreate={create} />
        </section>
        <BoardList boards={boards} />
      </main>
    </div>
  )
}

function NewBoard({ onCreate }: { onCreate: (title: string) => Promise<void> }) {
  const [title, setTitle] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const go = async () => {
    setBusy(true)
    setWrong('')
    try {
      await onCreate(shownLine(title))
    } catch (error) {
      setWrong(error instanceof Error ? error.message : 'The board could not be made. Try again.')
    }
    setBusy(false)
  }
  return (
    <form
      className="new-board"
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <input
        className="field"
        dir="auto"
        aria-label="Title (you may leave it empty)"
        placeholder="Title, if you have one"
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <button type="submit" className="button primary" disabled={busy}>
        <Plus /> New board
      </button>
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </form>
  )
}

type Listed = 'loading' | 'failed' | readonly BoardRow[]

function BoardList({ boards }: { boards: () => Promise<readonly BoardRow[]> }) {
  const [listed, setListed] = useState<Listed>('loading')
  useEffect(() => {
    boards().then(setListed, () => setListed('failed'))
  }, [boards])
  return (
    <section className="start-boards" aria-busy={listed === 'loading'}>
      <h2>Your boards</h2>
      {listed === 'failed' && <p className="empty">Your boards cannot be listed just now. Is the server there?</p>}
      {listed === 'loading' && <p className="empty"> </p>}
      {typeof listed === 'object' && listed.length === 0 && (
        <p className="empty">Nothing here yet. Your boards, and those you are invited to, will be kept here.</p>
      )}
      {typeof listed === 'object' && listed.length > 0 && (
        <ul className="cards">
          {listed.map((board) => (
            <BoardCard key={board.id} board={board} />
          ))}
        </ul>
      )}
    </section>
  )
}

const roles: { readonly [role: string]: string } = { owner: 'yours', editor: 'you may draw', viewer: 'only to look at' }

function BoardCard({ board }: { board: BoardRow }) {
  const title = shownLine(board.title)
  return (
    <li>
      <a className="card" href={`/b/${board.id}`}>
        <Cover id={board.id} title={title} />
        <span className="card-title">
          <bdi>{title || 'Untitled board'}</bdi>
        </span>
        <span className="card-foot">
          <time dateTime={new Date(board.updated).toISOString()}>{ago(board.updated, Date.now())}</time>
          <span>{roles[board.role] ?? board.role}</span>
        </span>
      </a>
    </li>
  )
}

function MeButton({ me, onRename }: { me: Me; onRename: (me: Me) => Promise<void> }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="me-button" aria-label={`You are ${me.name}. Change your name`}>
        <span className={`face ${colourClass(me.colour)}`} aria-hidden="true">
          {initials(me.name)}
        </span>
        <span className="me-name">
          <bdi>{me.name}</bdi>
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="end" sideOffset={8} collisionPadding={12} className="above-all">
          <Popover.Popup className="panel me-panel" aria-label="You">
            <Popover.Title className="share-title">You</Popover.Title>
            <Popover.Description className="soft">How the others see you.</Popover.Description>
            <MeForm
              me={me}
              action="Keep"
              onDone={async (next) => {
                await onRename(next)
                setOpen(false)
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
