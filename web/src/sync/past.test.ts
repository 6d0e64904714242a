import { describe, expect, it } from 'vitest'
import type { Change } from '../board/types'
import { settled } from '../test/fake-clock'
import { Device } from '../test/memory-store'
import { HASH, Page, rectangle, rectangleTold, secretOf, settings } from '../test/one-client'
import type { Past } from './store'

const undo = (n: number): Change => ({ step: `step-000${n}`, ops: [{ op: 'remove', id: `rect-0000${n}`, own: true }] })

/** Begins to load, and says what has come so far. */
function loading(page: Page): () => Past | null | 'not yet' {
  let got: Past | null | 'not yet' = 'not yet'
  void page.client.past.load().then((past) => {
    got = past
  })
  return () => got
}

describe('what one can take back', () => {
  it('C73: comes back when the board stands as the welcome said, not before', async () => {
    const device = new Device()
    device.past = { undos: [undo(1)], redos: [] }
    const page = new Page(device)
    const got = loading(page)
    await page.hello()
    page.welcome({ head: { seq: 2, hash: HASH } })
    page.changes(1, { author: 0, client: 0, n: 1, ops: [settings] })
    await settled()
    expect(got()).toBe('not yet')
    page.changes(2, { author: 2, client: 9, n: 1, step: 'step-0001', ops: [rectangleTold('rect-00001')] })
    await settled()
    expect(got()).toEqual(device.past)
  })

  it('comes back without a network, for the board that the device has', async () => {
    const device = new Device()
    const first = new Page(device)
    await first.joined()
    first.client.leaving(true)
    await settled()
    device.past = { undos: [undo(1)], redos: [undo(2)] }
    const next = new Page(device, first.clock, secretOf(2))
    const got = loading(next)
    await next.hello()
    expect(got()).toBe('not yet')
    next.cut()
    await settled()
    expect(got()).toEqual(device.past)
  })

  it('C73: lacks what the server did not take', async () => {
    const device = new Device()
    device.past = { undos: [undo(1), undo(2)], redos: [undo(3)] }
    for (const n of [1, 3])
      device.refused.push({
        client: secretOf(9),
        n,
        change: { ...undo(n), ops: [rectangle('rect-00009')] },
        code: '',
        why: '',
      })
    const page = new Page(device)
    const got = loading(page)
    await page.joined()
    expect(got()).toEqual({ undos: [undo(2)], redos: [] })
  })
})
