import { placed, type Run, slicesOf } from './text-runs'

/** A place in a text that stays the same while others write: behind so many letters of a run. No run: before all letters. */
export type Letter = { readonly run: string; readonly at: number }

/** The place of an index of the text. */
export function letterOf(runs: readonly Run[], index: number): Letter {
  let seen = 0
  for (const { run, from, to } of slicesOf(placed(runs))) {
    if (index > seen && index <= seen + to - from) return { run: run.name, at: from + index - seen }
    seen += to - from
  }
  return { run: '', at: 0 }
}

/** The index of a place; where its letter is gone, behind the nearest one before it that is not. Null where its run is not known. */
export function indexOf(runs: readonly Run[], { run: name, at }: Letter): number | null {
  if (name === '') return 0
  let seen = 0
  let found: number | null = null
  for (const { run, from, to } of slicesOf(placed(runs))) {
    if (run.name === name) {
      if (from < at) found = seen + Math.min(to, at) - from
      else found ??= seen
    }
    seen += to - from
  }
  return found
}
