import { expect, test } from 'vitest'
import type { Other } from '../sync/types'
import type { Member } from '../wire/messages'
import { peopleOf, withoutConnection } from './people-here'

const member = (session: string, author: number, name: string) => ({ session, author, name, colour: 'teal' })

/** A company as its members, oneself, and the states of some. */
function company(members: readonly Member[], author: number, states: Record<string, string> = {}) {
  const others = new Map<string, Other>()
  for (const one of members)
    if (one.author !== author) {
      const state = states[one.session]
      others.set(one.session, { member: one, selection: [], ...(state !== undefined && { state }) })
    }
  return { members: new Map(members.map((one) => [one.session, one])), others, author }
}

test('a person with two windows is one person, and oneself comes first', () => {
  const here = [member('a', 1, 'Ada'), member('b', 2, 'Bob'), member('c', 1, 'Ada'), member('d', 3, 'C\u202eat')]
  expect(peopleOf(company(here, 2)).map((p) => [p.name, p.self, p.state])).toEqual([
    ['Bob', true, 'here'],
    ['Ada', false, 'here'],
    ['Cat', false, 'here'],
  ])
})

test('who is idle comes after who is here, and who is away last; the window in which one does most counts', () => {
  const here = [
    member('a', 1, 'Ada'),
    member('b', 2, 'Bob'),
    member('c', 3, 'Cem'),
    member('d', 4, 'Dan'),
    member('e', 1, 'Ada'),
  ]
  const people = peopleOf(company(here, 4, { a: 'away', b: 'away', c: 'idle', e: 'asleep' }))
  expect(people.map((p) => [p.name, p.state, p.session])).toEqual([
    ['Dan', 'here', 'd'],
    ['Ada', 'here', 'e'],
    ['Cem', 'idle', 'c'],
    ['Bob', 'away', 'b'],
  ])
})

test('without a connection oneself stays and the others are away', () => {
  const before = peopleOf(company([member('a', 1, 'Ada'), member('b', 2, 'Bob')], 2))
  const me = { name: 'Bobby', colour: 'red' }
  expect(withoutConnection(before, me, 2).map((p) => [p.name, p.self, p.state])).toEqual([
    ['Bob', true, 'here'],
    ['Ada', false, 'away'],
  ])
  expect(withoutConnection([], me, 2)).toEqual([
    { author: 2, session: '', name: 'Bobby', colour: 'red', self: true, state: 'here' },
  ])
})
