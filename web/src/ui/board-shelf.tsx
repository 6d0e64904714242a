import { CloudOff } from 'lucide-react'
import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { say, toSay } from '../words/say'
import { actsOf, type Rows, type Told } from './board-acts'
import { BoardCard } from './board-card'
import type { Asking } from './board-dialogs'
import { type BoardRow, type Filter, foundBoards, type Order } from './boards-found'
import { ShelfTools } from './shelf-tools'

/** One's boards; none for who is new. By the device: the server could not be asked, and this is what is kept here. */
export type BoardsListed = {
  readonly by: 'server' | 'device'
  readonly boards: readonly BoardRow[]
  readonly trash?: readonly BoardRow[]
}

/** What the list needs. Promises fail with a sentence for the person. */
export type ShelfProps = {
  /** Shows the boards one has been on; again when more is known. Rejects when nobody knows of any. */
  readonly list: (show: (listed: BoardsListed) => void) => Promise<void>
  /** A link to a board, found on this device or made. */
  readonly link: (board: string) => Promise<string>
}

type Listed = 'loading' | 'failed' | BoardsListed

const Dialogs = lazy(() => import('./board-dialogs'))
const Said = lazy(() => import('./shelf-said'))

/** One's boards, to be looked through, and what can be done with each. */
export function BoardShelf({ list, link }: ShelfProps) {
  const [listed, setListed] = useState<Listed>('loading')
  const [filter, setFilter] = useState<Filter>('all')
  const [words, setWords] = useState('')
  const [order, setOrder] = useState<Order>('changed')
  const [told, setTold] = useState<Told | null>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const last = useRef<Asking | null>(null)
  last.current = asking ?? last.current
  useEffect(() => {
    void list(setListed).catch(() => setListed('failed'))
  }, [list])
  const acts = useMemo(
    () =>
      actsOf({
        change: (next) => setListed((now) => (typeof now === 'string' ? now : { ...now, ...next(rowsOf(now)) })),
        read: () => list(setListed),
        tell: setTold,
        link,
      }),
    [list, link],
  )
  const rows = rowsOf(listed)
  const sought = useDeferredValue(words)
  const shown = useMemo(
    () => foundBoards(filter === 'trash' ? rows.trash : rows.boards, filter, sought, order),
    [rows.boards, rows.trash, filter, sought, order],
  )
  const answers = typeof listed === 'object' && listed.by === 'server'
  const some = rows.boards.length + rows.trash.length > 0
  return (
    <section className="start-boards" aria-busy={listed === 'loading'}>
      <h2 id="shelf">{say('Your boards')}</h2>
      {some && (
        <ShelfTools
          {...{ filter, setFilter, words, setWords, order, setOrder }}
          trash={rows.trash.length > 0 || filter === 'trash'}
        />
      )}
      <ListWords listed={listed} />
      {filter === 'trash' && shown.length > 0 && (
        <p className="empty is-above">{say('What is in the trash is deleted for good after 30 days.')}</p>
      )}
      {shown.length > 0 && (
        <ul className="cards">
          {shown.map((board) => (
            <BoardCard key={board.id} board={board} {...(answers && { menu: { acts, ask: setAsking } })} />
          ))}
        </ul>
      )}
      {some && shown.length === 0 && (
        <p className="empty" role="status">
          {sought.trim() === '' ? say(nothing[filter]) : say('No board is called that.')}
        </p>
      )}
      <Suspense>
        {last.current && (
          <Dialogs
            key={`${last.current.what} ${last.current.board.id}`}
            asking={last.current}
            open={asking !== null}
            acts={acts}
            onClose={() => setAsking(null)}
          />
        )}
        {told && <Said told={told} />}
      </Suspense>
    </section>
  )
}

const none: readonly BoardRow[] = []

function rowsOf(listed: Listed): Rows {
  if (typeof listed === 'string') return { boards: none, trash: none }
  return { boards: listed.boards, trash: listed.trash ?? none }
}

/** What is said where a filter shows nothing; in English, said where it is drawn. */
const nothing: { readonly [filter in Filter]: string } = {
  all: toSay('All your boards are in the trash.'),
  mine: toSay('You have made no board yet.'),
  shared: toSay('Nobody has shared a board with you yet.'),
  starred: toSay('Mark a board with a star, and it is found here.'),
  trash: toSay('The trash is empty.'),
}

/** What is to be said of the list, if anything. */
function ListWords({ listed }: { listed: Listed }) {
  if (listed === 'loading') return <p className="empty"> </p>
  if (listed === 'failed')
    return <p className="empty">{say('Your boards cannot be listed just now. Is the server there?')}</p>
  const empty = listed.boards.length === 0
  if (listed.by === 'device')
    return (
      <p className={empty ? 'empty' : 'empty is-above'} role="status">
        <CloudOff />
        {empty
          ? say('The server does not answer, and no board is kept on this device yet.')
          : say('The server does not answer. These boards are kept on this device: open one and draw.')}
      </p>
    )
  if (!empty || (listed.trash ?? none).length > 0) return null
  return (
    <p className="empty">{say('Nothing here yet. Your boards, and those you are invited to, will be kept here.')}</p>
  )
}
