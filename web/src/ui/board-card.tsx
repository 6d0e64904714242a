import { Ellipsis, Star } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { shownLine } from '../elements/shown'
import { at } from '../site/at'
import { thumbnailOf } from '../sync/shelf-api'
import { sayCount } from '../words/count'
import { say, toSay } from '../words/say'
import { ago } from './ago'
import type { BoardMenuProps } from './board-menu-sheet'
import { type BoardRow, TRASH_TIME } from './boards-found'
import { Cover } from './cover'
import { PopButton } from './later'
import { onTheme, themeNow } from './theme'

const roles: { readonly [role: string]: string } = {
  owner: toSay('yours'),
  editor: toSay('you may draw'),
  viewer: toSay('only to look at'),
}

type CardProps = {
  readonly board: BoardRow
  /** What can be done with it; absent while the server does not answer. */
  readonly menu?: Omit<BoardMenuProps, 'board'>
}

/** A board in the list: its picture, its title, and what can be done with it. */
export function BoardCard({ board, menu }: CardProps) {
  const title = shownLine(board.title) || say('Untitled board')
  const face = (
    <>
      <Picture key={`${board.id} ${board.thumbnail}`} board={board} />
      <span className="card-title">
        <bdi>{title}</bdi>
      </span>
      <span className="card-foot">
        {board.trashed === undefined ? <Foot board={board} /> : <TrashFoot board={board} />}
      </span>
    </>
  )
  return (
    <li className="card-place">
      {board.trashed === undefined ? (
        <a className="card" href={at(`/b/${board.id}`)}>
          {face}
        </a>
      ) : (
        <div className="card is-gone">{face}</div>
      )}
      {menu && (
        <div className="card-acts">
          {board.trashed === undefined && (
            <button
              type="button"
              className={`icon-button card-act ${board.starred ? 'is-on' : ''}`}
              aria-pressed={board.starred === true}
              aria-label={say('Star for {title}', { title })}
              onClick={() => void menu.acts.star(board)}
            >
              <Star />
            </button>
          )}
          <PopButton
            className="icon-button card-act"
            aria-label={say('What to do with {title}', { title })}
            opens="menu"
            load={() => import('./board-menu-sheet')}
            given={{ board, ...menu }}
          >
            <Ellipsis />
          </PopButton>
        </div>
      )}
    </li>
  )
}

/** The board in small, as it was seen last; what stands for it where no picture is to be had. */
function Picture({ board }: { board: BoardRow }) {
  const theme = useSyncExternalStore(onTheme, themeNow)
  const [missing, setMissing] = useState('')
  if (board.thumbnail === undefined || missing === theme) return <Cover id={board.id} title={shownLine(board.title)} />
  return (
    <img
      className="cover card-picture"
      src={thumbnailOf(board.id, theme, board.thumbnail)}
      alt=""
      width="640"
      height="400"
      loading="lazy"
      decoding="async"
      onError={() => setMissing(theme)}
    />
  )
}

function Foot({ board }: { board: BoardRow }) {
  return (
    <>
      {board.updated > 0 && (
        <time dateTime={new Date(board.updated).toISOString()}>{ago(board.updated, Date.now())}</time>
      )}
      <span>
        {board.waiting
          ? sayCount('{n} change waiting', '{n} changes waiting', board.waiting)
          : say(roles[board.role] ?? board.role)}
      </span>
    </>
  )
}

const DAY = 24 * 60 * 60 * 1000

function TrashFoot({ board }: { board: BoardRow }) {
  const left = Math.max(0, Math.ceil(((board.trashed ?? 0) + TRASH_TIME - Date.now()) / DAY))
  return <span>{sayCount('{n} day left', '{n} days left', left)}</span>
}
