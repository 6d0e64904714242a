import { vi } from 'vitest'

/** A context on which anything may be drawn; nothing comes of it. */
function blankContext(canvas: object): object {
  return new Proxy({ canvas } as Record<string, unknown>, {
    get: (of, name: string) => of[name] ?? (() => ({ width: 10, data: [0, 0, 0, 0] })),
    set(of, name: string, value) {
      of[name] = value
      return true
    },
  })
}

class BlankCanvas {
  width: number
  height: number
  private readonly context = blankContext(this)

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
  }

  getContext(): object {
    return this.context
  }

  transferToImageBitmap(): FakePicture {
    return new FakePicture()
  }
}

/** A picture that knows whether its memory was given back. */
export class FakePicture {
  closed = false

  close(): void {
    this.closed = true
  }
}

/** Gives Node what painting needs of a browser. To be taken back with vi.unstubAllGlobals. */
export function stubCanvas(): void {
  vi.stubGlobal('OffscreenCanvas', BlankCanvas)
  vi.stubGlobal('Path2D', function path() {
    return blankContext({})
  })
  vi.stubGlobal('document', {
    fonts: [],
    styleSheets: [],
    baseURI: 'http://localhost/',
    createElement: () => ({ getContext: () => null }),
  })
}
