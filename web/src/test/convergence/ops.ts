import type { Board } from '../../board/board'
import type { Op, Value } from '../../board/types'
import type { Counts } from './counts'

type Draw = () => number
type Values = [string, Value | null][]

const colours = ['ink', 'red', 'blue', 'soft-green', '#00ff7f80']

function pick<T>(draw: Draw, list: readonly T[]): T | undefined {
  return list[Math.floor(draw() * list.length)]
}

function whole(draw: Draw, most: number): number {
  return Math.floor(draw() * most)
}

/** Draws the ops of one change, from what the page sees: most do something, some come to nothing, a few are refused. */
export class OpSource {
  readonly #draw: Draw
  readonly #counts: Counts
  #made = 0

  constructor(draw: Draw, counts: Counts) {
    this.#draw = draw
    this.#counts = counts
  }

  /** One to four ops for a board as it is seen. */
  ops(board: Board): Op[] {
    const ops = Array.from({ length: 1 + whole(this.#draw, 4) }, () => this.#op(board))
    for (const op of ops) this.#counts.add(`op ${op.op}${'own' in op && op.own ? ' own' : ''}`)
    return ops
  }

  /** A change of about 150 KiB. */
  large(): Op[] {
    return Array.from({ length: 5 }, () => {
      const points = Array.from({ length: 8000 }, (_, i) =>
        i % 4 === 2 ? whole(this.#draw, 100) : whole(this.#draw, 1000),
      )
      return {
        op: 'put',
        id: this.#id(),
        props: new Map<string, Value>([
          ['kind', 'stroke'],
          ['at', [0, 0]],
          ['points', points],
        ]),
      }
    })
  }

  #op(board: Board): Op {
    const draw = this.#draw
    const ids = [...board.elements()].map((element) => element.id)
    const id = pick(draw, ids) ?? ''
    const own = draw() < 0.3 ? ({ own: true } as const) : {}
    const chance = draw()
    if (chance < 0.35 || ids.length < 3)
      return { op: 'put', id: draw() < 0.95 ? this.#id() : id, props: new Map(this.#element(ids)) }
    if (chance < 0.75)
      return { op: 'set', id: draw() < 0.95 ? id : this.#id(), ...own, props: new Map(this.#some(ids)) }
    if (chance < 0.9 && id !== 'board-settings') return { op: 'remove', id, ...own }
    const grave = pick(draw, [...board.graves()])?.[0] ?? this.#id()
    return { op: 'restore', id: grave, ...own, props: new Map(this.#element(ids)) }
  }

  #element(ids: readonly string[]): Values {
    const draw = this.#draw
    const kind = pick(draw, ['rectangle', 'ellipse', 'text', 'stroke'])!
    const props: Values = [
      ['kind', kind],
      ['at', this.#point()],
      ['colour', pick(draw, colours)!],
    ]
    if (kind === 'text') props.push(['text/p1', ['a1', 'words', 'b']])
    if (kind === 'stroke') props.push(['points', [0, 0, 50, 0, 10, 5, 60, 16]])
    if (kind === 'rectangle') props.push(['size', this.#point().map(Math.abs)])
    if (draw() < 0.2 && ids.length > 0) props.push(['parent', pick(draw, ids)!])
    return props
  }

  #some(ids: readonly string[]): Values {
    const draw = this.#draw
    const all: Values = [
      ['at', this.#point()],
      ['colour', pick(draw, colours)!],
      ['opacity', draw() < 0.3 ? null : whole(draw, 101)],
      ['order', `a${whole(draw, 90) + 1}`],
      ['parent', draw() < 0.2 ? null : pick(draw, ids)!],
      [`text/p${whole(draw, 5)}`, draw() < 0.2 ? null : ['a2', `${whole(draw, 1000)} “é🎈”`, '']],
      ['meta', '\u2028</script>'],
      // Of no such type: the client itself refuses it.
      ...(draw() < 0.02 ? ([['angle', 'steep']] as Values) : []),
    ]
    return [...new Map([pick(draw, all)!, pick(draw, all)!])]
  }

  #point(): readonly number[] {
    return [whole(this.#draw, 20_000) - 10_000, whole(this.#draw, 20_000) - 10_000]
  }

  #id(): string {
    return `el-${String(++this.#made).padStart(4, '0')}-${whole(this.#draw, 1e9).toString(36)}x`
  }
}
