import type { Film } from './film'

/** What was done in one of the equal parts of a film: how many changes, and by whom most. */
export type Activity = { readonly changes: number; readonly author: number }

/** Divides a film into so many equal parts. A film that takes no time is one moment: all in the first part. */
export function activityOf(film: Film, parts: number): readonly Activity[] {
  const counts: Map<number, number>[] = Array.from({ length: parts }, () => new Map())
  for (const [i, { author }] of film.rows.entries()) {
    const share = film.lasts === 0 ? 0 : film.timeOf(film.first + i + 1) / film.lasts
    const of = counts[Math.min(parts - 1, Math.floor(share * parts))]!
    of.set(author, (of.get(author) ?? 0) + 1)
  }
  return counts.map(summed)
}

function summed(counts: ReadonlyMap<number, number>): Activity {
  let [changes, author, most] = [0, 0, 0]
  for (const [who, count] of counts) {
    changes += count
    if (count > most) [author, most] = [who, count]
  }
  return { changes, author }
}
