import type { Element } from '../board/types'
import type { Row } from './row'

/** Who made an element and who changed it last. Times are ms since 1970; null where that is not known. */
export type Origin = {
  readonly maker: number
  readonly made: number | null
  /** The last change since; null where there was none. `back`: it was gone, and that brought it back. */
  readonly changed: { readonly by: number; readonly at: number | null; readonly back: boolean } | null
}

/** What of a row is asked for. `back`: what it brought back that had been removed. */
export type Mark = { readonly time: number; readonly back: ReadonlySet<string> }

/** What is kept of a row. */
export function markOf({ time, change }: Row): Mark {
  const back = new Set<string>()
  for (const { op, id } of change?.ops ?? []) if (op === 'restore') back.add(id)
  return { time, back }
}

/**
 * Where an element comes from, given the rows that it names. What was brought back says nothing of when it was made: `madeAt` says that, where it
 * is known.
 */
export function originOf(
  { id, maker, born, last }: Element,
  markAt: (seq: number) => Mark | null,
  madeAt: (id: string) => number | null = () => null,
): Origin {
  const [first, latest] = [markAt(born.seq), markAt(last.seq)]
  const back = first?.back.has(id) === true
  const made = back ? madeAt(id) : (first?.time ?? null)
  if (last.seq === born.seq && !back) return { maker, made, changed: null }
  return { maker, made, changed: { by: last.author, at: latest?.time ?? null, back: back && last.seq === born.seq } }
}

/** Says of the elements of a history where they come from: everything is there already. */
export class Origins {
  readonly #rows: readonly Row[]
  /** When each element was put first, as far as the rows were looked through. */
  readonly #puts = new Map<string, number>()
  #looked = 0

  /** `rows` may become longer. */
  constructor(rows: readonly Row[]) {
    this.#rows = rows
  }

  of(element: Element): Origin {
    return originOf(
      element,
      (seq) => this.#markAt(seq),
      (id) => this.#putAt(id),
    )
  }

  #markAt(seq: number): Mark | null {
    const row = this.#rows[seq - (this.#rows[0]?.seq ?? 1)]
    return row === undefined ? null : markOf(row)
  }

  /** Only what was brought back is asked for, so the rows are looked through when that first happens. */
  #putAt(id: string): number | null {
    for (; this.#looked < this.#rows.length; this.#looked++) {
      const { time, change } = this.#rows[this.#looked]!
      for (const op of change?.ops ?? []) if (op.op === 'put' && !this.#puts.has(op.id)) this.#puts.set(op.id, time)
    }
    return this.#puts.get(id) ?? null
  }
}
