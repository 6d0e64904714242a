import { describe, expect, it } from 'vitest'
import { settled } from '../test/fake-clock'
import { Device } from '../test/memory-store'
import { colour, Page, rectangle, secretOf } from '../test/one-client'

const STEP = 'step-0001'

/** A page whose first changes were refused, so many. */
async function refusedPage(device: Device, many: number): Promise<Page> {
  const page = new Page(device)
  await page.joined()
  for (let n = 1; n <= many; n++) {
    page.client.commit([rectangle(`rect-0000${n}`)], STEP)
    page.connection.say({ t: 'refused', n, code: 'full', why: 'The board is full.' })
  }
  await settled()
  return page
}

describe('refused changes', () => {
  it('are on their way to where they are kept before the next word is heard', async () => {
    const device = new Device()
    const page = new Page(device)
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    page.connection.say({ t: 'refused', n: 1, code: 'full', why: 'The board is full.' })
    expect([device.refused.length, device.rows.size]).toEqual([1, 0])
  })

  it('are listed with what was asked and why, in their order, and counted', async () => {
    const page = new Page()
    await page.joined()
    const counts: number[] = []
    page.client.on({ refusals: () => counts.push(page.client.refusals.count) })
    for (const [n, id] of [
      [1, 'rect-00001'],
      [2, 'rect-00002'],
    ] as const) {
      page.client.commit([rectangle(id)], STEP)
      page.connection.say({ t: 'refused', n, code: 'full', why: 'The board is full.' })
      await settled()
    }
    expect(counts).toEqual([1, 2])
    const list = await page.client.refusals.list()
    expect(list.map(({ n, code, why, client }) => ({ n, code, why, client }))).toEqual(
      [1, 2].map((n) => ({ n, code: 'full', why: 'The board is full.', client: secretOf(1) })),
    )
    expect(list[0]!.change).toEqual({ step: STEP, ops: [rectangle('rect-00001')] })
  })

  it('are found again by the next page load', async () => {
    const device = new Device()
    const first = await refusedPage(device, 2)
    first.client.leaving(true)
    const next = new Page(device, first.clock, secretOf(2))
    await next.joined({ client: 4 })
    expect(next.client.refusals.count).toBe(2)
  })

  it('can be dropped one by one, or all', async () => {
    const device = new Device()
    const { client } = await refusedPage(device, 3)
    const [first] = await client.refusals.list()
    await client.refusals.drop(first!)
    await client.refusals.drop(first!)
    expect((await client.refusals.list()).map(({ n }) => n)).toEqual([2, 3])
    expect(client.refusals.count).toBe(2)
    await client.refusals.dropAll()
    expect([client.refusals.count, device.refused.length]).toEqual([0, 0])
  })

  it('a device that keeps nothing has none to list', async () => {
    const device = new Device()
    const page = await refusedPage(device, 0)
    device.full = true
    page.client.commit([rectangle('rect-00001')], STEP)
    page.connection.say({ t: 'refused', n: 1, code: 'full', why: 'The board is full.' })
    await settled()
    expect(page.refused.length).toBe(1)
    expect(await page.client.refusals.list()).toEqual([])
  })

  it('are told to the first who listens, once', async () => {
    const page = new Page()
    page.deaf()
    await page.joined()
    page.client.commit([colour('rect-00001', 'red')], STEP)
    page.connection.say({ t: 'refused', n: 1, code: 'full', why: 'The board is full.' })
    const heard: string[] = []
    for (let i = 0; i < 2; i++) page.client.on({ refused: ({ code }) => heard.push(code) })
    await settled()
    expect(heard.length).toBe(2)
    page.client.on({ refused: ({ code }) => heard.push(code) })
    await settled()
    expect(heard).toEqual(['full', 'full'])
  })
})
