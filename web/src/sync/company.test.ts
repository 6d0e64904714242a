import { expect, it } from 'vitest'
import { Page } from '../test/one-client'
import type { Reaction } from '../wire/messages'

const ann = { session: 'a1', author: 1, name: 'Ann', colour: 'blue' }
const bob = { session: 'b2', author: 2, name: 'Bob', colour: 'red' }

async function together() {
  const page = new Page()
  await page.hello()
  page.welcome({ session: 'a1', members: [ann, bob] })
  const signs: (readonly [string, Reaction])[] = []
  const calls: (readonly [string, readonly number[]])[] = []
  page.client.on({
    reaction: (session, reaction) => signs.push([session, reaction]),
    called: (session, view) => calls.push([session, view]),
  })
  return { page, signs, calls, bob: () => page.client.others.get('b2') }
}

it('W26: states and words stand until they are taken back; signs happen once, and one’s own are not told', async () => {
  const { page, signs, bob } = await together()
  const says = (session: string, told: object) => page.connection.say({ t: 'presence', others: { [session]: told } })
  says('b2', { state: 'idle', chat: 'Hi' })
  says('b2', { reaction: ['heart', 1, 2] })
  says('b2', { selection: [] })
  says('a1', { reaction: ['party', 1, 2] })
  expect(bob()).toMatchObject({ state: 'idle', chat: 'Hi' })
  expect(bob()).not.toHaveProperty('reaction')
  expect(signs).toEqual([['b2', ['heart', 1, 2]]])
  says('b2', { state: null, chat: null })
  expect(Object.keys(bob()!).sort()).toEqual(['member', 'selection'])
})

it('W14: a sign is told once, and not again to a new session', async () => {
  const { page } = await together()
  page.connection.messages()
  page.client.present({ state: 'away', reaction: ['yes', 3, 4] })
  expect(page.connection.messages()).toEqual([{ t: 'presence', state: 'away', reaction: ['yes', 3, 4] }])
  page.connection.say({ t: 'resync', why: '' })
  page.connection.messages()
  page.welcome({ session: 'a1', members: [ann, bob] })
  page.clock.advance(1000)
  expect(page.connection.messages().filter(({ t }) => t === 'presence')).toEqual([{ t: 'presence', state: 'away' }])
})

it('W18, W32: calls go out and come in', async () => {
  const { page, calls } = await together()
  page.connection.messages()
  page.client.call([1, 2, 3, 4])
  expect(page.connection.messages()).toEqual([{ t: 'call', view: [1, 2, 3, 4] }])
  page.connection.say({ t: 'call', session: 'b2', view: [5, 6, 7, 8] })
  expect(calls).toEqual([['b2', [5, 6, 7, 8]]])
})

it('W32: a call that comes before anybody can lead the person there is told to the first who can', async () => {
  const page = new Page()
  await page.hello()
  page.welcome({ session: 'a1', members: [ann, bob] })
  page.connection.say({ t: 'call', session: 'b2', view: [5, 6, 7, 8] })
  const calls: string[] = []
  for (let i = 0; i < 2; i++) page.client.on({ called: (session) => calls.push(session) })
  await Promise.resolve()
  expect(calls).toEqual(['b2'])
})
