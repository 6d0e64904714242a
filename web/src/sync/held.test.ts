import { expect, it } from 'vitest'
import { settled } from '../test/fake-clock'
import { Page, rectangle } from '../test/one-client'

it('C49: a server that cannot write is told of until it can, or has gone; nothing is sent again for it', async () => {
  const page = new Page()
  await page.joined()
  page.client.commit([rectangle('rect-00001')], 'step-0001')
  await settled()
  expect(page.numbers()).toEqual([1])
  page.connection.say({ t: 'store', away: true })
  expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: true, held: true })
  page.connection.say({ t: 'store', away: false })
  expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: true })
  expect(page.numbers()).toEqual([])
  page.connection.say({ t: 'store', away: true })
  page.cut()
  expect(page.client.state).toMatchObject({ kind: 'offline', changes: 1 })
  await page.again()
  page.welcome()
  expect(page.client.state).toEqual({ kind: 'waiting', changes: 1, here: true })
})

it('C49: where nothing waits, it is said once something does', async () => {
  const page = new Page()
  await page.joined()
  page.connection.say({ t: 'store', away: true })
  expect(page.client.state).toEqual({ kind: 'saved' })
  page.client.commit([rectangle('rect-00001')], 'step-0001')
  expect(page.client.state).toMatchObject({ kind: 'waiting', held: true })
  page.connection.say({ t: 'store', away: false })
  page.changes(2, { author: 2, client: 3, n: 1, ops: [rectangle('rect-00001')] })
  await settled()
  expect(page.client.state).toEqual({ kind: 'saved' })
})
