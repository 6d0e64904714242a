import { useEffect, useRef } from 'react'
import { lookingAt, seen } from '../editor/camera'
import type { Editor } from '../editor/types'
import { within } from '../geometry/box'
import { say } from '../words/say'
import { drawMap, type Ground, groundOf } from './minimap-picture'
import { areaOf, type Laid, laid, underMap } from './minimap-place'
import './styles/minimap.css'

/** The elements are drawn anew at most so often, in milliseconds. */
const again = 500

/** The whole board in small: press where to go, or drag the frame of what is seen. */
export default function Minimap({ editor }: { readonly editor: Editor }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => (canvas.current === null ? undefined : show(canvas.current, editor)), [editor])
  return (
    <div className="panel minimap">
      <canvas ref={canvas} className="minimap-map" role="img" aria-label={say('Map of the board')} />
    </div>
  )
}

/** Draws the map for as long as it stands; returns how to end. */
function show(canvas: HTMLCanvasElement, editor: Editor): () => void {
  const { clientWidth: w, clientHeight: h } = canvas
  const dpr = Math.max(1, devicePixelRatio || 1)
  canvas.width = Math.ceil(w * dpr)
  canvas.height = Math.ceil(h * dpr)
  let ground: Ground = groundOf(editor, w, h, dpr)
  /** While the frame is dragged the map stands still under it. */
  let held: Laid | null = null
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const place = () => held ?? laid(areaOf(ground.extent, seen(editor.state.camera, editor.viewport)), w, h)
  const draw = () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0
      drawMap(canvas, editor, ground, place(), dpr)
    })
  }
  const renew = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      ground = groundOf(editor, w, h, dpr)
      draw()
    }, again)
  }
  draw()
  const ends = [
    editor.client.on({ changed: renew, presence: draw, members: draw }),
    editor.subscribe(({ theme }, before) => (theme === before.theme ? draw() : renew())),
    listen(canvas, editor, place, (laidSo) => {
      held = laidSo
      draw()
    }),
  ]
  return () => {
    for (const end of ends) end()
    clearTimeout(timer)
    cancelAnimationFrame(asked)
  }
}

/** Brings the view where the map is pressed. */
function listen(canvas: HTMLCanvasElement, editor: Editor, place: () => Laid, hold: (at: Laid | null) => void) {
  const ends = new AbortController()
  const { signal } = ends
  let from: { readonly place: Laid; readonly dx: number; readonly dy: number } | null = null
  const go = (event: PointerEvent, animated: boolean) => {
    if (from === null) return
    const at = underMap(event.offsetX, event.offsetY, from.place)
    const { camera } = editor.state
    editor.setCamera(lookingAt({ x: at.x + from.dx, y: at.y + from.dy }, camera.zoom, editor.viewport), animated)
  }
  const down = (event: PointerEvent) => {
    canvas.setPointerCapture(event.pointerId)
    const now = place()
    const at = underMap(event.offsetX, event.offsetY, now)
    const view = seen(editor.state.camera, editor.viewport)
    const inFrame = within(view, at)
    // The frame is taken where it is pressed; pressed elsewhere, it comes there with its middle.
    from = {
      place: now,
      dx: inFrame ? view.x + view.w / 2 - at.x : 0,
      dy: inFrame ? view.y + view.h / 2 - at.y : 0,
    }
    hold(now)
    if (!inFrame) go(event, true)
  }
  const up = () => {
    from = null
    hold(null)
  }
  canvas.addEventListener('pointerdown', down, { signal })
  canvas.addEventListener('pointermove', (event) => go(event, false), { signal })
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    canvas.addEventListener(end, up, { signal })
  return () => ends.abort()
}
