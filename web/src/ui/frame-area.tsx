import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { toBoard, toScreen } from '../editor/camera'
import { cameraCommands } from '../editor/commands/camera'
import { commandFor } from '../editor/keys'
import type { Editor } from '../editor/types'
import { keyText } from '../words/keys'
import { say } from '../words/say'
import { FrameFingers } from './frame-fingers'
import { type Framing, framedBox, keepFrame } from './framing'
import { useEditorPart } from './hooks'
import type { PanelProps } from './panel-list'
import { openPanel } from './panels'
import './styles/frame-area.css'

/** Lets the person drag a frame on the board; what is framed is what the export dialog opens with. Escape gives it up. */
export default function FrameArea({ editor, open, onClose }: PanelProps) {
  return open ? <Sheet editor={editor} onClose={onClose} /> : null
}

/** Lies above everything, so that the drag draws and selects nothing; the wheel, two fingers and the keys for getting about still do what they do. */
function Sheet({ editor, onClose }: Pick<PanelProps, 'editor' | 'onClose'>) {
  const camera = useEditorPart(editor, (s) => s.camera)
  const [framing, setFraming] = useState<Framing | null>(null)
  const sheet = useRef<HTMLElement>(null)
  const [fingers] = useState(() => new FrameFingers(editor))
  useKeys(editor, onClose)
  useWheel(sheet)
  const done = (event: PointerEvent) => {
    const box = framing && framedBox({ ...framing, to: placeOf(event) }, camera)
    setFraming(null)
    if (box === null) return
    keepFrame(editor, box)
    openPanel('export')
  }
  return (
    <section
      ref={sheet}
      className={framing === null ? 'frame-area' : 'frame-area is-framing'}
      aria-label={say('Frame an area')}
      onPointerDown={(event) => {
        const to = placeOf(event)
        if (event.pointerType === 'touch') fingers.down(event.pointerId, to)
        if (fingers.pinching) return setFraming(null)
        if (event.button !== 0 || framing !== null) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setFraming({ from: toBoard(camera, to), to })
      }}
      onPointerMove={(event) => {
        fingers.move(event.pointerId, placeOf(event))
        if (event.isPrimary && framing) setFraming({ ...framing, to: placeOf(event) })
      }}
      onPointerUp={(event) => {
        const { pinching } = fingers
        fingers.up(event.pointerId)
        if (!pinching && event.isPrimary && event.button === 0) done(event)
      }}
      onPointerCancel={(event) => {
        fingers.up(event.pointerId)
        setFraming(null)
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      <p className="frame-hint panel" role="status">
        {say('Drag a frame around what is to be in the picture. {key} gives it up.', { key: keyText('escape') })}
      </p>
      {framing && <Frame framing={framing} editor={editor} />}
    </section>
  )
}

function Frame({ framing, editor }: { framing: Framing; editor: Editor }) {
  const { camera } = editor.state
  const box = framedBox(framing, camera)
  if (box === null) return null
  const { left, top } = boardPlace()
  const corner = toScreen(camera, box)
  const side = (length: number) => (length * camera.zoom) / 100
  return (
    <div
      className="frame"
      style={{ left: left + corner.x, top: top + corner.y, width: side(box.w), height: side(box.h) }}
    />
  )
}

/** Escape gives it up, and no other key does to the board what nobody sees behind the frame. */
function useKeys(editor: Editor, onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const command = commandFor(event, editor.commands, false)
      // With the keys that the person has chosen a command is another object: its name is the same.
      if (cameraCommands.some(({ id }) => id === command?.id)) return
      event.stopPropagation()
      if (event.key !== 'Escape') return
      event.preventDefault()
      close.current()
    }
    addEventListener('keydown', key, { capture: true })
    return () => removeEventListener('keydown', key, { capture: true })
  }, [editor])
}

/** The wheel goes to the board below. */
function useWheel(sheet: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = sheet
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      document.getElementById('board')?.dispatchEvent(new WheelEvent('wheel', event))
    }
    // React listens to wheels passively: the browser would zoom the page.
    current?.addEventListener('wheel', wheel, { passive: false })
    return () => current?.removeEventListener('wheel', wheel)
  }, [sheet])
}

function boardPlace(): { readonly left: number; readonly top: number } {
  return document.getElementById('board')?.getBoundingClientRect() ?? { left: 0, top: 0 }
}

function placeOf(event: PointerEvent): { readonly x: number; readonly y: number } {
  const { left, top } = boardPlace()
  return { x: event.clientX - left, y: event.clientY - top }
}
