import { describe, expect, it } from 'vitest'
import { encodeChange } from '../board/change'
import { settled } from '../test/fake-clock'
import { Device, MemoryStore } from '../test/memory-store'
import { Page, rectangle, rectangleTold, secretOf } from '../test/one-client'
import { Copies, MOST_OF_ALL, MOST_OF_PAGE } from './copies'

const STEP = 'step-0001'
const [USER, BOARD] = ['user-0001', 'board-0001']
const copied = (n: number, client = secretOf(1), id = `rect-0000${n}`) => ({
  client,
  n,
  kept: 1_790_000_000_000 + n,
  text: encodeChange({ step: STEP, ops: [rectangle(id)] }),
})

/** A page that is killed while what it wrote is on its way to the device. */
async function killed(device: Device, committed = 1): Promise<Page> {
  device.slow = true
  const store = new MemoryStore(device)
  const page = new Page(device, undefined, secretOf(1), { store })
  await page.joined()
  for (let i = 1; i <= committed; i++) page.client.commit([rectangle(`rect-0000${i}`)], STEP)
  store.killed(() => true)
  device.slow = false
  device.leases.clear()
  return page
}

describe('C68: the synchronous copy', () => {
  it('is there when commit returns, and gone when the store has the change; before that nothing is called kept', async () => {
    const device = new Device()
    device.slow = true
    const store = new MemoryStore(device)
    const page = new Page(device, undefined, secretOf(1), { store })
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    expect([...device.shelf.map.values()]).toEqual([`${page.clock.now()} ${copied(1).text}`])
    await settled()
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: false })
    store.land()
    await settled()
    expect(device.shelf.length).toBe(0)
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: true })
  })

  it('brings back what a killed page had no time to write, under its numbers, into the store and then away', async () => {
    const device = new Device()
    const dead = await killed(device, 2)
    expect(device.rows.size).toBe(0)
    const page = new Page(device, dead.clock, secretOf(2))
    await page.hello()
    expect(page.client.view.element('rect-00002')).toBeDefined()
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 2, here: true })
    expect([...device.rows.values()].map(({ client, n }) => [client, n])).toEqual([
      [secretOf(1), 1],
      [secretOf(1), 2],
    ])
    expect(device.shelf.length).toBe(0)
    page.welcome({ client: 4 })
    page.connection.say({ t: 'adopted', client: secretOf(1), as: 3, n: 0 })
    expect(page.numbers()).toEqual([1, 2])
  })

  it('C70: is taken over by one of two pages, and of a living page by none', async () => {
    const device = new Device()
    const dead = await killed(device)
    const pages = [new Page(device, dead.clock, secretOf(2)), new Page(device, dead.clock, secretOf(3))]
    device.leases.set(secretOf(1), { holder: 'living', until: dead.clock.now() + 10_000 })
    for (const page of pages) await page.joined()
    const having = () => pages.filter((page) => page.client.view.element('rect-00001')).length
    expect(having()).toBe(0)
    for (let i = 0; i < 4; i++) {
      dead.clock.advance(5_000)
      await settled()
    }
    expect(having()).toBe(1)
  })

  it('of a change that has its verdict is answered as before, and is nothing new', async () => {
    const device = new Device()
    const copies = new Copies(device.shelf, USER, BOARD)
    copies.keep([copied(2)])
    const page = new Page(device, undefined, secretOf(2))
    await page.joined({ client: 4 })
    page.connection.say({ t: 'adopted', client: secretOf(1), as: 3, n: 7 })
    expect(page.numbers()).toEqual([2])
    page.connection.say({ t: 'accepted', n: 2, as: 3, seq: 1 })
    await settled()
    expect(page.client.state).toEqual({ kind: 'saved' })
    expect([device.rows.size, device.shelf.length]).toEqual([0, 0])
  })

  it('is taken where the store keeps nothing at all, and waits in this page until it is answered', async () => {
    const device = new Device()
    const dead = await killed(device)
    device.full = true
    const page = new Page(device, dead.clock, secretOf(2))
    await page.joined({ client: 4 })
    expect(page.client.state).toMatchObject({ kind: 'waiting', changes: 1, here: false })
    expect(device.shelf.length).toBe(1)
    page.connection.say({ t: 'adopted', client: secretOf(1), as: 3, n: 0 })
    page.changes(2, { author: 2, client: 3, n: 1, step: STEP, ops: [rectangleTold('rect-00001')] })
    expect(device.shelf.length).toBe(0)
  })

  it('is bounded: what does not fit is not copied, and room comes back', () => {
    const device = new Device()
    const copies = new Copies(device.shelf, USER, BOARD)
    const large = (n: number) => ({ client: secretOf(1), n, text: 'x'.repeat(MOST_OF_PAGE / 2 - 100) })
    copies.keep([large(1), large(2), large(3), copied(4)])
    expect(device.shelf.length).toBe(2)
    copies.forget([large(1)])
    copies.keep([copied(4)])
    expect(device.shelf.length).toBe(2)
    for (let i = 2; i < 12; i++) {
      const other = new Copies(device.shelf, USER, 'board-0002')
      other.found()
      other.keep([
        { ...large(1), client: secretOf(i) },
        { ...large(2), client: secretOf(i) },
      ])
    }
    const all = [...device.shelf.map].reduce((sum, [key, text]) => sum + key.length + text.length, 0)
    expect(all).toBeLessThanOrEqual(MOST_OF_ALL)
    expect(all).toBeGreaterThan(MOST_OF_ALL / 2)
  })

  it('is read like anything foreign, and only by its own user on its own board', () => {
    const { shelf } = new Device()
    const mine = new Copies(shelf, USER, BOARD)
    new Copies(shelf, 'user-0002', BOARD).keep([copied(1)])
    new Copies(shelf, USER, 'board-0002').keep([copied(1)])
    const head = `drawingroom.copy.${BOARD}.${USER}.`
    const text = `1 ${copied(1).text}`
    for (const name of [
      'x.1',
      `${secretOf(1)}.0`,
      `${secretOf(1)}.1e3`,
      `${secretOf(1)}.9007199254740993`,
      `${secretOf(1)}.1.1`,
    ])
      shelf.setItem(head + name, text)
    for (const [i, bad] of [
      '',
      '{',
      '[]',
      '{"ops":[]}',
      `${text}x`,
      '{"ops":[{"op":"explode","id":"rect-00001"}]}',
    ].entries())
      shelf.setItem(`${head}${secretOf(2)}.${i + 1}`, bad)
    expect(mine.found()).toEqual([])
    mine.keep([copied(5)])
    expect(mine.found()).toEqual([
      { client: secretOf(1), n: 5, kept: 1_790_000_000_005, change: { step: STEP, ops: [rectangle('rect-00005')] } },
    ])
  })

  it('is nothing where there is no such storage, or it throws', () => {
    const no = () => {
      throw new DOMException('no', 'SecurityError')
    }
    const throwing = {
      get length() {
        return no()
      },
      key: no,
      getItem: no,
      setItem: no,
      removeItem: no,
    }
    for (const shelf of [null, throwing]) {
      const copies = new Copies(shelf, USER, BOARD)
      copies.keep([copied(1)])
      copies.forget([copied(1)])
      expect(copies.found()).toEqual([])
    }
  })
})
