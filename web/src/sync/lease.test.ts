import { describe, expect, it } from 'vitest'
import { FakeClock, settled } from '../test/fake-clock'
import { Device, MemoryStore } from '../test/memory-store'
import { secretOf } from '../test/one-client'
import { RowLeases } from './lease'

const LOAD = secretOf(1)

/** Page loads on one device, the first of which holds its own lease. A page that is gone has timers that never come: its time is slept. */
async function pages() {
  const clock = new FakeClock()
  const device = new Device()
  const [holder, other, third] = ['a', 'b', 'c'].map((name) => new RowLeases(new MemoryStore(device), clock, name))
  holder!.hold(LOAD)
  await settled()
  return { clock, holder: holder!, other: other!, third: third! }
}

describe('leases as rows of the store', () => {
  it('C70: a page that is closed gives back what it holds at once, though it is hidden after it was left', async () => {
    const { clock, holder, other } = await pages()
    holder.leave()
    holder.hidden(true)
    clock.advance(1_000)
    await settled()
    expect(await other.take(LOAD)).toBe(true)
  })

  it('C70: a page that has renewed what it holds gives it back too', async () => {
    const { clock, holder, other } = await pages()
    clock.advance(60_000)
    await settled()
    holder.leave()
    expect(await other.take(LOAD)).toBe(true)
  })

  it('C70: of a page that dies just as it is hidden, what it holds is free after 20 s', async () => {
    const { clock, holder, other } = await pages()
    holder.hidden(true)
    await settled()
    clock.sleep(19_999)
    expect(await other.take(LOAD)).toBe(false)
    clock.sleep(1)
    expect(await other.take(LOAD)).toBe(true)
  })

  it('C70: of two living pages that look every 2 s for what the other may have left, none loses what it holds', async () => {
    const { clock, holder, other } = await pages()
    other.hold(secretOf(2))
    for (let i = 0; i < 30; i++) {
      clock.advance(2_000)
      await settled()
      expect(await Promise.all([holder.take(secretOf(2)), other.take(LOAD)])).toEqual([false, false])
    }
  })

  it('C69: a hidden page whose timers come no more keeps what it holds for 150 s', async () => {
    const { clock, holder, other } = await pages()
    holder.hidden(true)
    clock.advance(1_000)
    await settled()
    clock.sleep(149_999)
    expect(await other.take(LOAD)).toBe(false)
    clock.sleep(1)
    expect(await other.take(LOAD)).toBe(true)
  })

  it('C69: a hidden page whose timers come once a minute keeps what it holds', async () => {
    const { clock, holder, other } = await pages()
    holder.hidden(true)
    clock.advance(1_000)
    await settled()
    for (let minute = 0; minute < 10; minute++) {
      clock.sleep(60_000)
      expect(await other.take(LOAD)).toBe(false)
      clock.advance(0)
      await settled()
    }
  })

  it('C70: a page that was left and comes back holds again what nobody took meanwhile', async () => {
    const { clock, holder, other, third } = await pages()
    holder.hold(secretOf(2))
    holder.leave()
    holder.hidden(true)
    expect(await other.take(LOAD)).toBe(true)
    holder.hidden(false)
    await settled()
    holder.hidden(true)
    clock.advance(1_000)
    await settled()
    clock.sleep(140_000)
    expect(await third.take(secretOf(2))).toBe(false)
    // The other has not renewed what it took: nobody's timers have come.
    expect(await third.take(LOAD)).toBe(true)
    expect(await holder.take(LOAD)).toBe(false)
  })

  it('C70: a page that slept until another took its lease does not give back what is the other’s', async () => {
    for (const end of ['leave', 'close'] as const) {
      const { clock, holder, other, third } = await pages()
      clock.sleep(20_000)
      expect(await other.take(LOAD)).toBe(true)
      holder[end]()
      await settled()
      expect(await third.take(LOAD)).toBe(false)
    }
  })
})
