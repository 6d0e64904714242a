import { describe, expect, test } from 'vitest'
import { identify } from './identify'

const decoded = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))

/** A whole picture of each kind, as small as they are. */
const real: { readonly [type: string]: Uint8Array } = {
  'image/png': decoded(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  ),
  'image/gif': decoded('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
  'image/webp': decoded('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA'),
  'image/avif': decoded(
    'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAB0AAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAIAAAACAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQ0MAAAAABNjb2xybmNseAACAAIAAYAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAACVtZGF0EgAKCBgANogQEAwgMg8f8D///8WfhwB8+ErK42A=',
  ),
  'image/jpeg': Uint8Array.from([
    0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 0xff, 0, 2,
    0xff, 0xd0, 3, 0xff, 0xd9,
  ]),
}

describe('a picture', () => {
  test('is known by its bytes, and ends where they do', () => {
    for (const [type, bytes] of Object.entries(real))
      expect(identify(bytes)).toEqual({ type, end: bytes.length, moves: false })
  })

  test('cut anywhere it is damaged, or is none', () => {
    let tried = 0
    for (const bytes of Object.values(real)) {
      for (let end = 0; end < bytes.length; end++) {
        tried++
        expect(['damaged', 'kind']).toContain(identify(bytes.subarray(0, end)))
      }
    }
    expect(tried).toBeGreaterThan(400)
  })

  test('with anything behind it ends where it did', () => {
    const tails = ['<script>alert(1)</script>', 'PK\u0003\u0004aaaaaaaaaaaaaaaa', '\u0000', '\n*/=1;alert(1)//']
    for (const [type, bytes] of Object.entries(real)) {
      for (const tail of tails) {
        const both = new Uint8Array([...bytes, ...new TextEncoder().encode(tail)])
        expect(identify(both)).toEqual({ type, end: bytes.length, moves: false })
      }
    }
  })

  test('that is another thing by its bytes is none, whatever it is called', () => {
    const texts = [
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '<!doctype html>',
      '',
      'BM',
      '%PDF-1.7',
      '\u0000\u0000\u0000\u0018ftypheic',
    ]
    for (const text of texts) expect(identify(new TextEncoder().encode(text))).toBe('kind')
  })

  test('of several frames moves', () => {
    const gif = real['image/gif']!
    const frame = gif.subarray(27, gif.length - 1)
    const two = new Uint8Array([...gif.subarray(0, gif.length - 1), ...frame, 0x3b])
    expect(identify(two)).toEqual({ type: 'image/gif', end: two.length, moves: true })
  })
})
