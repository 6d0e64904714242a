import type { Person } from './person'

/** Pictures for tests, made by the browser itself, and hands to bring them. */

/** A picture in four colours: red and green above, blue and yellow below; `shade` makes it another one. */
export async function fourColours(person: Person, type: string, w: number, h: number, shade = 0): Promise<Buffer> {
  const base64 = await person.page.evaluate(
    async ([mime, width, height, other]) => {
      const canvas = new OffscreenCanvas(width, height)
      const to = canvas.getContext('2d')!
      for (const [i, colour] of ['#ff0000', '#00c000', '#0000ff', '#ffff00'].entries()) {
        to.fillStyle = colour
        to.fillRect(((i % 2) * width) / 2, (Math.floor(i / 2) * height) / 2, width / 2, height / 2)
      }
      to.fillStyle = `rgb(${other % 256} ${Math.floor(other / 256)} 0)`
      to.fillRect(0, 0, 2, 2)
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: mime, quality: 0.9 })).arrayBuffer())
      let text = ''
      for (const byte of bytes) text += String.fromCharCode(byte)
      return btoa(text)
    },
    [type, w, h, shade] as const,
  )
  return Buffer.from(base64, 'base64')
}

/** A GIF of two frames, red and blue, each shown for so many hundredths of a second. */
export function blinking(side: number, delay: number): Buffer {
  const frame = (colour: number) => {
    // Each pixel by itself, the table of codes cleared before it would grow: 3 bits a code.
    const codes: number[] = []
    for (let i = 0; i < side * side; i++) {
      if (i % 2 === 0) codes.push(4)
      codes.push(colour)
    }
    codes.push(5)
    const packed: number[] = []
    let [bits, held] = [0, 0]
    for (const code of codes) {
      held |= code << bits
      bits += 3
      for (; bits >= 8; bits -= 8, held >>= 8) packed.push(held & 255)
    }
    if (bits > 0) packed.push(held & 255)
    const parts: number[] = []
    for (let at = 0; at < packed.length; at += 255) {
      const part = packed.slice(at, at + 255)
      parts.push(part.length, ...part)
    }
    const wait = [0x21, 0xf9, 4, 4, delay & 255, delay >> 8, 0, 0]
    return [...wait, 0x2c, 0, 0, 0, 0, side & 255, side >> 8, side & 255, side >> 8, 0, 2, ...parts, 0]
  }
  const head = [...Buffer.from('GIF89a'), side & 255, side >> 8, side & 255, side >> 8, 0x91, 0, 0]
  const table = [255, 0, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255]
  const forEver = [0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0'), 3, 1, 0, 0, 0]
  return Buffer.from([...head, ...table, ...forEver, ...frame(0), ...frame(1), 0x3b])
}

/** An AVIF of two by two pixels. */
export const smallAvif = Buffer.from(
  'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAB0AAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAIAAAACAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQ0MAAAAABNjb2xybmNseAACAAIAAYAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAACVtZGF0EgAKCBgANogQEAwgMg8f8D///8WfhwB8+ErK42A=',
  'base64',
)

/** A file as a test has it. */
export type TestFile = { readonly name: string; readonly type: string; readonly bytes: Buffer }

/** Drops or pastes files. */
export function brings(
  person: Person,
  how: 'drop' | 'paste',
  files: readonly TestFile[],
  at = [640, 400],
): Promise<void> {
  return person.page.evaluate(
    ([way, list, x, y]) => {
      const data = new DataTransfer()
      for (const { name, type, base64 } of list)
        data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type }))
      const common = { bubbles: true, cancelable: true }
      if (way === 'paste') document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, ...common }))
      else
        document
          .getElementById('board')!
          .dispatchEvent(new DragEvent('drop', { dataTransfer: data, clientX: x, clientY: y, ...common }))
    },
    [
      how,
      files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') })),
      at[0]!,
      at[1]!,
    ] as const,
  )
}

/** Drops a JPEG of 4,000 by 3,000 pixels, some MB, that the page itself makes; each number is another one. */
export function dropsPhoto(person: Person, number: number, at: readonly [x: number, y: number]): Promise<void> {
  return person.page.evaluate(
    async ([seed, x, y]) => {
      const canvas = new OffscreenCanvas(4000, 3000)
      const to = canvas.getContext('2d')!
      for (let i = 0; i < 600; i++) {
        const any = Math.imul(i + seed * 4001, 2654435761) >>> 0
        to.fillStyle = `hsl(${any % 360} 60% ${30 + (any % 50)}%)`
        to.fillRect(any % 4000, (any >>> 8) % 3000, 20 + (any % 300), 20 + ((any >>> 4) % 300))
      }
      const data = new DataTransfer()
      data.items.add(new File([await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })], `${seed}.jpg`))
      const init = { dataTransfer: data, bubbles: true, cancelable: true, clientX: x, clientY: y }
      document.getElementById('board')!.dispatchEvent(new DragEvent('drop', init))
    },
    [number, ...at] as const,
  )
}
