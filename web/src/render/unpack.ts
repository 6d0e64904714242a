import { halfOf, inSize } from './halves'

/** Unpacks a picture, turned as its camera says, in another size. `natural`: how large the whole is. */
export async function decodePicture(
  bytes: Blob,
  w: number,
  h: number,
  natural: readonly [number, number],
): Promise<ImageBitmap> {
  const drafted = w < natural[0] ? await draft(bytes, w, h) : null
  // The first half goes with unpacking, which a browser does beside all else.
  const first = drafted ?? (await createImageBitmap(bytes, halfOf(natural, w, h)))
  if (first.width === w && first.height === h) return first
  try {
    return await inSize(first, w, h)
  } finally {
    first.close()
  }
}

/** What a JPEG begins with. */
const JPEG = [0xff, 0xd8, 0xff]

/**
 * Unpacks a JPEG at once to the nearest eighth of its size that is enough: all of a photo of 12 megapixels would be 48 MB, and take four to seven times as long. Null
 * where it is none, or the browser does not do that (over plain HTTP none does).
 */
async function draft(bytes: Blob, w: number, h: number): Promise<ImageBitmap | null> {
  if (typeof ImageDecoder !== 'function' || !(await isJPEG(bytes))) return null
  const data = await bytes.arrayBuffer()
  const how = { type: 'image/jpeg', desiredWidth: w, desiredHeight: h }
  // Given away, the bytes go when the decoder is closed, not when somebody looks for what is no longer used.
  const decoder = new ImageDecoder({ data, ...how, transfer: [data] })
  try {
    const { image } = await decoder.decode()
    try {
      return image.displayWidth < w || image.displayHeight < h ? null : await createImageBitmap(image)
    } finally {
      image.close()
    }
  } catch {
    // What the other way does not unpack either is told there.
    return null
  } finally {
    decoder.close()
  }
}

async function isJPEG(bytes: Blob): Promise<boolean> {
  const first = new Uint8Array(await bytes.slice(0, JPEG.length).arrayBuffer())
  return JPEG.every((byte, i) => first[i] === byte)
}
