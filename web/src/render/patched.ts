import { type PixelRect, TILE } from './level'
import { newSheet, type Picture, taken } from './picture'

/** A tile's picture with a part of it replaced. */
export function patched(old: Picture | null, rect: PixelRect, part: Picture | null): Picture | null {
  if (old === null && part === null) return null
  const sheet = newSheet(TILE, TILE)
  if (old !== null) sheet.context.drawImage(old, 0, 0)
  sheet.context.clearRect(rect.x, rect.y, rect.w, rect.h)
  if (part !== null) {
    sheet.context.drawImage(part, rect.x, rect.y)
    if ('close' in part) part.close()
  }
  return taken(sheet)
}
