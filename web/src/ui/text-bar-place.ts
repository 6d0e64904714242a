type Area = { readonly x: number; readonly y: number; readonly w: number; readonly h: number }

/** Room between the bar and the field, and between the bar and the edge of the window. */
const GAP = 14
const EDGE = 8
/** The chrome at the upper edge takes so much, and the tools with the style above them at the lower one. */
const TOP = 64
const BOTTOM = 124
/** A window narrower than this has the bar at its lower edge: there the thumb is, and the keyboard right below. */
const NARROW = 640

/** Where the bar stands in the window, in CSS pixels, over a field; `seen`: what a keyboard on the screen leaves of it. */
export function barPlace(
  field: Area,
  bar: { readonly width: number; readonly height: number },
  seen: Area,
): { readonly left: number; readonly top: number } {
  const right = seen.x + seen.w - EDGE - bar.width
  if (seen.w < NARROW) return { left: seen.x + EDGE, top: seen.y + seen.h - EDGE - bar.height }
  const left = Math.max(seen.x + EDGE, Math.min(right, field.x + field.w / 2 - bar.width / 2))
  const above = field.y - GAP - bar.height
  const below = field.y + field.h + GAP
  const lowest = seen.y + seen.h - EDGE - bar.height
  if (above >= seen.y + TOP) return { left, top: Math.min(above, lowest) }
  // Below a field that fills the window stand the tools.
  return { left, top: below <= lowest - BOTTOM + EDGE ? below : seen.y + TOP }
}
