import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Value } from '../board/types'
import type { Item, Job } from './job'
import { Painters } from './painters'
import { stubCanvas } from './test/fake-canvas'
import { FakeWorker } from './test/fake-worker'
import { unpacked } from './worker/told'

beforeEach(stubCanvas)
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const order = { zoom: 1, dpr: 1, theme: 'light', rect: { x: 0, y: 0, w: 512, h: 512 } } as const

function item(id: string): Item {
  const props = new Map<string, Value>([
    ['kind', 'rectangle'],
    ['at', [0, 0]],
    ['size', [100, 100]],
  ])
  return { id, props, span: 100, clip: null }
}

/** Painters with a worker that does as told, and a clock that stands still. */
class Studio {
  readonly worker = new FakeWorker()
  readonly done: number[] = []
  fonts = 0
  asked = 0
  time = 0
  readonly painters: Painters

  constructor(start: () => FakeWorker = () => this.worker) {
    this.painters = new Painters({
      start,
      now: () => this.time,
      done: (job) => this.done.push(job.number),
      ask: () => this.asked++,
      fonts: () => this.fonts++,
    })
  }

  ready(): this {
    this.painters.begin()
    this.worker.says({ t: 'ready' })
    return this
  }

  /** A frame in which nothing new is given. */
  frame(first = false): void {
    this.painters.frame(first)
    this.painters.work()
  }

  job(items: readonly Item[], urgent = true): Job {
    return { number: this.painters.number(), order, items, urgent }
  }
}

/** Painters that get another worker each time; the first is ready. */
function staffed() {
  const workers: FakeWorker[] = []
  const studio = new Studio(() => {
    workers.push(new FakeWorker())
    return workers.at(-1)!
  })
  studio.painters.begin()
  workers[0]!.says({ t: 'ready' })
  return { studio, workers }
}

describe('who paints', () => {
  it('the page, until the worker is ready; then the worker', () => {
    const studio = new Studio()
    const first = studio.job([item('a')])
    expect(studio.painters.give(first)).toBe(true)
    studio.frame()
    expect(studio.done).toEqual([first.number])
    studio.ready()
    const second = studio.job([item('a')])
    expect(studio.painters.give(second)).toBe(true)
    studio.frame()
    expect(studio.done).toEqual([first.number])
    studio.worker.answers()
    expect(studio.done).toEqual([first.number, second.number])
    expect(studio.asked).toBeGreaterThan(0)
  })

  it('an element is told once, and again when it has changed, before the order that names it', () => {
    const studio = new Studio().ready()
    const a = item('a')
    const b = item('b')
    studio.painters.give(studio.job([a, b]))
    studio.worker.answers()
    studio.painters.give(studio.job([a, b]))
    const changed = { ...b, props: new Map<string, Value>([...b.props, ['fill', 'soft-red']]) }
    studio.painters.give(studio.job([changed, a]))
    const told = studio.worker.heard
      .filter((m) => m.t === 'know')
      .map((m) => unpacked(m.elements).map(([number]) => number))
    expect(told).toEqual([[1, 2], [2]])
    expect(studio.worker.heard.slice(-2).map((m) => m.t)).toEqual(['know', 'paint'])
    expect([...studio.worker.open.at(-1)!.elements]).toEqual([2, 1])
    expect(studio.worker.known.get(2)).toEqual(changed.props)
  })

  it('an element is told again when a frame cuts off another part of it, and not when it cuts off the same', () => {
    const studio = new Studio().ready()
    const cut = (w: number): Item => ({ ...one, clip: { x: 0, y: 0, w, h: 50 } })
    const one = item('a')
    for (const next of [one, cut(50), cut(50), cut(40), one]) {
      studio.painters.give(studio.job([next]))
      studio.worker.answers()
    }
    const told = studio.worker.heard
      .filter((m) => m.t === 'know')
      .map((m) => unpacked(m.elements).map(([, , , clip]) => clip?.w))
    expect(told).toEqual([[undefined], [50], [40], [undefined]])
  })

  it('very many elements are told over several frames, and the order follows', () => {
    const studio = new Studio().ready()
    const many = Array.from({ length: 3000 }, (_, i) => item(`e${i}`))
    const job = studio.job(many)
    let frames = 1
    while (!studio.painters.give(job)) {
      studio.frame()
      frames++
    }
    expect(frames).toBe(3)
    expect(studio.worker.known.size).toBe(3000)
    expect(studio.worker.open[0]!.elements).toHaveLength(3000)
  })

  it('the page and the worker, as long as what is seen has never been painted', () => {
    const studio = new Studio().ready()
    studio.frame(true)
    const jobs = [1, 2, 3].map((i) => studio.job([item(`e${i}`)]))
    for (const job of jobs) expect(studio.painters.give(job)).toBe(true)
    expect(studio.worker.open.map(({ number }) => number)).toEqual(jobs.slice(1).map(({ number }) => number))
    studio.frame()
    expect(studio.done).toEqual([jobs[0]!.number])
    const later = studio.job([item('later')])
    studio.painters.give(later)
    expect(studio.worker.open.at(-1)!.number).toBe(later.number)
  })

  it('the page has one more to go on with where the worker has enough', () => {
    const studio = new Studio().ready()
    studio.frame(true)
    const jobs = [1, 2, 3, 4].map((i) => studio.job([item(`e${i}`)]))
    for (const job of jobs) {
      expect(studio.painters.room(true)).toBe(true)
      studio.painters.give(job)
    }
    expect(studio.painters.room(true)).toBe(false)
    studio.frame(true)
    expect(studio.done).toEqual([jobs[0]!.number, jobs[3]!.number])
    expect(studio.worker.open).toHaveLength(2)
  })

  it('what nobody needs any more is called off, and not handed over when it comes all the same', () => {
    const studio = new Studio().ready()
    const job = studio.job([item('a')])
    studio.painters.give(job)
    studio.painters.drop(job.number)
    expect(studio.worker.open).toEqual([])
    studio.worker.says({ t: 'painted', number: job.number, picture: { close() {} } as ImageBitmap })
    expect(studio.done).toEqual([])
  })

  it('takes only so much at once, a little more when it is seen', () => {
    const studio = new Studio().ready()
    for (let i = 0; i < 2; i++) studio.painters.give(studio.job([item('a')], false))
    expect(studio.painters.room(false)).toBe(false)
    expect(studio.painters.room(true)).toBe(true)
    for (let i = 0; i < 2; i++) studio.painters.give(studio.job([item('a')], true))
    expect(studio.painters.room(true)).toBe(false)
  })
})

describe('a worker that is not wanted for a while', () => {
  it('ends, the page paints what it was given, and another can be begun', () => {
    const { studio, workers } = staffed()
    const given = [studio.job([item('a')]), studio.job([item('b')])]
    for (const job of given) studio.painters.give(job)
    studio.painters.rest()
    expect([workers[0]!.ended, studio.done]).toEqual([true, []])
    for (let i = 0; i < 3; i++) studio.frame()
    expect(studio.done.toSorted()).toEqual(given.map(({ number }) => number))
    studio.painters.begin()
    expect(workers.length).toBe(2)
    workers[1]!.says({ t: 'ready' })
    const next = studio.job([item('a')])
    studio.painters.give(next)
    studio.frame()
    // The page leaves it to the new worker.
    expect(studio.done).not.toContain(next.number)
  })
})

describe('a worker that has been told of much', () => {
  const crowd = Array.from({ length: 3000 }, (_, i) => item(`crowd-${i}`))

  /** Painters of which every worker can be asked, the first with the crowd painted. */
  function crowded(items: readonly Item[] = crowd) {
    const { studio, workers } = staffed()
    const job = studio.job(items)
    while (!studio.painters.give(job)) studio.frame()
    workers[0]!.answers()
    return { studio, workers }
  }

  const ended = (workers: readonly FakeWorker[]) => workers.map((one) => one.ended)

  it('is relieved by another, which is told anew, once that is ready', () => {
    const { studio, workers } = crowded()
    studio.painters.relieve()
    expect(ended(workers)).toEqual([false, false])
    workers[1]!.says({ t: 'ready' })
    expect(ended(workers)).toEqual([true, false])
    studio.painters.give(studio.job([crowd[7]!]))
    expect(workers[1]!.known.get(1)).toEqual(crowd[7]!.props)
    workers[1]!.answers()
    expect(studio.done).toHaveLength(2)
    // It knows little now.
    studio.painters.relieve()
    expect(workers).toHaveLength(2)
  })

  it('goes on where it has something to do again before the other is ready, or the other never is', () => {
    const { studio, workers } = crowded()
    studio.painters.relieve()
    studio.painters.give(studio.job([crowd[7]!]))
    workers[1]!.says({ t: 'ready' })
    expect(ended(workers)).toEqual([false, true])
    studio.painters.relieve()
    expect(workers).toHaveLength(2)
    workers[0]!.answers()
    expect(studio.done).toHaveLength(2)
    studio.painters.relieve()
    workers[2]!.breaks()
    studio.painters.relieve()
    studio.painters.relieve()
    expect(ended(workers)).toEqual([false, true, true, true, false])
    workers[4]!.says({ t: 'ready' })
    expect(ended(workers)).toEqual([true, true, true, true, false])
  })

  it('fails as any other once it has taken the place, and none is left when the painting ends', () => {
    vi.spyOn(console, 'info').mockImplementation(() => {})
    const one = crowded()
    one.studio.painters.relieve()
    one.workers[1]!.says({ t: 'ready' })
    one.workers[1]!.breaks()
    one.studio.painters.give(one.studio.job([crowd[7]!]))
    one.studio.frame()
    expect(one.studio.done).toHaveLength(2)
    const two = crowded()
    two.studio.painters.relieve()
    two.studio.painters.close()
    expect(ended(two.workers)).toEqual([true, true])
  })

  it('is worth it only then', () => {
    const { studio, workers } = crowded(crowd.slice(1))
    studio.painters.relieve()
    expect(workers).toHaveLength(1)
  })
})

describe('a worker that fails', () => {
  const fails: readonly (readonly [string, (studio: Studio) => void])[] = [
    ['breaks', (studio) => studio.worker.breaks()],
    ['says that it cannot', (studio) => studio.worker.says({ t: 'failed', why: 'no canvas' })],
    [
      'does not answer',
      (studio) => {
        studio.time += 6_000
        studio.frame()
      },
    ],
  ]

  it.each(fails)('%s: the page paints what it was given, and all that follows', (_, fail) => {
    vi.spyOn(console, 'info').mockImplementation(() => {})
    const studio = new Studio().ready()
    const given = [studio.job([item('a')]), studio.job([item('b')])]
    for (const job of given) studio.painters.give(job)
    fail(studio)
    for (let i = 0; i < 3; i++) studio.frame()
    expect(studio.done.toSorted()).toEqual(given.map(({ number }) => number))
    expect(studio.worker.ended).toBe(true)
    const next = studio.job([item('c')])
    studio.painters.give(next)
    studio.frame()
    expect(studio.done).toContain(next.number)
  })

  it('cannot be had at all: the page paints', () => {
    vi.spyOn(console, 'info').mockImplementation(() => {})
    const studio = new Studio(() => {
      throw new Error('no workers here')
    })
    studio.painters.begin()
    studio.painters.give(studio.job([item('a')]))
    studio.frame()
    expect(studio.done).toHaveLength(1)
  })

  it('is slow: the page paints, too, and each picture is handed over once', () => {
    const studio = new Studio().ready()
    const job = studio.job([item('a')])
    studio.painters.give(job)
    studio.time += 1_500
    studio.frame()
    expect(studio.done).toEqual([job.number])
    studio.worker.says({ t: 'painted', number: job.number, picture: { close() {} } as ImageBitmap })
    expect(studio.done).toEqual([job.number])
    // It has been heard of: it is given work again.
    studio.painters.give(studio.job([item('a')]))
    expect(studio.worker.open).toHaveLength(1)
  })

  it('is not slow while it says that it is at it', () => {
    const studio = new Studio().ready()
    studio.painters.give(studio.job([item('a')]))
    for (let i = 0; i < 20; i++) {
      studio.time += 900
      studio.worker.says({ t: 'busy' })
      studio.frame()
    }
    expect(studio.done).toEqual([])
    expect(studio.worker.ended).toBe(false)
  })

  it('letters of its own that arrive are told on', () => {
    const studio = new Studio().ready()
    studio.worker.says({ t: 'fonts' })
    expect(studio.fonts).toBe(1)
  })
})
