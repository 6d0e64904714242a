import { describe, expect, it } from 'vitest'
import type { Lain, Lost } from '../board/beneath'
import { canonical } from '../board/canon'
import { settled } from '../test/fake-clock'
import { Device } from '../test/memory-store'
import {
  changesOf,
  colour,
  EPOCH,
  HASH,
  LIMITS,
  Page,
  rectangle,
  rectangleTold,
  secretOf,
  settings,
} from '../test/one-client'

const STEP = 'step-0001'

describe('what comes to lie beneath what still waits', () => {
  const told = (to: string) => ({ op: 'set', id: 'rect-00001', props: { colour: to } })
  const lies = (to: string) => ({ step: STEP, id: 'rect-00001', props: new Map([['colour', to]]) })

  /** A page at a rectangle; what it is told. */
  async function atRectangle() {
    const page = new Page()
    await page.joined()
    page.changes(2, { ops: [rectangleTold('rect-00001')] })
    const beneath: Lain[] = []
    page.client.on({ beneath: (lain) => beneath.push(...lain) })
    return { page, beneath }
  }

  it("is told where it is another's, and no more once the change has its place", async () => {
    const { page, beneath } = await atRectangle()
    page.client.commit([colour('rect-00001', 'red')], STEP)
    page.changes(3, { author: 5, client: 9, n: 1, ops: [told('blue')] })
    expect(beneath).toEqual([lies('blue')])
    page.changes(4, { author: 2, client: 3, n: 1, step: STEP, ops: [told('red')] })
    page.changes(5, { author: 5, client: 9, n: 2, ops: [told('green')] })
    expect(beneath).toHaveLength(1)
  })

  it('is told where an earlier change of the same person is refused', async () => {
    const { page, beneath } = await atRectangle()
    page.client.commit([colour('rect-00001', 'blue')], 'step-0000')
    page.client.commit([colour('rect-00001', 'red')], STEP)
    expect(beneath).toEqual([])
    page.connection.say({ t: 'refused', n: 1, code: 'forbidden', why: 'no' })
    expect(beneath).toEqual([{ step: STEP, id: 'rect-00001', props: new Map([['colour', null]]) }])
  })

  it('is told as work in vain where it is nothing: others removed the thing before', async () => {
    const { page } = await atRectangle()
    const lost: Lost[] = []
    page.client.on({ inVain: (found) => lost.push(...found) })
    page.client.commit([colour('rect-00001', 'red')], STEP)
    page.changes(3, { author: 5, client: 9, n: 1, ops: [{ op: 'remove', id: 'rect-00001' }] })
    expect(lost).toEqual([])
    page.changes(4, { author: 2, client: 3, n: 1, step: STEP, ops: [told('red')] })
    expect(lost.map(({ id, changes }) => [id, [...changes]])).toEqual([['rect-00001', [['colour', 'red']]]])
    expect(lost[0]!.props.get('kind')).toBe('rectangle')
    expect(lost[0]!.props.get('colour')).toBe('red')
  })

  it('waits until somebody listens', async () => {
    const page = new Page()
    await page.joined()
    page.changes(2, { ops: [rectangleTold('rect-00001')] })
    page.client.commit([colour('rect-00001', 'red')], STEP)
    page.changes(3, { author: 5, client: 9, n: 1, ops: [told('blue')] })
    const beneath: Lain[] = []
    page.client.on({ beneath: (lain) => beneath.push(...lain) })
    await settled()
    expect(beneath).toEqual([lies('blue')])
  })
})

describe('joining', () => {
  it('W10: the hello says the id of the page load, and no position while none is held', async () => {
    const page = new Page()
    expect(await page.hello()).toEqual([{ t: 'hello', client: secretOf(1) }])
  })

  it('W10: the hello says the last position after a cut', async () => {
    const page = new Page()
    await page.joined()
    page.changes(2, { ops: [rectangleTold('rect-00001')] })
    page.cut()
    expect((await page.again())[0]).toEqual({
      t: 'hello',
      client: secretOf(1),
      at: { epoch: EPOCH, seq: 2, hash: HASH },
    })
  })

  it('W20: nothing is shown as loaded before all that the first welcome spoke of is here', async () => {
    const page = new Page()
    await page.hello()
    page.welcome({ head: { seq: 2, hash: HASH } })
    page.changes(1, { author: 0, client: 0, n: 1, ops: [settings] })
    expect(page.client.state.kind).toBe('loading')
    page.changes(2, { ops: [rectangleTold('rect-00001')] })
    expect(page.client.state.kind).toBe('saved')
    expect(page.touched.at(-1)).toBe('all')
  })

  it('W20: a snapshot is fetched, and what comes meanwhile has its place after it', async () => {
    const page = new Page()
    const source = new Page()
    await source.joined()
    source.changes(2, { ops: [rectangleTold('rect-00001')] })
    page.snapshots['/snap'] = canonical(source.client.confirmedBoard())
    await page.hello()
    page.welcome({ head: { seq: 2, hash: HASH }, mode: 'snapshot', snapshot: { seq: 2, hash: HASH, url: '/snap' } })
    page.changes(3, { ops: [rectangleTold('rect-00002')] })
    expect(page.client.state.kind).toBe('loading')
    await settled()
    expect(page.client.view.size).toBe(3)
    expect(page.client.state.kind).toBe('saved')
  })

  it('W20: a snapshot that cannot be had makes the connection anew', async () => {
    const page = new Page()
    await page.hello()
    page.welcome({ mode: 'snapshot', snapshot: { seq: 2, hash: HASH, url: '/none' } })
    await settled()
    expect(page.connection.closed).toBe(true)
    expect((await page.again())[0]).toMatchObject({ t: 'hello' })
  })

  it('W43: on joining everything unanswered is sent again, in order, in one frame', async () => {
    const page = new Page()
    await page.joined()
    for (const id of ['rect-00001', 'rect-00002', 'rect-00003']) page.client.commit([rectangle(id)], STEP)
    expect(page.numbers()).toEqual([1, 2, 3])
    page.changes(2, { author: 2, client: 3, n: 1, step: STEP, ops: [rectangleTold('rect-00001')] })
    page.cut()
    await page.again()
    page.welcome({ n: 2, head: { seq: 2, hash: HASH } })
    const frames = page.connection.frames()
    expect(frames.length).toBe(1)
    expect(frames[0]!.map((message) => message.n)).toEqual([2, 3])
  })

  it('W44: a snapshot of another history takes the place of all, and what waits is laid over it', async () => {
    const page = new Page()
    await page.joined()
    page.changes(2, { ops: [rectangleTold('rect-00001')] })
    page.client.commit([rectangle('rect-00002')], STEP)
    page.cut()
    await page.again()
    page.snapshots['/snap'] = '{"elements":[],"graves":[]}'
    let told = 0
    page.client.on({ restored: () => told++ })
    page.welcome({ epoch: 'epoch00000000002', mode: 'snapshot', snapshot: { seq: 1, hash: HASH, url: '/snap' } })
    await settled()
    expect([...page.client.view.elements()].map((element) => element.id)).toEqual(['rect-00002'])
    expect(page.numbers()).toEqual([1])
    expect(told).toBe(1)
    page.cut()
    await page.again()
    page.welcome({ epoch: 'epoch00000000002', mode: 'snapshot', snapshot: { seq: 1, hash: HASH, url: '/snap' } })
    await settled()
    expect(told).toBe(1)
  })

  it('C20: the same history forked, as a database that failed over leaves it, is told like another', async () => {
    const page = new Page()
    await page.joined()
    page.snapshots['/snap'] = '{"elements":[],"graves":[]}'
    let told = 0
    page.client.on({ restored: () => told++ })
    for (const forked of [{}, { forked: true }]) {
      page.cut()
      await page.again()
      page.welcome({ mode: 'snapshot', snapshot: { seq: 1, hash: HASH, url: '/snap', ...forked } })
      await settled()
      expect(told).toBe('forked' in forked ? 1 : 0)
    }
  })

  it('C74: that a board was restored is told to who listens only later, and once', async () => {
    const page = new Page()
    page.snapshots['/snap'] = '{"elements":[],"graves":[]}'
    await page.joined()
    page.changes(2, { ops: [rectangleTold('rect-00001')] })
    page.cut()
    await page.again()
    page.welcome({ epoch: 'epoch00000000002', mode: 'snapshot', snapshot: { seq: 1, hash: HASH, url: '/snap' } })
    await settled()
    const told: string[] = []
    page.client.on({ restored: () => told.push('first') })
    page.client.on({ restored: () => told.push('second') })
    await settled()
    expect(told).toEqual(['first'])
  })
})

describe('changes', () => {
  it('W22: an item of its own is the acceptance, the only one', async () => {
    const page = new Page()
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    expect(page.client.view.element('rect-00001')).toBeDefined()
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: false })
    await settled()
    expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: true })
    page.changes(2, { author: 2, client: 3, n: 1, step: STEP, ops: [rectangleTold('rect-00001')] })
    expect(page.client.state).toEqual({ kind: 'saved' })
    expect(page.client.view.element('rect-00001')?.born).toEqual({ seq: 2, author: 2 })
  })

  it('W22: items at or below the head are skipped, a hole makes it say hello again on the same connection', async () => {
    const page = new Page()
    await page.joined()
    page.changes(1, { author: 0, client: 0, n: 1, ops: [settings] }, { ops: [rectangleTold('rect-00001')] })
    expect(page.client.view.size).toBe(2)
    page.connection.messages()
    page.changes(4, { ops: [rectangleTold('rect-00004')] })
    expect(page.connection.messages()).toEqual([
      { t: 'hello', client: secretOf(1), at: { epoch: EPOCH, seq: 2, hash: HASH } },
    ])
    expect(page.client.view.size).toBe(2)
    page.changes(3, { ops: [rectangleTold('rect-00003')] })
    expect(page.client.view.size).toBe(2)
  })

  it('W22: an item under its own number that is not what it sent is no acceptance', async () => {
    const page = new Page()
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    page.changes(2, { author: 2, client: 3, n: 1, ops: [rectangleTold('rect-00002')] })
    expect(page.refused.map(({ n, code }) => ({ n, code }))).toEqual([{ n: 1, code: 'conflict' }])
    expect(page.client.view.element('rect-00001')).toBeUndefined()
    expect(page.client.view.element('rect-00002')).toBeDefined()
  })

  it('W22: what waits is laid over others’ changes again, told once a frame with only what became another', async () => {
    const page = new Page()
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    const mine = page.client.view.element('rect-00001')
    page.touched.length = 0
    page.connection.say(
      changesOf(2, { ops: [rectangleTold('rect-00002')] }),
      changesOf(3, { ops: [rectangleTold('rect-00003')] }),
    )
    expect(page.touched).toEqual([new Set(['rect-00002', 'rect-00003'])])
    expect(page.client.view.element('rect-00001')).toBe(mine)
  })

  it('W23: a refused change leaves the view, is told and kept, and the next goes on', async () => {
    const device = new Device()
    const page = new Page(device)
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    page.client.commit([rectangle('rect-00002')], STEP)
    await settled()
    page.connection.say({ t: 'refused', n: 1, code: 'board_full', why: 'The board is full.' })
    expect(page.client.view.element('rect-00001')).toBeUndefined()
    expect(page.client.view.element('rect-00002')).toBeDefined()
    expect(page.refused[0]).toMatchObject({ n: 1, code: 'board_full' })
    await settled()
    expect(device.refused).toMatchObject([{ client: secretOf(1), n: 1, code: 'board_full' }])
    expect([...device.rows.values()].map((row) => row.n)).toEqual([2])
  })

  it('W24: accepted answers what was sent again; a second answer is nobody’s', async () => {
    const page = new Page()
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    page.connection.say(
      { t: 'accepted', n: 1, seq: 2 },
      { t: 'accepted', n: 1, seq: 2 },
      { t: 'refused', n: 1, code: 'conflict', why: '' },
    )
    expect(page.client.state).toEqual({ kind: 'saved' })
    expect(page.refused).toEqual([])
  })

  it('W25: a gap is sent again from there, once, however many gaps one hole makes', async () => {
    const page = new Page()
    await page.joined()
    for (let i = 1; i <= 4; i++) page.client.commit([rectangle(`rect-0000${i}`)], STEP)
    page.connection.say({ t: 'accepted', n: 1, seq: 2 })
    page.connection.messages()
    page.connection.say({ t: 'gap', expected: 2 })
    expect(page.numbers()).toEqual([2, 3, 4])
    page.connection.say({ t: 'gap', expected: 2 }, { t: 'gap', expected: 2 })
    expect(page.numbers()).toEqual([])
  })

  it('C23, W25: a number that is nowhere any more: what the room has not got goes under a new id', async () => {
    const device = new Device()
    const page = new Page(device)
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    page.connection.say({ t: 'accepted', n: 1, seq: 2 })
    page.client.commit([rectangle('rect-00002')], STEP)
    page.connection.say({ t: 'gap', expected: 1 })
    expect(page.connection.closed).toBe(true)
    expect((await page.again())[0]).toMatchObject({ t: 'hello', client: secretOf(1002) })
    page.welcome({ client: 4, n: 0 })
    expect(page.numbers()).toEqual([1])
    expect([...device.rows.values()].map(({ client, n }) => ({ client, n }))).toEqual([
      { client: secretOf(1002), n: 1 },
    ])
  })

  it('W28: resync is answered by a hello with the position on the same connection; nothing is sent before the welcome', async () => {
    const page = new Page()
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    page.connection.messages()
    page.connection.say({ t: 'resync', why: 'slow' })
    expect(page.connection.messages()).toEqual([
      { t: 'hello', client: secretOf(1), at: { epoch: EPOCH, seq: 1, hash: HASH } },
    ])
    page.client.commit([rectangle('rect-00002')], STEP)
    expect(page.numbers()).toEqual([])
    page.welcome({ n: 0 })
    expect(page.numbers()).toEqual([1, 2])
  })

  it('W30: a viewer’s commit is refused here and shown nowhere', async () => {
    const page = new Page()
    await page.joined()
    page.connection.say({ t: 'role', role: 'viewer' })
    page.client.commit([rectangle('rect-00001')], STEP)
    expect(page.refused).toMatchObject([{ n: 0, code: 'forbidden' }])
    expect(page.client.view.element('rect-00001')).toBeUndefined()
    expect(page.numbers()).toEqual([])
  })

  it('W12: what is too large is split into changes of one step; what the dictionary refuses is not sent', async () => {
    const page = new Page()
    await page.joined({ limits: { ...LIMITS, ops: 2 } })
    page.client.commit(
      [1, 2, 3, 4, 5].map((i) => rectangle(`rect-0000${i}`)),
      STEP,
    )
    const sent = page.connection.messages()
    expect(sent.map(({ n, step, ops }) => [n, step, (ops as unknown[]).length])).toEqual([
      [1, STEP, 2],
      [2, STEP, 2],
      [3, STEP, 1],
    ])
    page.client.commit([colour('rect-00001', 'no such colour')], STEP)
    expect(page.refused).toMatchObject([{ n: 0, code: 'bad_value' }])
    expect(page.numbers()).toEqual([])
  })

  it('W3: frames keep to what the server takes', async () => {
    const page = new Page()
    await page.joined()
    page.cut()
    for (let i = 0; i < 20; i++) page.client.commit([rectangle(`rect-${10_000 + i}`)], STEP)
    await page.again()
    page.welcome({ limits: { ...LIMITS, frameBytes: 1024 } })
    const frames = page.connection.sent.slice()
    expect(frames.length).toBeGreaterThan(3)
    expect(Math.max(...frames.map((frame) => frame.length))).toBeLessThanOrEqual(1024)
    expect(page.numbers()).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  })

  it('sends a change once a connection, whatever else happens meanwhile', async () => {
    const page = new Page()
    await page.joined()
    page.client.commit([rectangle('rect-00001')], STEP)
    page.client.leaving(false)
    page.client.back()
    page.connection.say({ t: 'beat' }, { t: 'role', role: 'owner' }, { t: 'members', left: ['zz'] })
    page.changes(2, { ops: [rectangleTold('rect-00002')] })
    page.client.commit([rectangle('rect-00003')], STEP)
    expect(page.numbers()).toEqual([1, 2])
  })

  it('sends no more at once than a window of it, and the rest as answers come', async () => {
    const page = new Page()
    await page.joined()
    for (let i = 0; i < 300; i++) page.client.commit([rectangle(`rect-${10_000 + i}`)], STEP)
    expect(page.numbers().length).toBe(256)
    page.connection.say({ t: 'accepted', n: 1, seq: 2 }, { t: 'accepted', n: 2, seq: 3 })
    expect(page.numbers()).toEqual([257, 258])
  })
})
