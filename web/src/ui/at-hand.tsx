import { ExternalLink, Plus as PlusIcon } from 'lucide-react'
import { useEffect, useReducer, useState } from 'react'
import { clickOpens, offeringAt, openerOf, type Plus, plusesOf } from '../editor/at-hand'
import { toBoard } from '../editor/camera'
import { type Beside, noteBeside } from '../editor/notes'
import { openLink } from '../editor/open-link'
import { dragDistance, hitPixels } from '../editor/tool'
import type { Editor } from '../editor/types'
import { hostOf, urlOf } from '../elements/link'
import { say } from '../words/say'
import { useEditorPart } from './hooks'
import './styles/at-hand.css'

/** What the element under the pointer, or the only one that is selected, offers beside itself: the next note on each side, and its link. */
export default function AtHand({ editor }: { editor: Editor }) {
  const state = useEditorPart(editor, (s) => s)
  const [hovered, busy] = useHand(editor)
  const [only] = state.selection
  const id = state.selection.size === 1 ? only! : state.selection.size === 0 ? hovered : null
  useChangesOf(editor, id)
  if (id === null || busy || state.editing !== null || state.zen) return null
  const opener = state.tool === 'select' || state.tool === 'hand' ? openerOf(editor, id) : null
  const pluses = state.tool === 'select' ? plusesOf(editor, id) : []
  return (
    <div className="at-hand" data-at-hand="">
      {pluses.map((plus) => (
        <PlusButton key={plus.side} plus={plus} onPress={() => noteBeside(editor, id, plus.side)} />
      ))}
      {opener !== null && <Opener {...opener} />}
    </div>
  )
}

const titles: { readonly [side in Beside]: string } = {
  right: 'Next note, to the right',
  left: 'Next note, to the left',
  below: 'Next note, below',
  above: 'Next note, above',
}

const place = ({ x, y }: { readonly x: number; readonly y: number }) => ({ left: `${x}px`, top: `${y}px` })

function PlusButton({ plus, onPress }: { plus: Plus; onPress: () => void }) {
  return (
    <button
      type="button"
      className="at-hand-button"
      style={place(plus.at)}
      aria-label={say(titles[plus.side])}
      data-hint={say(titles[plus.side])}
      onClick={onPress}
    >
      <PlusIcon />
    </button>
  )
}

/** A link of the page's own making, so that the browser's ways with links hold: in a new window, its address shown and copied. */
function Opener({ href, at }: { href: string; at: { readonly x: number; readonly y: number } }) {
  const title = say('Open {page}', { page: hostOf(urlOf(href)!) })
  return (
    <a
      className="at-hand-button at-hand-link"
      style={place(at)}
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={title}
      data-hint={title}
    >
      <ExternalLink />
    </a>
  )
}

/** Draws again when the element that is shown beside changes. */
function useChangesOf(editor: Editor, id: string | null): void {
  const [, again] = useReducer((n: number) => n + 1, 0)
  useEffect(() => {
    if (id === null) return
    return editor.client.on({ changed: (touched) => (touched === 'all' || touched.has(id)) && again() })
  }, [editor, id])
}

/** What the pointer is on, and whether a hand is pressed on the board; opens what a click means to open. */
function useHand(editor: Editor): readonly [hovered: string | null, busy: boolean] {
  const [hovered, hover] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    const host = document.getElementById('board')
    return host === null ? undefined : follow(editor, host, hover, setBusy)
  }, [editor])
  return [hovered, busy]
}

function follow(
  editor: Editor,
  host: HTMLElement,
  hover: (next: (before: string | null) => string | null) => void,
  setBusy: (busy: boolean) => void,
): () => void {
  const gone = new AbortController()
  const { signal } = gone
  let from = { x: 0, y: 0 }
  let asked = 0
  const at = (event: MouseEvent) => {
    const { left, top } = host.getBoundingClientRect()
    return toBoard(editor.state.camera, { x: event.clientX - left, y: event.clientY - top })
  }
  const coarse = (event: MouseEvent) => event instanceof PointerEvent && event.pointerType === 'touch'
  const move = (event: PointerEvent) => {
    if (event.pointerType === 'touch' || event.buttons !== 0) return
    cancelAnimationFrame(asked)
    asked = requestAnimationFrame(() => hover((before) => offeringAt(editor, at(event), hitPixels(false), before)))
  }
  const leave = (event: PointerEvent) => {
    cancelAnimationFrame(asked)
    const { relatedTarget } = event
    if (!(relatedTarget instanceof Element && relatedTarget.closest('[data-at-hand]') !== null)) hover(() => null)
  }
  const click = (event: MouseEvent) => {
    const far = Math.hypot(event.clientX - from.x, event.clientY - from.y)
    if (event.button !== 0 || far > dragDistance(coarse(event))) return
    const link = clickOpens(editor, at(event), hitPixels(coarse(event)), event.ctrlKey || event.metaKey)
    if (link !== null) openLink(link)
  }
  // A wheel over a button is meant for the board below it; the browser would zoom the page.
  const wheel = (event: WheelEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('[data-at-hand]') === null) return
    event.preventDefault()
    host.dispatchEvent(new WheelEvent('wheel', event))
  }
  addEventListener('wheel', wheel, { signal, passive: false })
  host.addEventListener('pointermove', move, { signal, passive: true })
  host.addEventListener('pointerleave', leave, { signal })
  host.addEventListener('click', click, { signal })
  host.addEventListener(
    'pointerdown',
    (event) => {
      from = { x: event.clientX, y: event.clientY }
      setBusy(true)
    },
    { signal },
  )
  for (const end of ['pointerup', 'pointercancel'] as const) addEventListener(end, () => setBusy(false), { signal })
  return () => {
    cancelAnimationFrame(asked)
    gone.abort()
  }
}
