import { Eye, Presentation } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { showing } from '../editor/camera'
import { follow, followed, onFollowing, type Presenter, presenterOf } from '../editor/following'
import { inDialog, isField } from '../editor/keyboard'
import { noticesOf } from '../editor/notices'
import { onPresenting, presented } from '../editor/presenting'
import type { Camera, Editor } from '../editor/types'
import { shownLine } from '../elements/shown'
import type { Member } from '../wire/messages'
import { say } from '../words/say'
import { colourClass } from './palette'
import { Said } from './said'
import './styles/follow.css'

/** While the frame that is shown changes it cannot be told that somebody presents, and between two joins not where somebody is: it is believed for so long, in milliseconds. */
const PATIENCE = 1500

/** Says that somebody presents, or whom one follows, and takes one along: until one moves the view oneself. */
export default function Follow({ editor }: { editor: Editor }) {
  const presenter = usePresenter(editor)
  const session = useSyncExternalStore(onFollowing, () => followed(editor))
  const presents = presenter !== null && (session === '' || presenter.session === session)
  useGoingAlong(editor, session, presenter)
  useEndWithPresenting(editor, session, presenter)
  useAudience(editor, session !== '' && presents)
  const member = useMember(editor, session)
  const shown = session === '' ? presenter : member
  if (shown === null) return null
  const name = shownLine(shown.name) || say('Somebody')
  return (
    <>
      {session !== '' && <div className={`follow-edge ${colourClass(shown.colour)}`} />}
      <div className="follow panel" role="status">
        {presents ? <Presentation /> : <Eye />}
        <span className="follow-text">
          <Said message={session === '' ? '{name} presents' : 'Following {name}'} name={<bdi>{name}</bdi>} />
        </span>
        <button
          type="button"
          className={session === '' ? 'button primary' : 'button'}
          onClick={() => follow(editor, session === '' ? shown.session : '')}
        >
          {session === '' ? say('Follow') : say('Stop [following]')}
        </button>
      </div>
    </>
  )
}

/** Who somebody is; who they were for as long as they are not there. */
function useMember(editor: Editor, session: string): Member | null {
  const last = useRef<Member | null>(null)
  const now = useSyncExternalStore(
    (again) => editor.client.on({ members: again }),
    () => editor.client.members.get(session),
  )
  if (now !== undefined) last.current = now
  return last.current?.session === session ? last.current : null
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

/** Keeps the view on what somebody sees, or presents; any other way that the view goes is one's own, and ends it. So does presenting oneself. */
function useGoingAlong(editor: Editor, session: string, presenter: Presenter | null): void {
  const frame = useRef<Presenter | null>(null)
  frame.current = presenter?.session === session ? presenter : null
  const box = JSON.stringify(frame.current?.box ?? null)
  const go = useRef(() => {})
  useEffect(() => {
    if (session === '') return
    const { client } = editor
    let aim: Camera | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const view = frame.current?.box ?? boxOf(client.others.get(session)?.view)
      if (view === null) {
        timer ??= setTimeout(() => lost(editor, session), PATIENCE)
        return
      }
      clearTimeout(timer)
      timer = undefined
      const next = showing(view, editor.viewport)
      if (aim !== null && same(aim, next)) return
      aim = next
      editor.setCamera(next, true)
    }
    go.current = look
    look()
    const ends = [
      client.on({ presence: (sessions) => sessions.has(session) && look(), members: look }),
      editor.subscribe(({ camera }, before) => {
        if (camera !== before.camera && aim !== null && !same(editor.heading, aim)) follow(editor, '')
      }),
      onPresenting(() => presented(editor) !== '' && follow(editor, '')),
    ]
    return () => {
      clearTimeout(timer)
      go.current = () => {}
      for (const end of ends) end()
    }
  }, [editor, session])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another frame is presented.
  useEffect(() => go.current(), [box])
}

const same = (a: Camera, b: Camera) => a.x === b.x && a.y === b.y && a.zoom === b.zoom

function boxOf(view: readonly [number, number, number, number] | undefined) {
  return view === undefined ? null : { x: view[0], y: view[1], w: view[2], h: view[3] }
}

/** Whom one followed is gone, or goes along with somebody else: there is nothing to follow any more. */
function lost(editor: Editor, session: string): void {
  const there = editor.client.others.has(session)
  follow(editor, '')
  noticesOf(editor).say(
    say('You follow nobody any more'),
    there ? say('Whom you followed goes along with somebody else.') : say('Whom you followed has left.'),
  )
}

/** Who follows a presentation sees the frame as it is shown, with nothing around it but whom they follow; Escape is the way back. */
function useAudience(editor: Editor, sits: boolean): void {
  useEffect(() => {
    if (!sits) return
    const root = document.documentElement
    root.dataset.audience = ''
    const key = (event: KeyboardEvent) => {
      const { target } = event
      // What is under way on the board, or written, is let go of first.
      if (event.key !== 'Escape' || editor.busy || isField(target) || inDialog(target)) return
      event.stopPropagation()
      follow(editor, '')
    }
    addEventListener('keydown', key, { capture: true })
    return () => {
      removeEventListener('keydown', key, { capture: true })
      delete root.dataset.audience
    }
  }, [editor, sits])
}

/** Who followed a presentation is brought back to where they were before, once it has ended by itself. */
function useEndWithPresenting(editor: Editor, session: string, presenter: Presenter | null): void {
  const home = useRef<Camera | null>(null)
  const presents = presenter !== null && presenter.session === session
  // Before the view goes along: this is told of it in the same moment.
  if (presents) home.current ??= editor.state.camera
  useEffect(() => {
    if (presents) return
    const back = home.current
    home.current = null
    if (back === null || session === '' || presenter !== null) return
    follow(editor, '')
    editor.setCamera(back, true)
  }, [editor, presents, session, presenter])
}
