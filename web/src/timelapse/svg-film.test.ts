import { describe, expect, it, vi } from 'vitest'
import { freshSeed, Random } from '../board/test/random'
import type { Op, Value } from '../board/types'
import { Finder } from '../editor/finder'
import { Pace } from '../editor/pace'
import { pair } from '../elements/props'
import { noSource } from '../export/pictures'
import { readXml, type XmlNode } from '../export/xml'
import { Film } from '../history/film'
import type { Row } from '../history/row'
import { Life } from './life'
import { Schedule } from './schedule'
import { svgTimelapse } from './svg-film'
import { progress } from './svg-time'
import { viewOf } from './view'
import type { Wish } from './wish'

// There are no style sheets, and so no fonts to be put inside.
vi.stubGlobal('document', {
  styleSheets: [],
  fonts: { load: async () => [], check: () => true },
  createElement: () => ({ getContext: () => null }),
})

const LASTS = 20_000

async function svgOf(film: Film, wish: Partial<Wish> = {}, signal = new AbortController().signal): Promise<string> {
  const all: Wish = {
    stretch: { from: 0, to: film.length },
    lasts: LASTS,
    size: { w: 1280, h: 720 },
    seen: null,
    room: 'light',
    ground: 'plain',
    hands: false,
    format: 'svg',
    title: '',
    ...wish,
  }
  const parts = {
    film,
    life: new Life(film, all.stretch.from),
    view: viewOf({ x: -1e6, y: -1e6, w: 2e6, h: 2e6 }, all.size),
    schedule: new Schedule(film, all.stretch, all.lasts),
    wish: all,
    seen: [],
    source: noSource,
  }
  return (await svgTimelapse(parts, new Pace(), () => {}, signal)).text()
}

const read = (source: string) => readXml(source, { nodes: 200_000, depth: 30, attributes: 30 }, new Pace())

const put = (id: string, props: Readonly<Record<string, Value>>): Op => ({
  op: 'put',
  id,
  props: new Map(Object.entries(props)),
})

function filmOf(ops: readonly (readonly Op[] | null)[], apart = 300): Film {
  const film = new Film()
  film.add(
    ops.map((one, i): Row => ({ seq: i + 1, author: 1, time: i * apart, change: one === null ? null : { ops: one } })),
  )
  return film
}

/** What a node is within: from when to when it is seen, in seconds. */
type Seen = { readonly at: string; readonly from: number; readonly until: number }

/** All that is drawn, in its order, with when it is seen. What is placed is told by where. */
function seenIn(node: XmlNode, from = 0, until = Number.POSITIVE_INFINITY): Seen[] {
  let [begin, end] = [from, until]
  for (const { name, attributes } of node.children) {
    if (name !== 'set' || attributes.get('attributeName') !== 'display') continue
    const [a, b] = ['begin', 'end'].map((key) => Number.parseFloat(attributes.get(key)!)) as [number, number]
    if (attributes.get('to') === 'inline') [begin, end] = [a, b]
    else begin = b
  }
  const place = node.name === 'g' ? /^translate\((.*?)\)/.exec(node.attributes.get('transform') ?? '') : null
  if (place !== null) return [{ at: place[1]!, from: begin, until: end }]
  return node.children.flatMap((child) => seenIn(child, begin, end))
}

/** Draws, moves, lifts, groups, hides, removes, brings back; no two things are ever in one place. */
class Happening {
  readonly #counts: Map<string, number>
  readonly #random: Random
  #places = 0
  /** What others may lie in. A rectangle may be named as a parent too, but no hand can do that, and no canvas minds it. */
  readonly #holders = ['thing-gone']

  /** `counts`: how often what has happened, in all. */
  constructor(random: Random, counts: Map<string, number>) {
    this.#random = random
    this.#counts = counts
  }

  /** The ops of a change, `i` changes having happened; null for one that was struck out. */
  next(i: number): readonly Op[] | null {
    const roll = i < 3 ? 5 : this.#random.below(20)
    const [what] = kinds.find(([, until]) => roll < until)!
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1)
    if (what === 'struck') return null
    return [this.#op(what, i)]
  }

  #op(what: string, i: number): Op {
    const some = `thing-${this.#random.below(Math.max(1, i))}`
    if (what === 'put') return put(`thing-${i}`, this.#rectangle())
    if (what === 'layer') {
      this.#holders.push(`thing-${i}`)
      return put(`thing-${i}`, { kind: this.#random.pick(['layer', 'group']), order: this.#order() })
    }
    if (what === 'remove') return { op: 'remove', id: some }
    if (what === 'restore') {
      const was = this.#holders.includes(some) ? { kind: 'layer', order: this.#order() } : this.#rectangle()
      return { op: 'restore', id: some, props: new Map(Object.entries(was)) }
    }
    const props: Readonly<Record<string, Value>> = {
      at: this.#at(),
      order: this.#order(),
      parent: this.#random.pick(this.#holders),
      hidden: this.#random.below(2) === 0,
    }
    return { op: 'set', id: some, props: new Map([[what, props[what]!]]) }
  }

  #rectangle(): Readonly<Record<string, Value>> {
    return { kind: 'rectangle', at: this.#at(), size: [1000, 1000], order: this.#order() }
  }

  #at(): readonly [number, number] {
    return [100 * ++this.#places, 0]
  }

  #order(): string {
    return `a${this.#random.below(900) + 100}V`
  }
}

/** What may happen, with where its share of twenty ends. */
const kinds: readonly (readonly [what: string, until: number])[] = [
  ['struck', 1],
  ['put', 9],
  ['at', 12],
  ['order', 14],
  ['layer', 15],
  ['parent', 17],
  ['hidden', 18],
  ['remove', 19],
  ['restore', 20],
]

describe('a history as a moving SVG', () => {
  it('shows at any time what the board showed, in the order in which it was painted: random histories', async () => {
    const seed = freshSeed('svg film')
    const random = new Random(seed)
    const kindsSeen = new Map<string, number>()
    const counts = { moments: 0, seen: 0 }
    for (let round = 0; round < 8; round++) {
      const happening = new Happening(random, kindsSeen)
      const film = filmOf(Array.from({ length: 150 }, (_, i) => happening.next(i)))
      const schedule = new Schedule(film, { from: 0, to: film.length }, LASTS)
      const seen = seenIn(await read(await svgOf(film)))
      for (let n = 1; n <= film.length; n += 1 + random.below(6)) {
        const time = (n === film.length ? LASTS : (schedule.happens(n) + schedule.happens(n + 1)) / 2) / 1000
        const board = film.boardAt(n)
        const finder = new Finder(board)
        const expected = board
          .paintOrder()
          .filter((id) => finder.bounds(id) !== null && board.element(id)!.props.get('kind') === 'rectangle')
          .map((id) => pair(board.element(id)!.props, 'at')[0] / 100)
        const found = seen
          .filter(({ from, until }) => from <= time && time < until)
          .map(({ at }) => Number(at.split(' ')[0]) - 17777.78 + 0)
        expect(
          found.map((x) => Math.round(x)),
          `seed ${seed}, round ${round}, after ${n}`,
        ).toEqual(expected)
        counts.moments++
        counts.seen += expected.length
      }
    }
    console.log(`svg film, seed ${seed}:`, counts, kindsSeen)
    expect(kindsSeen.size).toBe(kinds.length)
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
  })

  it('lets a stroke grow along its line in the time the hand took, and names nothing from outside', async () => {
    const points = [0, 0, 50, 0, ...Array.from({ length: 50 }, () => [300, 100, 50, 16]).flat()]
    const film = filmOf(
      [
        [put('thing-0', { kind: 'rectangle', at: [0, 0], size: [1000, 1000] })],
        [put('thing-1', { kind: 'stroke', at: [0, 0], points })],
      ],
      900,
    )
    const text = await svgOf(film, { title: 'Ours & <theirs>' })
    const root = await read(text)
    const all = (node: XmlNode): XmlNode[] => [node, ...node.children.flatMap(all)]
    const nodes = all(root)
    const [mask] = nodes.filter(({ name }) => name === 'mask')
    const grows = all(mask!).find(({ name }) => name === 'animate')!
    const [begin, dur] = ['begin', 'dur'].map((name) => Number.parseFloat(grows.attributes.get(name)!)) as [
      number,
      number,
    ]
    const schedule = new Schedule(film, { from: 0, to: 2 }, LASTS)
    expect(begin + dur).toBeCloseTo(schedule.happens(2) / 1000, 1)
    expect(dur).toBeCloseTo(800 / schedule.speed / 1000, 1)
    const set = nodes.find(({ attributes }) => attributes.get('attributeName') === 'mask')!
    expect(set.attributes.get('to')).toBe(`url(#${mask!.attributes.get('id')})`)
    expect(nodes.some(({ name }) => /script|foreignObject/i.test(name))).toBe(false)
    expect(
      nodes
        .flatMap(({ attributes }) => [...attributes].map(([name, value]) => (name === 'xmlns' ? '' : value)))
        .filter((value) => /^https?:|javascript:/.test(value)),
    ).toEqual([])
    expect(text).toContain('<title>Ours &#38; &#60;theirs&#62;</title>')
  })

  it('has nothing of what was struck out', async () => {
    const secret = put('thing-1', { kind: 'rectangle', at: [123_400, 0], size: [1000, 1000] })
    expect(
      seenIn(
        await read(
          await svgOf(filmOf([[put('thing-0', { kind: 'rectangle', at: [0, 0], size: [1000, 1000] })], [secret]])),
        ),
      ).length,
    ).toBe(2)
    expect(
      seenIn(
        await read(
          await svgOf(filmOf([[put('thing-0', { kind: 'rectangle', at: [0, 0], size: [1000, 1000] })], null])),
        ),
      ).length,
    ).toBe(1)
  })

  it('says so where it would become too large, and stops where it is called off', async () => {
    const points = Array.from({ length: 8000 }, (_, i) => (i % 4 === 2 ? 50 : 1234 + i))
    const many = Array.from({ length: 600 }, (_, i) => [
      put(`thing-${i}`, {
        kind: 'stroke',
        at: [-900_000, -900_000],
        points: points.map((n, j) => (j % 4 < 2 ? (n + i) % 500 : n)),
      }),
    ])
    await expect(svgOf(filmOf(many))).rejects.toMatchObject({ name: 'TooLarge' })
    await expect(svgOf(filmOf(many.slice(0, 2)), {}, AbortSignal.abort(new Error('called off')))).rejects.toThrow(
      'called off',
    )
  })
})

it('says how far a stroke has come by the time the hand took, not by its length', () => {
  // Twice as far in the second half of the time.
  const points = [
    0,
    0,
    50,
    0,
    ...Array.from({ length: 20 }, () => [100, 0, 50, 10]).flat(),
    ...Array.from({ length: 20 }, () => [200, 0, 50, 10]).flat(),
  ]
  const [along, times] = progress(points)
  expect([along[0], times[0], along.at(-1), times.at(-1)]).toEqual([0, 0, 1, 1])
  for (const [i, time] of times.entries()) {
    if (i > 0) expect(time).toBeGreaterThan(times[i - 1]!)
    expect(along[i]).toBeCloseTo(time <= 0.5 ? (time * 2) / 3 : 1 / 3 + ((time - 0.5) * 4) / 3, 1)
  }
})
