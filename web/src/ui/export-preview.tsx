import { useEffect, useRef, useState } from 'react'
import { Pace } from '../editor/pace'
import type { Editor } from '../editor/types'
import type { Wish } from '../export/deliver'
import { sourceOf } from '../export/pictures'
import { fittingScale, paintOn, pixelsOf } from '../export/png'
import { scopeOf } from '../export/scope'
import { say } from '../words/say'
import { useClientEvents } from './hooks'

/** The longest side of the preview, in CSS pixels. */
const SIDE = 420

type Size = { readonly w: number; readonly h: number } | null

/** The picture as it will be, small; and how large it will be. */
export function ExportPreview({ editor, wish }: { editor: Editor; wish: Wish }) {
  useClientEvents(editor.client, 'changed')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState<Size>(null)
  const { what, kind, scale } = wish
  const { room, ground } = wish.look
  const { view } = editor.client
  const { seq } = view
  // The board is the same object while it changes; its seq tells.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said
  useEffect(() => {
    let goes = true
    const paint = async () => {
      const pace = new Pace()
      const scope = await scopeOf(editor.finder, what, pace, sourceOf(editor))
      if (!goes || canvas.current === null) return
      if (scope === null) return setSize(null)
      setSize(pixelsOf(scope.box, kind === 'png' ? fittingScale(scope.box, scale) : 1))
      const { w, h } = pixelsOf(scope.box, 1)
      const fit = Math.min(2, (SIDE * Math.min(2, devicePixelRatio)) / Math.max(w, h))
      await paintOn(canvas.current, scope, { room, ground, title: '' }, fit, pace, () => goes)
    }
    void paint().catch(() => undefined)
    return () => {
      goes = false
    }
  }, [editor, view, seq, what, kind, scale, room, ground])
  return (
    <figure className="export-preview">
      <div className={ground === 'none' ? `export-sheet is-clear is-${room}` : 'export-sheet'}>
        <canvas ref={canvas} className="export-canvas" role="img" aria-label={say('Preview')} />
      </div>
      <figcaption className="soft small-print">
        {size === null ? say('Nothing is there.') : say('{w} × {h} pixels', size)}
      </figcaption>
    </figure>
  )
}
