import { describe, expect, it } from 'vitest'
import { settled } from '../test/fake-clock'
import { Device } from '../test/memory-store'
import { EPOCH, HASH, Page, rectangle, rectangleTold, secretOf, settings } from '../test/one-client'
import { ApiError } from './api'

const STEP = 'step-0001'

/** A page of somebody new to the board, who draws before anybody has answered. */
async function early(device = new Device()): Promise<Page> {
  const page = new Page(device)
  void page.client.open()
  expect(page.client.role).toBe('')
  page.client.commit([rectangle('rect-00001')], STEP)
  await settled()
  return page
}

describe('before the first welcome', () => {
  it('what is drawn is shown, kept on the device, counted, and sent after the welcome', async () => {
    const device = new Device()
    const page = await early(device)
    expect(page.refused).toEqual([])
    expect(page.client.view.element('rect-00001')).toBeDefined()
    expect(device.rows.size).toBe(1)
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: true })
    expect(await page.hello()).toEqual([{ t: 'hello', client: secretOf(1) }])
    page.welcome({ head: { seq: 1, hash: HASH } })
    expect(page.numbers()).toEqual([1])
    page.changes(
      1,
      { author: 0, client: 0, n: 1, ops: [settings] },
      { author: 2, client: 3, n: 1, step: STEP, ops: [rectangleTold('rect-00001')] },
    )
    await settled()
    expect(page.client.state).toEqual({ kind: 'saved' })
    expect(page.client.view.element('rect-00001')?.born.author).toBe(2)
    expect(device.rows.size).toBe(0)
  })

  it('it lies over a snapshot that comes', async () => {
    const page = await early()
    page.snapshots['/snap'] = '{"elements":[],"graves":[]}'
    await page.hello()
    page.welcome({ mode: 'snapshot', snapshot: { seq: 1, hash: HASH, url: '/snap' } })
    await settled()
    expect([...page.client.view.elements()].map(({ id }) => id)).toEqual(['rect-00001'])
  })

  it('who may only look is told by the server’s answer, and what they drew is put aside', async () => {
    const device = new Device()
    const page = await early(device)
    await page.hello()
    page.welcome({ role: 'viewer', epoch: EPOCH })
    expect(page.numbers()).toEqual([1])
    page.connection.say({ t: 'refused', n: 1, code: 'forbidden', why: 'You may only look.' })
    await settled()
    expect(page.refused).toMatchObject([{ n: 1, code: 'forbidden', step: STEP }])
    expect(page.client.view.element('rect-00001')).toBeUndefined()
    expect(device.refused.length).toBe(1)
    page.client.commit([rectangle('rect-00002')], STEP)
    expect(page.refused.at(-1)).toMatchObject({ n: 0, code: 'forbidden' })
  })

  it.each(['no_board', 'bad_link', 'sign_in', 'quarantined', 'trashed'])(
    'who is not let in (%s) is told so; what they drew stays',
    async (code) => {
      const device = new Device()
      const page = new Page(device)
      page.token = async () => {
        throw new ApiError(code, 404, 'There is no way in.')
      }
      void page.client.open()
      page.client.commit([rectangle('rect-00001')], STEP)
      await settled()
      expect(page.client.state).toMatchObject({ kind: 'stopped', code, changes: 1, here: true })
      expect(device.rows.size).toBe(1)
      page.client.commit([rectangle('rect-00002')], STEP)
      expect(page.refused).toMatchObject([{ n: 0, code: 'forbidden' }])
    },
  )

  it('without a network it is said what waits, though no board is here yet', async () => {
    const page = await early()
    page.cut()
    expect(page.client.state).toMatchObject({ kind: 'offline', changes: 1, here: true })
  })
})
