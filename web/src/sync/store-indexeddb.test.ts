import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { secretOf } from '../test/one-client'
import { type Leases, LockLeases } from './lease'
import type { OutboxRow } from './store'
import { IndexedDBStore } from './store-indexeddb'

let boards = 0
const freshBoard = () => `board-${1000 + boards++}`

function row(n: number, client = secretOf(1)): OutboxRow {
  return {
    client,
    n,
    change: { step: 'step-0001', ops: [{ op: 'set', id: 'rect-00001', props: new Map([['colour', 'red']]) }] },
  }
}

describe('the device’s own store', () => {
  it('keeps rows by client and n, each board and user apart, across page loads', async () => {
    const board = freshBoard()
    const store = new IndexedDBStore('u1', board)
    await store.keep([row(10), row(9), row(1, secretOf(0))])
    await new IndexedDBStore('u2', board).keep([row(1)])
    await new IndexedDBStore('u1', freshBoard()).keep([row(1)])
    store.close()
    const { rows } = await new IndexedDBStore('u1', board).load()
    expect(rows.map(({ client, n }) => [client, n])).toEqual([
      [secretOf(0), 1],
      [secretOf(1), 9],
      [secretOf(1), 10],
    ])
    expect(rows[0]!.change).toEqual(row(1).change)
  })

  it('forgets what has its verdict, puts aside what was refused, renumbers in one step', async () => {
    const store = new IndexedDBStore('u1', freshBoard())
    await store.keep([row(1), row(2), row(3)])
    await store.answered([row(1)])
    await store.refused({ ...row(2), code: 'forbidden', why: 'no' })
    await store.renumbered([row(3)], [row(1, secretOf(2))])
    expect((await store.rows()).map(({ client, n }) => [client, n])).toEqual([[secretOf(2), 1]])
  })

  it('keeps the confirmed board', async () => {
    const store = new IndexedDBStore('u1', freshBoard())
    expect((await store.load()).board).toBeNull()
    const kept = {
      at: { epoch: 'epoch00000000001', seq: 7, hash: 'A'.repeat(22) },
      form: '{}',
      author: 2,
      role: 'editor' as const,
    }
    await store.saveBoard(kept)
    await store.saveBoard({ ...kept, at: { ...kept.at, seq: 8 } })
    expect((await store.load()).board).toMatchObject({ at: { seq: 8 }, author: 2, role: 'editor' })
  })

  it('W46: forgets the board and what could be undone on it, whoever kept them, and nothing else', async () => {
    const [board, other] = [freshBoard(), freshBoard()]
    const kept = { at: { epoch: 'epoch00000000001', seq: 7, hash: 'A'.repeat(22) }, form: '{}', author: 2 }
    const stores = [new IndexedDBStore('u1', board), new IndexedDBStore('u2', board), new IndexedDBStore('u1', other)]
    for (const store of stores) {
      await store.saveBoard({ ...kept, role: 'editor' })
      await store.keepPast({ undos: [row(1).change], redos: [] })
      await store.keep([row(1)])
    }
    await stores[0]!.forget()
    const there = await Promise.all(
      stores.map(async (store) => {
        const { board, rows } = await store.load()
        return [board !== null, (await store.past()) !== null, rows.length]
      }),
    )
    expect(there).toEqual([
      [false, false, 1],
      [false, false, 1],
      [true, true, 1],
    ])
  })

  it('a closed or missing store rejects instead of pretending', async () => {
    const store = new IndexedDBStore('u1', freshBoard())
    await store.load()
    store.close()
    await expect(store.keep([row(1)])).rejects.toThrow()
  })

  it('C71: a database that is deleted under the page is made anew, and it is said that what was in it is gone', async () => {
    const store = new IndexedDBStore('u1', freshBoard())
    let told = 0
    store.gone = () => told++
    await store.keep([row(1)])
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('drawingroom').onsuccess = resolve
    })
    expect(told).toBe(1)
    expect(await store.rows()).toEqual([])
    await store.keep([row(2)])
    expect((await store.rows()).map(({ n }) => n)).toEqual([2])
    // A newer page gets its shape, and this one keeps nothing from then on.
    await new Promise((resolve) => {
      indexedDB.open('drawingroom', 99).onsuccess = (event) => {
        ;(event.target as IDBOpenDBRequest).result.close()
        resolve(undefined)
      }
    })
    expect(told).toBe(2)
    await expect(store.keep([row(3)])).rejects.toThrow()
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('drawingroom').onsuccess = resolve
    })
  })

  it('C70: a lease is given to one of many that ask at once, and again when it has run out', async () => {
    const board = freshBoard()
    const stores = Array.from({ length: 8 }, () => new IndexedDBStore('u1', board))
    const ask = (now: number) =>
      Promise.all(stores.map((store, i) => store.lease(secretOf(1), `holder-${i}`, now, now + 100, false)))
    const first = await ask(1000)
    expect(first.filter(Boolean).length).toBe(1)
    const holder = first.indexOf(true)
    expect((await ask(1050)).indexOf(true)).toBe(holder)
    await stores[holder]!.release([secretOf(1)])
    expect((await ask(1060)).filter(Boolean).length).toBe(1)
    expect((await ask(5000)).filter(Boolean).length).toBe(1)
  })

  it('C70: leases are given back by one write that is committed when it is asked for: the page may be gone right after', async () => {
    const store = new IndexedDBStore('u1', freshBoard())
    const loads = [secretOf(1), secretOf(2)]
    for (const load of loads) await store.lease(load, 'old', 1000, 2000, true)
    const committed = vi.spyOn(IDBTransaction.prototype, 'commit')
    const release = store.release(loads)
    expect(committed).toHaveBeenCalledOnce()
    committed.mockRestore()
    await release
    for (const load of loads) expect(await store.lease(load, 'new', 1500, 2500, false)).toBe(true)
  })
})

describe('what another user of the device left', () => {
  it('is counted for this board alone, and becomes one’s own once, in its order, whoever tries', async () => {
    const board = freshBoard()
    await new IndexedDBStore('u1', board).keep([row(12), row(9), row(10)])
    await new IndexedDBStore('u1', freshBoard()).keep([row(1)])
    const pages = [new IndexedDBStore('u2', board), new IndexedDBStore('u2', board)]
    expect(await pages[0]!.left()).toEqual([{ user: 'u1', client: secretOf(1), changes: 3 }])
    await Promise.all(pages.map((page, i) => page.inherit('u1', secretOf(1), secretOf(20 + i))))
    const rows = await pages[0]!.rows()
    expect(rows.map(({ n }) => n)).toEqual([1, 2, 3])
    expect(new Set(rows.map(({ client }) => client)).size).toBe(1)
    expect(await pages[0]!.left()).toEqual([])
    expect(await new IndexedDBStore('u1', board).rows()).toEqual([])
  })

  it('C70: the lease of another user’s living page is seen', async () => {
    const board = freshBoard()
    expect(await new IndexedDBStore('u1', board).lease(secretOf(1), 'old', 1000, 2000, true)).toBe(true)
    expect(await new IndexedDBStore('u2', board).lease(secretOf(1), 'new', 1500, 2500, false)).toBe(false)
    expect(await new IndexedDBStore('u2', board).lease(secretOf(1), 'new', 2001, 3000, false)).toBe(true)
  })
})

describe('a browser without a usable database', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  const kinds: readonly [string, () => void][] = [
    ['has none', () => vi.stubGlobal('indexedDB', undefined)],
    [
      'throws where it is named',
      () => {
        vi.stubGlobal('indexedDB', undefined)
        Object.defineProperty(globalThis, 'indexedDB', {
          configurable: true,
          get: () => {
            throw new DOMException('no', 'SecurityError')
          },
        })
      },
    ],
    [
      'throws when it is opened',
      () =>
        vi.stubGlobal('indexedDB', {
          open: () => {
            throw new DOMException('no', 'SecurityError')
          },
        }),
    ],
  ]

  it.each(kinds)('%s: it is made all the same, and everything asked of it is refused', async (_, spoil) => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB')!
    spoil()
    try {
      const store = new IndexedDBStore('u1', freshBoard())
      await expect(store.load()).rejects.toThrow()
      await expect(store.keep([row(1)])).rejects.toThrow()
      store.close()
    } finally {
      Object.defineProperty(globalThis, 'indexedDB', before)
    }
  })

  it('never answers: it is waited for a short time', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('indexedDB', { open: () => new EventTarget() })
    vi.stubGlobal('IDBRequest', EventTarget)
    const store = new IndexedDBStore('u1', freshBoard())
    const refused = expect(store.load()).rejects.toThrow('does not answer')
    await vi.advanceTimersByTimeAsync(2_500)
    await refused
  })
})

/** As much of the browser's Web Locks as is used: one holder a name. */
class Locks {
  readonly #held = new Set<string>()

  async request(name: string, _options: LockOptions, work: (lock: Lock | null) => unknown): Promise<unknown> {
    await Promise.resolve()
    if (this.#held.has(name)) return work(null)
    this.#held.add(name)
    try {
      return await work({ name, mode: 'exclusive' })
    } finally {
      this.#held.delete(name)
    }
  }
}

describe('leases by Web Locks', () => {
  it('C70: exactly one takes what nobody holds; it is free again when its holder is gone', async () => {
    const locks = new Locks() as unknown as LockManager
    const pages: Leases[] = [0, 1, 2].map(() => new LockLeases(locks, 'u1 board-0001'))
    pages[0]!.hold(secretOf(1))
    await Promise.resolve()
    await Promise.resolve()
    expect(await Promise.all(pages.map((page) => page.take(secretOf(1))))).toEqual([true, false, false])
    pages[0]!.close()
    await new Promise((resolve) => setTimeout(resolve, 0))
    const taken = await Promise.all(pages.slice(1).map((page) => page.take(secretOf(1))))
    expect(taken).toEqual([true, false])
  })
})
