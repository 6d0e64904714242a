import { toScreen } from '../editor/camera'
import { clipIn, clipOf } from '../editor/clip'
import type { Finder } from '../editor/finder'
import { NAME_HEIGHT, nameOf, nameType } from '../elements/frame-name'
import { kindOf } from '../elements/kind-of'
import { canvasFont, measure } from '../elements/measure'
import { colourOf, inkOf } from '../elements/palette'
import { string } from '../elements/props'
import { type Box, grown } from '../geometry/box'
import type { Moving } from './lifted'
import { type Look, seenBy } from './look'

/** Names stand so far above their frames at most, in CSS pixels: those of frames right below the window are seen. */
const ABOVE = 24

/** Writes the names of the frames that are seen, over everything that rests, in one size at every zoom; not of those in hands. */
export function drawNames(
  to: CanvasRenderingContext2D,
  finder: Finder,
  look: Look,
  without: ReadonlySet<string>,
): void {
  if (!finder.frames.any) return
  const view = grown(seenBy(look), (ABOVE * 100) / look.camera.zoom)
  for (const id of finder.frames.in(finder.board, view)) {
    const props = finder.board.element(id)?.props
    if (props !== undefined && !without.has(id)) drawName(to, props, clipOf(finder.board, id), look)
  }
}

/** Writes the names of frames that are in hands. */
export function drawMovingNames(
  to: CanvasRenderingContext2D,
  finder: Finder,
  look: Look,
  moving: readonly Moving[],
): void {
  for (const { id, props, by } of moving) {
    if (props.get('kind') !== 'frame') continue
    const now = by === undefined ? props : new Map([...props, ...kindOf(props).moved(props, by)])
    drawName(to, now, clipIn(finder.board, by === undefined ? finder.board.parent(id) : ''), look)
  }
}

function drawName(
  to: CanvasRenderingContext2D,
  props: Parameters<typeof nameOf>[0],
  clip: Box | null,
  { camera, dpr, theme }: Look,
): void {
  const css = colourOf(inkOf(string(props, 'colour')), theme)
  if (css === null) return
  const { text, box } = nameOf(props, 100 / camera.zoom)
  const { x, y } = toScreen(camera, box)
  to.save()
  to.setTransform(dpr, 0, 0, dpr, 0, 0)
  if (clip !== null) {
    const corner = toScreen(camera, clip)
    to.beginPath()
    to.rect(corner.x, corner.y, (clip.w * camera.zoom) / 100, (clip.h * camera.zoom) / 100)
    to.clip()
  }
  to.globalAlpha = 1
  to.fillStyle = css
  to.textAlign = 'left'
  to.textBaseline = 'alphabetic'
  to.direction = 'ltr'
  to.font = canvasFont(nameType, nameType.size / 100)
  to.fillText(text, Math.round(x), Math.round(y + measure().baseline(nameType, NAME_HEIGHT) / 100))
  to.restore()
}
