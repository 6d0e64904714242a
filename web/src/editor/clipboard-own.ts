/**
 * A file of our own: a payload (clipboard-payload.ts), and where there are pictures a line that names them with their sizes, and then
 * their bytes one after the other.
 *
 *   {'drawingroom':2,…}|…⏎[["<hash>",<bytes>],…]⏎<bytes>…
 */

/** The two parts of such a file. */
export type Own = { readonly payload: string; readonly pictures: ReadonlyMap<string, Blob> }

/** So much is looked through at once, in bytes. */
const STEP = 1 << 20
/** The longest list of pictures, in bytes: each takes about 80. */
const LONGEST_LIST = 16 * 2 ** 20

/** Puts a file together; its parts, for the whole may be large. */
export function joinOwn({ payload, pictures }: Own): BlobPart[] {
  if (pictures.size === 0) return [payload]
  const list = JSON.stringify([...pictures].map(([asset, { size }]) => [asset, size]))
  return [payload, `\n${list}\n`, ...pictures.values()]
}

/** Takes a file apart, trusting nothing in it: a list that does not fit to the bytes is none. */
export async function splitOwn(file: Blob): Promise<Own> {
  const end = await lineEnd(file, 0, file.size)
  const payload = await file.slice(0, end).text()
  if (end >= file.size) return { payload, pictures: new Map() }
  const listEnd = await lineEnd(file, end + 1, Math.min(file.size, end + LONGEST_LIST))
  return { payload, pictures: cut(file, listEnd + 1, await file.slice(end + 1, listEnd).text()) }
}

/** Where the line that begins at a place ends. */
async function lineEnd(file: Blob, from: number, most: number): Promise<number> {
  for (let at = from; at < most; at += STEP) {
    const bytes = new Uint8Array(await file.slice(at, Math.min(most, at + STEP)).arrayBuffer())
    const found = bytes.indexOf(10)
    if (found >= 0) return at + found
  }
  return most
}

function cut(file: Blob, from: number, list: string): Map<string, Blob> {
  const pictures = new Map<string, Blob>()
  let at = from
  for (const entry of parsed(list)) {
    if (!Array.isArray(entry)) break
    const [asset, size] = entry as unknown[]
    if (typeof asset !== 'string' || typeof size !== 'number' || !(size > 0) || at + size > file.size) break
    pictures.set(asset, file.slice(at, at + size))
    at += size
  }
  return pictures
}

function parsed(list: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(list)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
