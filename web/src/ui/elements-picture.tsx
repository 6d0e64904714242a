import { useEffect, useRef, useState } from 'react'
import type { Carried } from '../editor/clipboard-payload'
import { Pace } from '../editor/pace'
import type { Room } from '../elements/palette'
import { looseScope } from '../export/loose'
import type { Source } from '../export/pictures'
import { paintOn, pixelsOf } from '../export/png'

type PictureProps = {
  /** What is drawn, once it is to be seen. Throws where it cannot be had. */
  readonly elements: () => Promise<readonly Carried[]> | readonly Carried[]
  readonly source?: Source
  readonly room: Room
  /** The box it is fitted into, in CSS pixels. */
  readonly w: number
  readonly h: number
}

/** One is painted after the other, so that a gallery of them does not hold the page up. */
let turn: Promise<unknown> = Promise.resolve()

/** Elements that lie on no board, in small, as they would be drawn there. What it shows is said by whatever it stands in. */
export function ElementsPicture({ elements, source, room, w, h }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [painted, setPainted] = useState(false)
  const what = useRef({ elements, source })
  useEffect(() => {
    let goes = true
    const paint = async () => {
      if (!goes) return
      const scope = await looseScope(await what.current.elements(), what.current.source)
      if (scope === null || !goes || canvas.current === null) return
      const whole = pixelsOf(scope.box, 1)
      const fit = Math.min(1, w / whole.w, h / whole.h)
      const scale = fit * Math.min(2, devicePixelRatio)
      await paintOn(canvas.current, scope, { room, ground: 'none', title: '' }, scale, new Pace(), () => goes)
      if (goes) setPainted(true)
    }
    turn = turn.then(paint).catch(() => undefined)
    return () => {
      goes = false
    }
  }, [room, w, h])
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus
  return <canvas ref={canvas} className={`elements-picture ${painted ? '' : 'is-coming'}`} aria-hidden="true" />
}
