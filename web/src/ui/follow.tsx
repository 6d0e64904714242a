import { Presentation } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { showing } from '../editor/camera'
import { type Presenter, presenterOf } from '../editor/following'
import type { Camera, Editor } from '../editor/types'
import { shownLine } from '../elements/shown'
import { colourClass } from './palette'
import './styles/follow.css'

/** Between two frames it cannot be told that somebody presents: it is believed for so long, in milliseconds. */
const PATIENCE = 1500

/** Says that somebody presents, and takes one along: until one moves the view oneself. */
export default function Follow({ editor }: { editor: Editor }) {
  const presenter = usePresenter(editor)
  const [followed, setFollowed] = useState('')
  const follows = presenter !== null && followed === presenter.session
  useFollowing(editor, follows ? presenter : null, () => setFollowed(''))
  useWayBack(editor, follows, presenter === null)
  if (presenter === null) return null
  const name = shownLine(presenter.name) || 'Somebody'
  return (
    <>
      {follows && <div className={`follow-edge ${colourClass(presenter.colour)}`} />}
      <div className="follow panel" role="status">
        <Presentation />
        <span className="follow-text">
          {follows && 'Following'}
          <bdi>{name}</bdi>
          {!follows && 'presents'}
        </span>
        <button
          type="button"
          className={follows ? 'button' : 'button primary'}
          onClick={() => setFollowed(follows ? '' : presenter.session)}
        >
          {follows ? 'Stop' : 'Follow'}
        </button>
      </div>
    </>
  )
}

/** Who presents now. */
function usePresenter(editor: Editor): Presenter | null {
  const [presenter, setPresenter] = useState<Presenter | null>(null)
  const last = useRef<Presenter | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const put = (next: Presenter | null) => {
      last.current = next
      setPresenter(next)
    }
    const look = () => {
      const before = last.current
      const now = presenterOf(editor, before?.session)
      if (now === null && before !== null) {
        const gone = !editor.client.others.has(before.session)
        timer ??= setTimeout(() => put(null), gone ? 0 : PATIENCE)
        return
      }
      clearTimeout(timer)
      timer = undefined
      if (JSON.stringify(now) !== JSON.stringify(before)) put(now)
    }
    look()
    const end = editor.client.on({ presence: look, members: look, changed: look })
    return () => {
      clearTimeout(timer)
      end()
    }
  }, [editor])
  return presenter
}

/** Keeps the view on what is presented; any other way that the view goes is one's own, and ends it. */
function useFollowing(editor: Editor, presenter: Presenter | null, stop: () => void): void {
  const box = presenter === null ? '' : JSON.stringify(presenter.box)
  const stopped = useRef(stop)
  stopped.current = stop
  useEffect(() => {
    if (box === '') return
    const aim = showing(JSON.parse(box), editor.viewport)
    editor.setCamera(aim, true)
    return editor.subscribe(({ camera }, before) => {
      const { heading } = editor
      const along = heading.x === aim.x && heading.y === aim.y && heading.zoom === aim.zoom
      if (camera !== before.camera && !along) stopped.current()
    })
  }, [editor, box])
}

/** Brings one back to where one was before, once what one followed has ended by itself. */
function useWayBack(editor: Editor, follows: boolean, ended: boolean): void {
  const home = useRef<Camera | null>(null)
  // Before the view goes along: this is told of it in the same moment.
  if (follows) home.current ??= editor.state.camera
  useEffect(() => {
    if (follows) return
    if (ended && home.current !== null) editor.setCamera(home.current, true)
    home.current = null
  }, [editor, follows, ended])
}
