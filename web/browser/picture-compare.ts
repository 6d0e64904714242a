import type { Page } from 'playwright-core'

type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** How two pictures differ: pixels that are plainly not alike, and pixels that are drawn on in the first. */
export type Difference = { readonly unlike: number; readonly inked: number }

/** Compares a part of two PNGs, pixel by pixel, in a page, which can read pictures. `scale`: of the second; the area is the first's. */
export function difference(page: Page, one: Buffer, other: Buffer, area: Area, scale = 1): Promise<Difference> {
  return page.evaluate(compare, [one.toString('base64'), other.toString('base64'), area, scale] as const)
}

async function compare([one, other, area, scale]: readonly [string, string, Area, number]): Promise<Difference> {
  const read = async (base64: string, by: number) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(area.width, area.height).getContext('2d')!
    context.imageSmoothingQuality = 'high'
    const { x, y, width: w, height: h } = area
    context.drawImage(bitmap, x * by, y * by, w * by, h * by, 0, 0, w, h)
    return context.getImageData(0, 0, w, h).data
  }
  const [a, b] = [await read(one, 1), await read(other, scale)]
  const result = { unlike: 0, inked: 0 }
  for (let i = 0; i < a.length; i += 4) {
    const far = (c: ArrayLike<number>, d: ArrayLike<number>, j: number) =>
      Math.max(...[0, 1, 2].map((k) => Math.abs(c[i + k]! - d[j + k]!)))
    if (far(a, b, i) > 64) result.unlike++
    if (far(a, a, 0) > 24) result.inked++
  }
  return result
}
