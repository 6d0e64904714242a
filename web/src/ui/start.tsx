import { CSPProvider } from '@base-ui/react/csp-provider'
import { Popover } from '@base-ui/react/popover'
import { LayoutTemplate, Plus } from 'lucide-react'
import { lazy, StrictMode, Suspense, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { shownLine } from '../elements/shown'
import { at } from '../site/at'
import type { Standing } from '../sync/me-api'
import type { Template } from '../templates'
import { say } from '../words/say'
import { BoardShelf, type ShelfProps } from './board-shelf'
import { Creating } from './creating'
import { Hints } from './hints'
import { LanguageSelect } from './language-select'
import { MeForm } from './me-form'
import { initials, type Me } from './names'
import { colourClass } from './palette'
import { whyNot } from './server-words'
import { Spoken } from './spoken'
import { ThemeButton } from './theme-button'
import './styles/parts.css'
import './styles/palette.css'
import './styles/start.css'
import './styles/shelf.css'

/** What the start page needs. Promises fail with a sentence for the person. */
export type StartProps = ShelfProps & {
  readonly me: Me
  /** Makes a board and goes to it. */
  readonly create: (title: string, template?: string) => Promise<void>
  /** What the person may here, after what a link in the address does. */
  readonly standing: () => Promise<Standing & { readonly told?: string }>
  readonly rename: (me: Me) => Promise<void>
  /** The language that was chosen, '' for as in the browser; and how another is. */
  readonly language: () => string
  readonly speak: (language: string) => void
}

/** Draws the start page. */
export function showStart(props: StartProps): void {
  createRoot(document.getElementById('chrome')!).render(
    <StrictMode>
      <Spoken
        draw={() => (
          <CSPProvider disableStyleElements>
            <Start {...props} />
            <Hints />
          </CSPProvider>
        )}
      />
    </StrictMode>,
  )
}

function Start({ me: first, list, link, create, standing, rename, language, speak }: StartProps) {
  const [me, setMe] = useState(first)
  const [spoken, setSpoken] = useState(language)
  // It may be another by what the person chose elsewhere.
  const kept = language()
  useEffect(() => setSpoken(kept), [kept])
  const choose = (tag: string) => {
    setSpoken(tag)
    speak(tag)
  }
  return (
    <div className="start">
      <header className="start-head">
        <span className="wordmark">
          <img src={at('/favicon.svg')} width="28" height="28" alt="" /> Drawing Room
        </span>
        <div className="row">
          <LanguageSelect small value={spoken} onChoose={choose} />
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
          <h1>{say('Draw together.')}</h1>
          <Creating standing={standing}>
            <p className="lead">{say('Make a board, send its link, and draw. Nothing that you see is ever lost.')}</p>
            <NewBoard onCreate={create} />
          </Creating>
        </section>
        <BoardShelf list={list} link={link} />
      </main>
    </div>
  )
}

const Gallery = lazy(() => import('./template-gallery'))

function NewBoard({ onCreate }: { onCreate: StartProps['create'] }) {
  const [title, setTitle] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const [choosing, setChoosing] = useState<boolean | null>(null)
  const go = async (template?: Template) => {
    setBusy(true)
    setWrong('')
    try {
      await onCreate(shownLine(title) || (template === undefined ? '' : say(template.title)), template?.id)
    } catch (error) {
      setWrong(whyNot(error, say('The board could not be made. Try again.')))
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
        // What stands there while it is empty is the page's own.
        dir={title === '' ? undefined : 'auto'}
        aria-label={say('Title (you may leave it empty)')}
        placeholder={say('Title, if you have one')}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <button type="submit" className="button primary" disabled={busy}>
        <Plus /> {say('New board')}
      </button>
      <button type="button" className="button" disabled={busy} onClick={() => setChoosing(true)}>
        <LayoutTemplate /> {say('From a template')}
      </button>
      {choosing !== null && (
        <Suspense>
          <Gallery
            open={choosing}
            onClose={() => setChoosing(false)}
            onChoose={(template) => {
              setChoosing(false)
              void go(template)
            }}
          />
        </Suspense>
      )}
      {wrong && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
    </form>
  )
}

function MeButton({ me, onRename }: { me: Me; onRename: (me: Me) => Promise<void> }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="me-button" aria-label={say('You are {name}. Change your name', { name: me.name })}>
        <span className={`face ${colourClass(me.colour)}`} aria-hidden="true">
          {initials(me.name)}
        </span>
        <span className="me-name">
          <bdi>{me.name}</bdi>
        </span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="end" sideOffset={8} collisionPadding={12} className="above-all">
          <Popover.Popup className="panel me-panel" aria-label={say('You')}>
            <Popover.Title className="share-title">{say('You')}</Popover.Title>
            <Popover.Description className="soft">{say('How the others see you.')}</Popover.Description>
            <MeForm
              me={me}
              action={say('Keep')}
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
