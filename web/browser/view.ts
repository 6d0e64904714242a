import { expect } from 'vitest'
import type { Person, Spot } from './person'

/** The part of the board that the address says is seen, once the hand rests: x, y, w, h in hundredths. */
export async function viewOf(person: Person): Promise<number[]> {
  const read = () => /view=([\d,-]+)/.exec(person.page.url())?.[1] ?? ''
  let before = ''
  await expect
    .poll(
      () => {
        const same = read() !== '' && read() === before
        before = read()
        return same
      },
      { interval: 700 },
    )
    .toBe(true)
  return read().split(',').map(Number)
}

/** The point of the board, in whole hundredths, that a person has at a spot of the page, in a view of 1280 × 800 CSS pixels. */
export function under([x, y, w, h]: readonly number[], [left, top]: Spot): number[] {
  return [Math.round(x! + (w! * left) / 1280), Math.round(y! + (h! * top) / 800)]
}

/** What the button says that brings the zoom back to 100 %, in percent. */
export async function percent({ page }: Person): Promise<number> {
  return Number.parseInt(await page.getByRole('button', { name: /^Zoom \d+ %/ }).innerText(), 10)
}
