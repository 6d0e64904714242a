import { describe, expect, it } from 'vitest'
import { settled } from '../test/fake-clock'
import { Device } from '../test/memory-store'
import { HASH, Page, rectangle, rectangleTold } from '../test/one-client'

const STEP = 'step-0001'

describe('when something was struck out', () => {
  it('W46: what is kept of before something was struck out is forgotten at once, and what waits goes on', async () => {
    const device = new Device()
    const page = new Page(device)
    const held: boolean[] = []
    page.client.on({ struck: (had) => held.push(had) })
    await page.joined()
    page.changes(2, { ops: [rectangleTold('rect-00001')] })
    page.client.leaving(false)
    page.client.past.save({ undos: [{ step: STEP, ops: [rectangle('rect-00001')] }], redos: [] })
    await settled()
    expect(device.board?.form).toContain('rect-00001')
    page.client.commit([rectangle('rect-00002')], STEP)
    page.connection.messages()
    page.connection.say({ t: 'resync', why: 'something was struck out' })
    expect(page.connection.messages()).toMatchObject([{ t: 'hello', at: { seq: 2 } }])
    page.snapshots['/snap'] = '{"elements":[],"graves":[]}'
    const snapshot = { seq: 3, hash: HASH, url: '/snap' }
    page.welcome({ head: { seq: 3, hash: HASH }, mode: 'snapshot', snapshot, struck: 3 })
    // Hidden before the snapshot has come: what is shown still is not kept.
    page.client.leaving(false)
    expect([device.board, device.past, device.rows.size]).toEqual([null, null, 1])
    await settled()
    expect(page.client.view.element('rect-00001')).toBeUndefined()
    expect(page.client.view.element('rect-00002')).toBeDefined()
    expect(page.numbers()).toEqual([1])
    page.client.leaving(false)
    expect(device.board).toMatchObject({ at: { seq: 3 }, form: '{"elements":[],"graves":[]}' })
    expect(held).toEqual([true])
    page.cut()
    await page.again()
    page.welcome({ head: { seq: 3, hash: HASH }, struck: 3 })
    expect([held.length, device.board?.at.seq]).toEqual([1, 3])
  })

  it('W46: a device that holds nothing but what could be undone forgets that', async () => {
    const device = new Device()
    device.past = { undos: [{ step: STEP, ops: [rectangle('rect-00001')] }], redos: [] }
    const page = new Page(device)
    const held: boolean[] = []
    page.client.on({ struck: (had) => held.push(had) })
    await page.joined({ struck: 1 })
    expect([device.past, held]).toEqual([null, [false]])
  })
})
