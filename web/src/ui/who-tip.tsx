import { type ReactNode, useEffect, useState } from 'react'
import { toBoard } from '../editor/camera'
import { hitPixels } from '../editor/tool'
import type { Editor } from '../editor/types'
import { placeOf } from '../render/place'
import './styles/who.css'

/** A hand that rests on something for so long, in milliseconds, asks about it. */
const RESTS = 200

type At = { readonly id: string; readonly x: number; readonly y: number }

type Props = { readonly editor: Editor; readonly children: (id: string) => ReactNode }

/** What is said of an element beside the mouse that rests on it; where there is nothing to be said nothing is seen. */
export function WhoTip({ editor, children }: Props) {
  const at = useRestingOn(editor)
  if (at === null) return null
  const beyond = at.x > innerWidth / 2
  return (
    <p
      className="panel who-tip"
      style={{
        top: Math.min(at.y + 18, innerHeight - 60),
        ...(beyond ? { right: innerWidth - at.x + 8 } : { left: at.x + 14 }),
      }}
    >
      {children(at.id)}
    </p>
  )
}

/** What the mouse rests on; null while it moves about or is pressed. */
function useRestingOn(editor: Editor): At | null {
  const [at, setAt] = useState<At | null>(null)
  useEffect(() => {
    const host = placeOf(editor)?.host
    if (host === undefined) return
    const gone = new AbortController()
    const { signal } = gone
    let timer: ReturnType<typeof setTimeout> | undefined
    const nothing = () => {
      clearTimeout(timer)
      setAt(null)
    }
    const look = ({ clientX: x, clientY: y }: PointerEvent) => {
      const { left, top } = host.getBoundingClientRect()
      const { camera } = editor.state
      const slack = (hitPixels(false) * 100) / camera.zoom
      const id = editor.finder.topmost(toBoard(camera, { x: x - left, y: y - top }), slack)
      setAt(id === null ? null : { id, x, y })
    }
    const move = (event: PointerEvent) => {
      nothing()
      if (event.pointerType !== 'touch' && event.buttons === 0) timer = setTimeout(() => look(event), RESTS)
    }
    host.addEventListener('pointermove', move, { signal, passive: true })
    for (const end of ['pointerleave', 'pointerdown', 'wheel'] as const)
      host.addEventListener(end, nothing, { signal, passive: true })
    return () => {
      gone.abort()
      clearTimeout(timer)
    }
  }, [editor])
  return at
}
