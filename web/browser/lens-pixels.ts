import type { Person, Spot } from './person'

/** How many pixels of lines of a lens there are in a part of a canvas, by their colour. */
export type Lines = { readonly red: number; readonly green: number; readonly yellow: number; readonly any: number }

/** Counts what a lens has drawn around things between two corners, in CSS pixels; zeros where there is no lens. `host`: which canvas. */
export function linesIn(person: Person, host: '#board' | '.past', [x, y]: Spot, [right, bottom]: Spot): Promise<Lines> {
  return person.page.evaluate(
    ([selector, left, top, w, h]) => {
      const canvases = [...document.querySelectorAll<HTMLCanvasElement>(`${selector} > canvas`)]
      const count = { red: 0, green: 0, yellow: 0, any: 0 }
      // What rests is the first, what moves the last; the lines of a lens are the last between them.
      const lines = canvases.length > 2 ? canvases.at(-2)! : null
      if (lines === null) return count
      const k = lines.width / Number.parseFloat(lines.style.width)
      const { data } = lines.getContext('2d')!.getImageData(left * k, top * k, w * k, h * k)
      for (let i = 0; i < data.length; i += 4) {
        const [r, g, b, a] = [data[i]!, data[i + 1]!, data[i + 2]!, data[i + 3]!]
        if (a < 150) continue
        count.any++
        if (r > 150 && g < 100) count.red++
        else if (g > 110 && r < 110 && b < 110) count.green++
        else if (r > 150 && g > 100 && b < 80) count.yellow++
      }
      return count
    },
    [host, x, y, right - x, bottom - y] as const,
  )
}

/** Whether all but what a lens shows is veiled. */
export const isVeiled = (person: Person, host: '#board' | '.past') =>
  person.page.evaluate(
    (selector) => document.querySelector(`${selector} > canvas ~ div[style*="--paper"]`) !== null,
    host,
  )
