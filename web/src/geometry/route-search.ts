import type { BoardPoint } from './point'

/** A straight piece of way that nothing stands in: along x at a height `at`, or along y at an `at` from the left. */
export type Lane = { readonly along: 'x' | 'y'; readonly at: number; readonly lo: number; readonly hi: number }

/** A point at which a search begins or ends. `way`: how one has to go there; null for any. */
export type Gate = { readonly at: BoardPoint; readonly way: 'x' | 'y' | null }

/** On a lane, at a place along it, and how one came there. */
type State = {
  readonly lane: Lane
  readonly at: number
  readonly cost: number
  /** What it costs from here at least, with what it cost so far. */
  readonly rank: number
  readonly before: State | null
  /** The gate at which it ends; null on the way. */
  readonly end: Gate | null
}

const coordinate = (p: BoardPoint, along: 'x' | 'y'): number => (along === 'x' ? p.x : p.y)
const across = (along: 'x' | 'y'): 'x' | 'y' => (along === 'x' ? 'y' : 'x')

/** Whether a point lies on a lane. */
function carries({ along, at, lo, hi }: Lane, p: BoardPoint): boolean {
  const t = coordinate(p, along)
  return coordinate(p, across(along)) === at && t >= lo && t <= hi
}

/** States, the one of least rank first; among equals the one that came first, so that every page finds the same. */
class Queue {
  private readonly heap: { readonly state: State; readonly turn: number }[] = []
  private turn = 0

  push(state: State): void {
    const { heap } = this
    heap.push({ state, turn: this.turn++ })
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1
      if (!this.before(i, parent)) break
      this.swap(i, parent)
      i = parent
    }
  }

  pop(): State | undefined {
    const { heap } = this
    const top = heap[0]
    const last = heap.pop()
    if (top === undefined || last === undefined) return undefined
    if (heap.length > 0) {
      heap[0] = last
      this.sink()
    }
    return top.state
  }

  private sink(): void {
    const n = this.heap.length
    for (let i = 0; ; ) {
      let least = i
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < n && this.before(child, least)) least = child
      if (least === i) return
      this.swap(i, least)
      i = least
    }
  }

  private before(a: number, b: number): boolean {
    const [one, other] = [this.heap[a]!, this.heap[b]!]
    return one.state.rank - other.state.rank < 0 || (one.state.rank === other.state.rank && one.turn < other.turn)
  }

  private swap(a: number, b: number): void {
    const one = this.heap[a]!
    this.heap[a] = this.heap[b]!
    this.heap[b] = one
  }
}

/** Lanes, and where one can turn from one into another. */
export class Net {
  private readonly lanes: { readonly x: readonly Lane[]; readonly y: readonly Lane[] }

  constructor(lanes: Iterable<Lane>) {
    const all = [...lanes]
    const sorted = (along: 'x' | 'y') => all.filter((lane) => lane.along === along).sort((a, b) => a.at - b.at)
    this.lanes = { x: sorted('x'), y: sorted('y') }
  }

  /** The lanes on which a point lies. */
  through(p: BoardPoint): Lane[] {
    return [...this.lanes.x, ...this.lanes.y].filter((lane) => carries(lane, p))
  }

  /** The lanes that cross one, in their order. */
  *crossing(lane: Lane): Iterable<Lane> {
    const across = this.lanes[lane.along === 'x' ? 'y' : 'x']
    for (let i = firstFrom(across, lane.lo); i < across.length && across[i]!.at <= lane.hi; i++) {
      const other = across[i]!
      if (lane.at >= other.lo && lane.at <= other.hi) yield other
    }
  }

  /** All lanes on which one can come from some gates. */
  reached(from: readonly Gate[]): ReadonlySet<Lane> {
    const reached = new Set(from.flatMap((gate) => this.through(gate.at)))
    // A set is gone through to what is added to it meanwhile.
    for (const lane of reached) for (const other of this.crossing(lane)) reached.add(other)
    return reached
  }
}

/** Where in a row of lanes the first lies that is not before a place. */
function firstFrom(lanes: readonly Lane[], at: number): number {
  let [lo, hi] = [0, lanes.length]
  while (lo < hi) {
    const mid = (lo + hi) >> 1
    if (lanes[mid]!.at < at) lo = mid + 1
    else hi = mid
  }
  return lo
}

/** Looks for the cheapest way over lanes: what it is long, and `turn` for each turn. */
class Search {
  private readonly queue = new Queue()
  private readonly known = new Map<Lane, { readonly at: number; readonly cost: number }[]>()
  private readonly net: Net
  private readonly to: readonly Gate[]
  private readonly turn: number

  constructor(net: Net, to: readonly Gate[], turn: number) {
    this.net = net
    this.to = to
    this.turn = turn
  }

  /** The points at which it turns, gates included; null where there is no way. */
  run(from: readonly Gate[]): readonly BoardPoint[] | null {
    for (const gate of from)
      for (const lane of this.net.through(gate.at)) {
        const cost = gate.way === null || gate.way === lane.along ? 0 : this.turn
        this.enter(lane, coordinate(gate.at, lane.along), cost, null)
      }
    for (let state = this.queue.pop(); state !== undefined; state = this.queue.pop()) {
      if (state.end !== null) return pointsTo(state, state.end)
      if (!this.beaten(state)) this.expand(state)
    }
    return null
  }

  private expand(state: State): void {
    const { lane, at, cost } = state
    for (const gate of this.to) {
      if (!carries(lane, gate.at)) continue
      const way = Math.abs(coordinate(gate.at, lane.along) - at)
      const total = cost + way + (gate.way === null || gate.way === lane.along ? 0 : this.turn)
      this.queue.push({ lane, at, cost: total, rank: total, before: state, end: gate })
    }
    for (const other of this.net.crossing(lane))
      this.enter(other, lane.at, cost + Math.abs(other.at - at) + this.turn, state)
  }

  /** Notes that a lane can be entered so, unless one could be there as cheaply already. */
  private enter(lane: Lane, at: number, cost: number, before: State | null): void {
    const known = this.known.get(lane)
    if (known?.some((one) => one.cost + Math.abs(one.at - at) <= cost)) return
    if (known === undefined) this.known.set(lane, [{ at, cost }])
    else known.push({ at, cost })
    const p = lane.along === 'x' ? { x: at, y: lane.at } : { x: lane.at, y: at }
    const left = Math.min(...this.to.map((gate) => Math.abs(gate.at.x - p.x) + Math.abs(gate.at.y - p.y)))
    this.queue.push({ lane, at, cost, rank: cost + left, before, end: null })
  }

  /** Whether a cheaper way to the same place has been found since. */
  private beaten({ lane, at, cost }: State): boolean {
    return this.known.get(lane)!.some((one) => one.cost + Math.abs(one.at - at) < cost)
  }
}

function pointsTo(state: State, end: Gate): BoardPoint[] {
  const points: BoardPoint[] = [end.at]
  for (let at: State | null = state.before; at !== null; at = at.before)
    points.push(at.lane.along === 'x' ? { x: at.at, y: at.lane.at } : { x: at.lane.at, y: at.at })
  return points.reverse()
}

/** The cheapest way over lanes from one of some gates to one of others; null where there is none. `turn`: what a turn costs, as a length. */
export function searched(
  net: Net,
  from: readonly Gate[],
  to: readonly Gate[],
  turn: number,
): readonly BoardPoint[] | null {
  return to.length === 0 ? null : new Search(net, to, turn).run(from)
}
