import type { Value } from '../../src/board/types'
import type { Theme } from '../../src/editor/types'
import { kinds } from '../../src/elements'
import { kindOf, learn } from '../../src/elements/kind-of'
import { roomColour } from '../../src/elements/palette'
import { CanvasPen } from '../../src/render/canvas-pen'

/** What a sheet shows, for the page that draws it. Sizes in CSS pixels. */
export type Sheet = {
  readonly elements: readonly { readonly [property: string]: Value }[]
  readonly theme: Theme
  readonly w: number
  readonly h: number
  readonly zoom: number
}

/** Draws elements as the board does, and nothing else; returns the picture, a PNG in base64. */
function draw({ elements, theme, w, h, zoom }: Sheet): string {
  const canvas = document.createElement('canvas')
  canvas.width = w
  canvas.height = h
  const to = canvas.getContext('2d')!
  to.fillStyle = roomColour('paper', theme)
  to.fillRect(0, 0, w, h)
  const pen = new CanvasPen(to, { x: 0, y: 0, zoom }, 1, theme)
  for (const element of elements) {
    const props = new Map(Object.entries(element))
    kindOf(props).draw(props, pen)
  }
  return canvas.toDataURL('image/png').slice('data:image/png;base64,'.length)
}

declare global {
  interface Window {
    drawSheet: typeof draw
  }
}

learn(kinds)
window.drawSheet = draw
