import type { Theme } from '../editor/types'
import type { ElementProps } from '../elements/element'
import { colourOf } from '../elements/palette'
import { atOf, number, string } from '../elements/props'

/** Elements smaller than so many device pixels are dots. */
export const DOT = 1.5

/**
 * Draws something too small to have a shape: a pixel, as strong as the part of it that is covered. `span`: its longer side in hundredths; `k`: pixels to a
 * hundredth; `corner`: which pixel of the level is the first of the canvas.
 */
export function drawDot(
  to: CanvasRenderingContext2D,
  props: ElementProps,
  span: number,
  k: number,
  corner: { readonly x: number; readonly y: number },
  theme: Theme,
): void {
  const fill = string(props, 'fill')
  const css = colourOf(fill === 'none' || fill === '' ? string(props, 'colour') : fill, theme)
  if (css === null) return
  const { x, y } = atOf(props)
  to.setTransform(1, 0, 0, 1, 0, 0)
  to.globalAlpha = (Math.max(0.15, Math.min(1, span * k)) * number(props, 'opacity')) / 100
  to.fillStyle = css
  to.fillRect(Math.floor(x * k) - corner.x, Math.floor(y * k) - corner.y, 1, 1)
}
