/** The chunks of a PNG file (PNG specification, sections 5 and 11.3.3): a text is put in and found again; the picture is left as it is. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const table = new Uint32Array(256).map((_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

/** The CRC-32 of bytes, as PNG and zip have it. */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (let i = 0; i < bytes.length; i++) c = table[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

type Chunk = { readonly type: string; readonly start: number; readonly end: number; readonly body: Uint8Array }

/** Whether bytes begin as a PNG does. */
export function isPng(bytes: Uint8Array): boolean {
  return bytes.length > SIGNATURE.length && SIGNATURE.every((byte, i) => bytes[i] === byte)
}

/** The chunks one after the other; ends where the file does, or where it is damaged. CRCs are looked at by who uses a chunk. */
function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  if (!isPng(bytes)) return
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let start = SIGNATURE.length; start + 12 <= bytes.length; ) {
    const length = view.getUint32(start)
    const end = start + 12 + length
    if (end > bytes.length) return
    const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8))
    yield { type, start, end, body: bytes.subarray(start + 8, start + 8 + length) }
    if (type === 'IEND') return
    start = end
  }
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + body.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, body.length)
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i)
  bytes.set(body, 8)
  view.setUint32(8 + body.length, crc32(bytes.subarray(4, 8 + body.length)))
  return bytes
}

function latin(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

const through = (bytes: Uint8Array, by: TransformStream) => new Blob([bytes as BlobPart]).stream().pipeThrough(by)

/**
 * The same picture with a text of ASCII in it, compressed (zTXt) where the browser can. `keyword`: 1 to 79 letters of ASCII.
 * Throws where the bytes are no whole PNG.
 */
export async function withText(png: Uint8Array, keyword: string, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const last = [...chunksOf(png)].at(-1)
  if (last?.type !== 'IEND') throw new Error('no PNG to put a text into')
  const packed =
    typeof CompressionStream === 'function'
      ? new Uint8Array(await new Response(through(latin(text), new CompressionStream('deflate'))).arrayBuffer())
      : null
  const head = latin(packed === null ? `${keyword}\0` : `${keyword}\0\0`)
  const body = packed ?? latin(text)
  const whole = new Uint8Array(head.length + body.length)
  whole.set(head)
  whole.set(body, head.length)
  const added = chunk(packed === null ? 'tEXt' : 'zTXt', whole)
  const out = new Uint8Array(png.length + added.length)
  out.set(png.subarray(0, last.start))
  out.set(added, last.start)
  out.set(png.subarray(last.start), last.start + added.length)
  return out
}

/** The text under a keyword; null where there is none, where it is damaged, and where it would be longer than `most`. Never throws. */
export async function textIn(png: Uint8Array, keyword: string, most: number): Promise<string | null> {
  for (const { type, start, end, body } of chunksOf(png)) {
    if (type !== 'tEXt' && type !== 'zTXt') continue
    if (!latin(`${keyword}\0`).every((byte, i) => body[i] === byte)) continue
    const told = new DataView(png.buffer, png.byteOffset + end - 4, 4).getUint32(0)
    if (told !== crc32(png.subarray(start + 4, end - 4))) return null
    const rest = body.subarray(keyword.length + 1)
    if (type === 'tEXt') return rest.length > most ? null : new TextDecoder('latin1').decode(rest)
    return rest[0] === 0 ? unpacked(rest.subarray(1), most) : null
  }
  return null
}

/** Unpacks by and by: a small chunk may say that it holds gigabytes. */
async function unpacked(bytes: Uint8Array, most: number): Promise<string | null> {
  if (typeof DecompressionStream !== 'function') return null
  const reader = through(bytes, new DecompressionStream('deflate')).getReader()
  const decoder = new TextDecoder('latin1')
  let text = ''
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value as Uint8Array, { stream: true })
      if (text.length <= most) continue
      await reader.cancel()
      return null
    }
    return text
  } catch {
    return null
  }
}
