import type { Person, Spot } from './person'

/**
 * The part of the board that the address says is seen, once the hand rests: x, y, w, h in hundredths. By the page's own frames and
 * clock: the address says it when the view has rested for 500 ms, which on a busy machine may be long after a key that moves it for 200 ms
 * was pressed, and a page that has no time has not rested.
 */
export function viewOf({ page }: Person): Promise<number[]> {
  return page.evaluate(async () => {
    const frame = () => new Promise((next) => requestAnimationFrame(next))
    const read = () => /view=([\d,-]+)/.exec(location.hash)?.[1] ?? ''
    for (;;) {
      const before = read()
      for (let i = 0; i < 2; i++) await frame()
      await new Promise((next) => setTimeout(next, 1200))
      await frame()
      if (before !== '' && read() === before) return before.split(',').map(Number)
    }
  })
}

/** The point of the board, in whole hundredths, that a person has at a spot of the page, in a view of 1280 × 800 CSS pixels. */
export function under([x, y, w, h]: readonly number[], [left, top]: Spot): number[] {
  return [Math.round(x! + (w! * left) / 1280), Math.round(y! + (h! * top) / 800)]
}

/** What the button says that brings the zoom back to 100 %, in percent. */
export async function percent({ page }: Person): Promise<number> {
  return Number.parseInt(await page.getByRole('button', { name: /^Zoom \d+ %/ }).innerText(), 10)
}
