/**
 * What picture some bytes are, by the bytes alone: as the server judges them (server/raster), so that what it would refuse is answered
 * here at once, and so that what follows a picture's end in its file can be left out before anybody gets it.
 */

/** A picture: its media type, where it ends, and whether it may move. */
export type Identified = { readonly type: string; readonly end: number; readonly moves: boolean }

/** Why bytes are no picture for a board. */
export type Objection = 'kind' | 'damaged'

/** Reads along bytes; past their end everything is 0, and `over` says so. */
class Cursor {
  readonly bytes: Uint8Array
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get over(): boolean {
    return this.at > this.bytes.length
  }

  byte(): number {
    return this.bytes[this.at++] ?? 0
  }

  big(count: number): number {
    let value = 0
    for (let i = 0; i < count; i++) value = value * 256 + this.byte()
    return value
  }

  little(count: number): number {
    let value = 0
    for (let i = 0; i < count; i++) value += this.byte() * 256 ** i
    return value
  }

  text(count: number): string {
    let text = ''
    for (let i = 0; i < count; i++) text += String.fromCharCode(this.byte())
    return text
  }
}

/** Goes to the end of the picture; null where it has none. */
type Walk = (c: Cursor) => { readonly end: number; readonly moves: boolean } | null

const png: Walk = (c) => {
  c.at = 8
  let moves = false
  let pixels = false
  while (c.at < c.bytes.length) {
    const length = c.big(4)
    const kind = c.text(4)
    c.at += length + 4
    if (c.over) return null
    moves ||= kind === 'acTL'
    pixels ||= kind === 'IDAT'
    if (kind === 'IEND') return pixels ? { end: c.at, moves } : null
  }
  return null
}

const jpeg: Walk = (c) => {
  c.at = 2
  let marker = nextMarker(c)
  let scans = 0
  while (!c.over && marker !== 0) {
    if (marker === 0xd9) return scans > 0 ? { end: c.at, moves: false } : null
    const start = c.at
    const length = c.big(2)
    if (length < 2) return null
    c.at = start + length
    if (marker !== 0xda) marker = nextMarker(c)
    else {
      scans++
      marker = afterPixels(c)
    }
  }
  return null
}

/** A marker and the fill bytes before it; 0 where there is none. */
function nextMarker(c: Cursor): number {
  if (c.byte() !== 0xff) return 0
  let marker = c.byte()
  while (marker === 0xff) marker = c.byte()
  return marker
}

/** The marker that ends the packed pixels of a scan. */
function afterPixels(c: Cursor): number {
  for (;;) {
    const at = c.bytes.indexOf(0xff, c.at)
    if (at < 0) return 0
    c.at = at
    const marker = nextMarker(c)
    if (c.over) return 0
    if (marker !== 0 && (marker < 0xd0 || marker > 0xd7)) return marker
  }
}

const gif: Walk = (c) => {
  c.at = 10
  const flags = c.byte()
  c.at += 2 + colours(flags)
  let frames = 0
  while (!c.over) {
    const block = c.byte()
    if (block === 0x3b) return frames > 0 ? { end: c.at, moves: frames > 1 } : null
    if (block === 0x21) c.at++
    else if (block === 0x2c) {
      frames++
      c.at += 8
      const own = c.byte()
      c.at += colours(own) + 1
    } else return null
    for (let part = c.byte(); part !== 0 && !c.over; part = c.byte()) c.at += part
  }
  return null
}

const colours = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)

const webp: Walk = (c) => {
  c.at = 4
  const end = 8 + c.little(4)
  if (end > c.bytes.length) return null
  const extended = c.text(8).endsWith('VP8X')
  return { end, moves: extended && (c.bytes[20]! & 2) !== 0 }
}

const boxes = new Set(['ftyp', 'meta', 'mdat', 'moov', 'free', 'skip', 'uuid', 'pdin', 'sidx'])

const avif: Walk = (c) => {
  let end = 0
  let moves = false
  let pixels = false
  while (end + 8 <= c.bytes.length) {
    c.at = end
    let length = c.big(4)
    const kind = c.text(4)
    if (!boxes.has(kind)) break
    if (length === 1) length = c.big(8)
    if (length === 0) length = c.bytes.length - end
    if (length < 8 || end + length > c.bytes.length) return null
    moves ||= kind === 'moov'
    pixels ||= kind === 'mdat'
    end += length
  }
  return pixels ? { end, moves } : null
}

const kinds: readonly { readonly type: string; readonly begins: (head: string) => boolean; readonly walk: Walk }[] = [
  { type: 'image/png', begins: (head) => head.startsWith('\x89PNG\r\n\x1a\n'), walk: png },
  { type: 'image/jpeg', begins: (head) => head.startsWith('\xff\xd8\xff'), walk: jpeg },
  { type: 'image/gif', begins: (head) => /^GIF8[79]a/.test(head), walk: gif },
  { type: 'image/webp', begins: (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP', walk: webp },
  { type: 'image/avif', begins: (head) => head.slice(4, 8) === 'ftyp' && /avi[fs]/.test(head.slice(8)), walk: avif },
]

/** Says what picture bytes are. */
export function identify(bytes: Uint8Array): Identified | Objection {
  const head = String.fromCharCode(...bytes.subarray(0, 64))
  const kind = kinds.find(({ begins }) => begins(head))
  if (kind === undefined) return 'kind'
  const found = kind.walk(new Cursor(bytes))
  return found === null ? 'damaged' : { type: kind.type, ...found }
}
