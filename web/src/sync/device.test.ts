import { describe, expect, it, vi } from 'vitest'
import { FakeClock, settled } from '../test/fake-clock'
import { Device, MemoryStore } from '../test/memory-store'
import { colour, EPOCH, HASH, Page, rectangle, rectangleTold, secretOf } from '../test/one-client'
import { WINDOW_CHANGES } from './lane'
import { LOOK } from './outbox'
import { QUIET } from './saver'

const STEP = 'step-0001'

/** A page on a device where another page load has a change that waits. */
async function besideAnother(device: Device): Promise<{ readonly other: Page; readonly page: Page }> {
  const other = new Page(device)
  await other.joined()
  other.client.commit([rectangle('rect-00002')], STEP)
  await settled()
  const page = new Page(device, other.clock, secretOf(2))
  await page.joined({ client: 4 })
  await settled()
  return { other, page }
}

describe('the device', () => {
  it('C68: a commit is on its way to the device before commit returns', async () => {
    const device = new Device()
    const page = new Page(device)
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    expect(device.rows.size).toBe(1)
    page.changes(2, { author: 2, client: 3, n: 1, step: STEP, ops: [rectangleTold('rect-00001')] })
    await settled()
    expect(device.rows.size).toBe(0)
  })

  it('C71: no room on the device is said, and work goes on', async () => {
    const device = new Device()
    device.full = true
    const page = new Page(device)
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    await settled()
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: false, barred: true })
    expect(page.numbers()).toEqual([1])
    device.full = false
    page.client.commit([rectangle('rect-00002')], STEP)
    await settled()
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 2, here: true })
  })

  it('C71: what the device had no room for gets there by itself when there is room again', async () => {
    const device = new Device()
    device.full = true
    const page = new Page(device)
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    await settled()
    device.full = false
    page.clock.advance(LOOK)
    await settled()
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: true })
    expect(device.rows.size).toBe(1)
  })

  it('C71: that the device keeps nothing is said no longer than it is so, also where nothing waits any more', async () => {
    const device = new Device()
    const store = new MemoryStore(device)
    const page = new Page(device, undefined, secretOf(1), { store })
    await page.joined()
    const { lease } = store
    const no = () => Promise.reject(new Error('QuotaExceededError'))
    Object.assign(store, { lease: no })
    device.full = true
    page.client.commit([rectangle('rect-00001')], STEP)
    await settled()
    page.changes(2, { author: 2, client: 3, n: 1, step: STEP, ops: [rectangleTold('rect-00001')] })
    expect(page.client.state).toEqual({ kind: 'saved', here: false })
    const look = async () => {
      page.clock.advance(LOOK)
      page.connection.say({ t: 'beat' })
      await settled()
    }
    await look()
    expect(page.client.state).toEqual({ kind: 'saved', here: false })
    Object.assign(store, { lease })
    device.full = false
    await look()
    expect(page.client.state).toEqual({ kind: 'saved' })
    expect([...device.leases.keys()]).toEqual([secretOf(1)])
  })

  it('keeps the confirmed board at once when the connection is gone', async () => {
    const device = new Device()
    const page = new Page(device)
    await page.joined()
    page.changes(2, { ops: [rectangleTold('rect-00001')] })
    page.client.network(false)
    await settled()
    expect(device.board).toMatchObject({ at: { seq: 2 } })
  })

  it('C71: a database that is deleted under the page: what waits is not called kept until it is there again', async () => {
    const device = new Device()
    const store = new MemoryStore(device)
    const page = new Page(device, undefined, secretOf(1), { store })
    await page.joined()
    page.cut()
    page.client.commit([rectangle('rect-00001')], STEP)
    await settled()
    expect(page.client.state).toMatchObject({ kind: 'offline', changes: 1, here: true })
    device.rows.clear()
    device.slow = true
    store.gone()
    expect(page.client.state).toMatchObject({ kind: 'offline', changes: 1, here: false })
    store.land()
    await settled()
    expect(page.client.state).toMatchObject({ kind: 'offline', changes: 1, here: true })
    expect(device.rows.size).toBe(1)
  })

  it('opens from the device at once, with what waits, and says its position', async () => {
    const device = new Device()
    const first = new Page(device)
    await first.joined()
    first.changes(2, { ops: [rectangleTold('rect-00001')] })
    first.client.commit([rectangle('rect-00002')], STEP)
    first.client.leaving(true)
    await settled()
    const second = new Page(device, first.clock, secretOf(2))
    expect(await second.hello()).toEqual([
      { t: 'hello', client: secretOf(2), at: { epoch: EPOCH, seq: 2, hash: HASH } },
    ])
    expect(second.client.view.size).toBe(3)
    expect(second.client.role).toBe('editor')
    expect(second.client.state).toEqual({ kind: 'waiting', changes: 1, here: true })
  })

  it('calls nothing saved while what another page load has on the device waits, and has it when that is gone', async () => {
    const device = new Device()
    const { other, page } = await besideAnother(device)
    expect(page.client.view.size).toBe(1)
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: true })
    other.client.leaving(true)
    page.clock.advance(2_000)
    await settled()
    expect(page.client.view.size).toBe(2)
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: true })
  })

  it('looks for nothing any more when it was closed in the midst of looking', async () => {
    const device = new Device()
    const { page } = await besideAnother(device)
    const rows = vi.spyOn(MemoryStore.prototype, 'rows')
    page.clock.advance(2_000)
    void page.client.close()
    await settled()
    const looked = rows.mock.calls.length
    expect(looked).toBeGreaterThan(0)
    page.clock.advance(2_000)
    await settled()
    expect(rows.mock.calls.length).toBe(looked)
    rows.mockRestore()
  })

  it('keeps the confirmed board when the hand rests, not while somebody is at work', async () => {
    const device = new Device()
    const page = new Page(device)
    await page.joined()
    page.changes(2, { ops: [rectangleTold('rect-00001')] })
    page.client.commit([rectangle('rect-00002')], STEP)
    for (let i = 0; i < 10; i++) {
      page.clock.advance(QUIET / 2)
      page.client.present({ cursor: [i, i] })
    }
    await settled()
    expect(device.board).toBeNull()
    page.clock.advance(QUIET)
    await settled()
    expect(device.board).toMatchObject({ at: { seq: 2 }, author: 2 })
    // What waits is the outbox's, not the confirmed board's.
    expect(device.board?.form).not.toContain('rect-00002')
  })

  it('W11: what a dead page left is adopted, and sent before one’s own', async () => {
    const device = new Device()
    const dead = new Page(device)
    await dead.joined()
    dead.client.commit([rectangle('rect-00001')], STEP)
    dead.client.leaving(true)
    await settled()
    const page = new Page(device, dead.clock, secretOf(2))
    await page.hello()
    page.client.commit([colour('rect-00001', 'red')], STEP)
    page.welcome({ client: 4 })
    expect(page.connection.messages()).toEqual([{ t: 'adopt', client: secretOf(1) }])
    page.connection.say({ t: 'adopted', client: secretOf(1), as: 3, n: 0 })
    expect(page.connection.messages().map(({ n, as }) => ({ n, as }))).toEqual([
      { n: 1, as: 3 },
      { n: 1, as: undefined },
    ])
    page.connection.say({ t: 'accepted', n: 1, as: 3, seq: 2 })
    expect(page.client.state).toMatchObject({ kind: 'waiting', changes: 1 })
    await settled()
    expect([...device.rows.values()].map((row) => row.client)).toEqual([secretOf(2)])
  })

  it('C67: of several dead pages the earliest is sent first, all of it, whatever their ids', async () => {
    const device = new Device()
    const clock = new FakeClock()
    for (const [i, name] of [7, 3, 5].entries()) {
      const dead = new Page(device, clock, secretOf(name))
      await dead.joined()
      for (let k = 0; k < (i === 0 ? WINDOW_CHANGES + 1 : 1); k++)
        dead.client.commit([colour('rect-00001', 'red')], STEP)
      dead.client.leaving(true)
      dead.connection.closed = true
      clock.advance(10)
      await settled()
    }
    const page = new Page(device, clock, secretOf(1))
    await page.hello()
    page.welcome({ client: 9 })
    page.client.commit([colour('rect-00001', 'blue')], STEP)
    expect(page.connection.messages().map(({ t, client }) => [t, client])).toEqual(
      [7, 3, 5].map((name) => ['adopt', secretOf(name)]),
    )
    for (const [i, name] of [7, 3, 5].entries())
      page.connection.say({ t: 'adopted', client: secretOf(name), as: 3 + i, n: 0 })
    const sent = () => page.connection.messages().map(({ as, n }) => [as, n])
    expect(sent()).toEqual(Array.from({ length: WINDOW_CHANGES }, (_, i) => [3, i + 1]))
    page.connection.say({ t: 'accepted', n: 1, as: 3, seq: 2 })
    expect(sent()).toEqual([
      [3, WINDOW_CHANGES + 1],
      [4, 1],
      [5, 1],
      [undefined, 1],
    ])
  })

  it('W21: what may not be adopted is kept as refused, and does not hold up the rest', async () => {
    const device = new Device()
    const dead = new Page(device)
    await dead.joined()
    dead.client.commit([rectangle('rect-00001')], STEP)
    dead.client.leaving(true)
    await settled()
    const page = new Page(device, dead.clock, secretOf(2))
    await page.hello()
    page.welcome({ client: 4 })
    page.client.commit([rectangle('rect-00002')], STEP)
    page.connection.messages()
    page.connection.say({ t: 'adopted', client: secretOf(1), refused: 'client_taken' })
    expect(page.numbers()).toEqual([1])
    expect(page.refused).toMatchObject([{ n: 1, code: 'client_taken' }])
  })

  it('C70: an outbox of a dead page is adopted by exactly one of two living ones, a living page’s by none', async () => {
    const clock = new FakeClock()
    const device = new Device()
    const dead = new Page(device, clock, secretOf(1))
    await dead.joined()
    dead.client.commit([rectangle('rect-00001')], STEP)
    await settled()
    const pages = [new Page(device, clock, secretOf(2)), new Page(device, clock, secretOf(3))]
    for (const page of pages) await page.joined()
    expect(pages.map((page) => page.client.view.element('rect-00001'))).toEqual([undefined, undefined])
    dead.client.leaving(true)
    await settled()
    clock.advance(15_000)
    await settled()
    expect(pages.filter((page) => page.client.view.element('rect-00001')).length).toBe(1)
    expect(pages.flatMap((page) => page.connection.messages()).filter((message) => message.t === 'adopt').length).toBe(
      1,
    )
  })

  it('what another user left is never called saved, and is sent once as new changes by one page', async () => {
    const clock = new FakeClock()
    const device = new Device()
    const lost = { user: 'old', client: secretOf(9), n: 7, change: { step: STEP, ops: [rectangle('rect-00001')] } }
    device.strangers.push(lost)
    const pages = [new Page(device, clock, secretOf(2)), new Page(device, clock, secretOf(3))]
    for (const page of pages) await page.joined()
    await settled()
    const heirs = pages.filter((page) => page.client.view.element('rect-00001'))
    expect(heirs.length).toBe(1)
    const page = heirs[0]!
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: true })
    const asked = page.connection.messages().filter((message) => message.t === 'adopt')
    expect(asked.length).toBe(1)
    const client = asked[0]!.client as string
    expect(client).not.toBe(lost.client)
    expect([...device.rows.values()].map((row) => [row.client, row.n])).toEqual([[client, 1]])
    expect(device.strangers).toEqual([])
    page.connection.say({ t: 'adopted', client, as: 5, n: 0 })
    expect(page.numbers()).toEqual([1])
    page.connection.say({ t: 'refused', n: 1, as: 5, code: 'exists', why: 'it is there' })
    await settled()
    expect(device.refused.length).toBe(1)
    expect(page.client.state).toEqual({ kind: 'saved' })
  })

  it('what another user left stays where it is, and waits, while one may only look or another page holds it', async () => {
    const device = new Device()
    device.strangers.push({ user: 'old', client: secretOf(9), n: 1, change: { ops: [rectangle('rect-00001')] } })
    const viewer = new Page(device)
    await viewer.joined({ role: 'viewer' })
    expect(viewer.client.state).toEqual({ kind: 'waiting', changes: 1, here: true })
    device.leases.set(secretOf(9), { holder: 'living', until: viewer.clock.now() + 20_000 })
    const editor = new Page(device, viewer.clock, secretOf(2))
    await editor.joined()
    expect(editor.client.state).toEqual({ kind: 'waiting', changes: 1, here: true })
    expect(device.strangers.length).toBe(1)
    for (let i = 0; i < 3; i++) {
      editor.clock.advance(15_000)
      await settled()
      editor.connection.say({ t: 'beat' })
    }
    expect(device.strangers).toEqual([])
    expect(editor.client.view.element('rect-00001')).toBeDefined()
  })

  it('a device that keeps nothing is said from the start, and work goes on', async () => {
    const nothing = new MemoryStore(new Device())
    const no = () => Promise.reject(new Error('SecurityError'))
    for (const name of ['load', 'rows', 'left', 'keep', 'answered', 'saveBoard', 'lease', 'release'] as const)
      Object.assign(nothing, { [name]: no })
    const page = new Page(new Device(), new FakeClock(), secretOf(1), { store: nothing })
    await page.joined()
    expect(page.client.state).toEqual({ kind: 'saved', here: false })
    page.client.commit([rectangle('rect-00001')], STEP)
    await settled()
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: false, barred: true })
    expect(page.numbers()).toEqual([1])
    page.changes(2, { author: 2, client: 3, n: 1, step: STEP, ops: [rectangleTold('rect-00001')] })
    page.cut()
    expect(page.client.state).toMatchObject({ kind: 'offline', changes: 0, here: false })
  })
})
