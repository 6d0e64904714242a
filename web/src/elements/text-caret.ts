import { joined, placed, type Run, slicesOf } from './text-runs'

/** Where a caret belongs after a text became another one: behind the same letter, or the nearest before it that is still there. */
export function carriedCaret(caret: number, before: readonly Run[], after: readonly Run[]): number {
  const starts = new Map<string, { readonly from: number; readonly to: number; readonly start: number }[]>()
  let start = 0
  for (const { run, from, to } of slicesOf(placed(after))) {
    starts.set(run.id, [...(starts.get(run.id) ?? []), { from, to, start }])
    start += to - from
  }
  let end = joined(before).length
  for (const { run, from, to } of slicesOf(placed(before)).reverse()) {
    const behind = Math.min(to, from + caret - (end - (to - from)))
    end -= to - from
    for (let at = behind - 1; at >= from; at--) {
      const slice = starts.get(run.id)?.find((one) => one.from <= at && at < one.to)
      if (slice !== undefined) return slice.start + at - slice.from + 1
    }
  }
  // Nothing before it is left; where nothing at all is (the text was written anew), the letters keep their number.
  return starts.size > 0 && before.some((run) => starts.has(run.id)) ? 0 : Math.min(caret, start)
}
