import { ChevronLeft, ChevronRight, Pencil, WandSparkles, X } from 'lucide-react'
import { type RefObject, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react'
import { showing, toScreen } from '../editor/camera'
import { present } from '../editor/presenting'
import { type Slide, shownSlides } from '../editor/slides'
import { isFrame } from '../editor/tree'
import type { Editor } from '../editor/types'
import { WIDTH } from '../elements/frame'
import { shownLine } from '../elements/shown'
import { say, spokenNow } from '../words/say'
import { IconButton } from './button'
import { useClientEvents, useEditorPart } from './hooks'
import type { PanelProps } from './panel-list'
import './styles/stage.css'

/** Shows the frames to an audience, one at a time and nothing beside it; the others can follow. Esc ends it. */
export default function StagePanel({ editor, open, onClose }: PanelProps) {
  return open ? <Stage editor={editor} onClose={onClose} /> : null
}

/** What the hand does: turn the pages, point, or draw. */
type Holding = 'pages' | 'laser' | 'pen'

function Stage({ editor, onClose }: Pick<PanelProps, 'editor' | 'onClose'>) {
  const { slides, at, go } = useSlides(editor)
  const slide = slides[at]
  const [holding, setHolding] = useState<Holding>('pages')
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  const bar = useRef<HTMLDivElement>(null)
  useRoom(editor, onClose)
  useShown(editor, slide)
  const hold = (next: Holding) => {
    const now = next === holding ? 'pages' : next
    setHolding(now)
    editor.setTool(now === 'pages' ? 'hand' : now)
  }
  useKeys(editor, { go, hold, at, last: slides.length - 1, onClose })
  useEffect(() => {
    if (slide === undefined) onClose()
  }, [slide, onClose])
  useRests(bar)
  if (slide === undefined) return null
  return (
    <section className="stage" aria-label={say('Presentation')}>
      <Hole editor={editor} slide={slide} />
      {holding === 'pages' && (
        <button
          type="button"
          className="stage-sheet"
          aria-label={say('Next frame')}
          tabIndex={-1}
          onClick={() => go(at + 1)}
          onContextMenu={(event) => {
            event.preventDefault()
            go(at - 1)
          }}
        />
      )}
      <Bar rest={bar} {...{ slides, at, go, holding, readOnly, hold, onClose }} />
    </section>
  )
}

type BarProps = Pick<Doing, 'go' | 'hold' | 'at' | 'onClose'> & {
  readonly rest: RefObject<HTMLDivElement | null>
  readonly slides: readonly Slide[]
  readonly holding: Holding
  readonly readOnly: boolean
}

/** What a presenter presses; it goes while the hand rests. */
function Bar({ rest, slides, at, go, holding, readOnly, hold, onClose }: BarProps) {
  const name = shownLine(slides[at]?.name ?? '') || say('Frame')
  return (
    <div ref={rest} className="stage-bar panel" role="toolbar" aria-label={say('Presentation')}>
      <IconButton
        label={say('Previous frame')}
        keys={spokenNow().rtl ? 'arrowright' : 'arrowleft'}
        disabled={at === 0}
        onClick={() => go(at - 1)}
      >
        <ChevronLeft />
      </IconButton>
      <span
        className="stage-count"
        role="status"
        aria-label={say('Frame {n} of {all}: {name}', { n: at + 1, all: slides.length, name })}
      >
        {at + 1} / {slides.length}
      </span>
      <IconButton
        label={say('Next frame')}
        keys={spokenNow().rtl ? 'arrowleft' : 'arrowright'}
        disabled={at === slides.length - 1}
        onClick={() => go(at + 1)}
      >
        <ChevronRight />
      </IconButton>
      <span className="stage-line" />
      <IconButton
        label={say('Laser pointer')}
        keys="k"
        aria-pressed={holding === 'laser'}
        onClick={() => hold('laser')}
      >
        <WandSparkles />
      </IconButton>
      {!readOnly && (
        <IconButton label={say('Draw')} keys="p" aria-pressed={holding === 'pen'} onClick={() => hold('pen')}>
          <Pencil />
        </IconButton>
      )}
      <span className="stage-line" />
      <IconButton label={say('End the presentation')} keys="escape" onClick={onClose}>
        <X />
      </IconButton>
    </div>
  )
}

/** Darkness around the frame, wherever the camera is, and over its line: what is shown has no edge. */
function Hole({ editor, slide }: { editor: Editor; slide: Slide }) {
  const camera = useEditorPart(editor, (s) => s.camera)
  const { x, y } = toScreen(camera, slide.box)
  const side = (length: number) => (length * camera.zoom) / 100
  const line = Math.ceil(side(WIDTH / 2))
  const place = {
    left: x + line,
    top: y + line,
    width: side(slide.box.w) - 2 * line,
    height: side(slide.box.h) - 2 * line,
  }
  return <div className="stage-hole" style={place} />
}

/** The frames that are shown, and where in their row one is. Begins with the frame that is selected, else the first. */
function useSlides(editor: Editor) {
  useClientEvents(editor.client, 'changed')
  const slides = shownSlides(editor.client.view)
  const [now, setNow] = useState(() => first(editor, slides))
  // Another may take it away, or put it elsewhere in the row; then the one that has its place is shown.
  const found = slides.findIndex((slide) => slide.id === now.id)
  const at = found >= 0 ? found : Math.max(0, Math.min(now.at, slides.length - 1))
  const go = (to: number) => {
    const slide = slides[to]
    if (slide !== undefined) setNow({ id: slide.id, at: to })
  }
  return { slides, at, go }
}

function first(editor: Editor, slides: readonly Slide[]): { readonly id: string; readonly at: number } {
  const chosen = [...editor.state.selection].find((id) => isFrame(editor.client.view, id))
  const picked = slides.findIndex((slide) => slide.id === chosen)
  const at = Math.max(0, picked)
  return { id: slides[at]?.id ?? '', at }
}

/** Brings a frame before the audience: the camera, and what the others are told of it wherever that is. */
function useShown(editor: Editor, slide: Slide | undefined): void {
  const id = slide?.id ?? ''
  const box = slide === undefined ? '' : JSON.stringify(slide.box)
  const [size, resized] = useReducer((n: number) => n + 1, 0)
  useEffect(() => {
    const observer = new ResizeObserver(() => resized())
    observer.observe(document.getElementById('board')!)
    return () => observer.disconnect()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the window has another size
  useEffect(() => {
    if (box === '') return
    present(editor, id)
    editor.setCamera(showing(JSON.parse(box), editor.viewport), true)
  }, [editor, id, box, size])
  useEffect(() => () => present(editor, ''), [editor])
}

/** The room is darkened: the page fills the screen where it may, and all that stands around the board is gone until the end. */
function useRoom(editor: Editor, onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useLayoutEffect(() => {
    const before = editor.state.camera
    const root = document.documentElement
    root.dataset.presenting = ''
    editor.select([])
    editor.setTool('hand')
    root.requestFullscreen?.({ navigationUI: 'hide' }).catch(() => undefined)
    const changed = () => document.fullscreenElement === null && close.current()
    document.addEventListener('fullscreenchange', changed)
    return () => {
      document.removeEventListener('fullscreenchange', changed)
      delete root.dataset.presenting
      if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined)
      editor.setTool('select')
      editor.setCamera(before, true)
    }
  }, [editor])
}

type Doing = {
  readonly go: (to: number) => void
  readonly hold: (what: Holding) => void
  readonly at: number
  readonly last: number
  readonly onClose: () => void
}

/** Where one writes from right to left, the next frame lies to the left. */
const forth = () => (spokenNow().rtl ? -1 : 1)

/** What the keys of presenters do: those of remote controls too. */
const pages: { readonly [key: string]: (at: number, last: number) => number } = {
  ArrowRight: (at) => at + forth(),
  ArrowDown: (at) => at + 1,
  PageDown: (at) => at + 1,
  ' ': (at) => at + 1,
  Enter: (at) => at + 1,
  ArrowLeft: (at) => at - forth(),
  ArrowUp: (at) => at - 1,
  PageUp: (at) => at - 1,
  Backspace: (at) => at - 1,
  Home: () => 0,
  End: (_, last) => last,
}

const held: { readonly [key: string]: Holding } = { k: 'laser', l: 'laser', p: 'pen' }

/** Keys go to the presentation; undo still goes to the board, for what was drawn by mistake. */
function useKeys(editor: Editor, doing: Doing): void {
  const now = useRef(doing)
  now.current = doing
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey) return
      event.stopPropagation()
      const { go, hold, at, last, onClose } = now.current
      const page = pages[event.key]
      const what = held[event.key.toLowerCase()]
      const pressed = event.target instanceof HTMLButtonElement && (event.key === ' ' || event.key === 'Enter')
      if (event.key === 'Escape') onClose()
      else if (page !== undefined && !pressed) go(page(at, last))
      else if (what !== undefined && !(what === 'pen' && editor.state.readOnly)) hold(what)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', key, { capture: true })
    return () => removeEventListener('keydown', key, { capture: true })
  }, [editor])
}

/** After so long without a move of the pointer the bar goes, in milliseconds. */
const REST = 2500

function useRests(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stir = () => {
      bar.current?.classList.remove('is-resting')
      clearTimeout(timer)
      timer = setTimeout(() => bar.current?.classList.add('is-resting'), REST)
    }
    stir()
    addEventListener('pointermove', stir)
    addEventListener('pointerdown', stir)
    return () => {
      clearTimeout(timer)
      removeEventListener('pointermove', stir)
      removeEventListener('pointerdown', stir)
    }
  }, [bar])
}
