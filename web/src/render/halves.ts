/**
 * A copy of a picture in another size. It comes by halves: each mixes four pixels into one, and only the one before it is needed. Asked for in one go with a
 * quality that is no worse, a browser makes all halves beneath the whole picture, and keeps them for as long as it has room.
 */
export async function inSize(picture: ImageBitmap, w: number, h: number): Promise<ImageBitmap> {
  let now = picture
  do {
    const next = await createImageBitmap(now, halfOf([now.width, now.height], w, h))
    if (now !== picture) now.close()
    now = next
  } while (now.width !== w || now.height !== h)
  return now
}

/** Half as large, or what it is to come to where that is nearer. */
export const halfOf = ([wide, high]: readonly [number, number], w: number, h: number): ImageBitmapOptions => ({
  resizeWidth: Math.max(w, Math.round(wide / 2)),
  resizeHeight: Math.max(h, Math.round(high / 2)),
  resizeQuality: 'low',
})
