import { expect, test } from 'vitest'
import { peopleOf, withoutConnection } from './people-here'

const member = (session: string, author: number, name: string) => ({
  session,
  author,
  name,
  colour: 'teal',
  role: 'editor' as const,
})

test('a person with two windows is one person, and oneself comes first', () => {
  const people = peopleOf(
    [member('a', 1, 'Ada'), member('b', 2, 'Bob'), member('c', 1, 'Ada'), member('d', 3, 'C\u202eat')],
    2,
  )
  expect(people.map((p) => [p.name, p.self, p.away])).toEqual([
    ['Bob', true, false],
    ['Ada', false, false],
    ['Cat', false, false],
  ])
})

test('without a connection oneself stays and the others are away', () => {
  const before = peopleOf([member('a', 1, 'Ada'), member('b', 2, 'Bob')], 2)
  const me = { name: 'Bobby', colour: 'red' }
  expect(withoutConnection(before, me, 2).map((p) => [p.name, p.self, p.away])).toEqual([
    ['Bob', true, false],
    ['Ada', false, true],
  ])
  expect(withoutConnection([], me, 2)).toEqual([{ author: 2, name: 'Bobby', colour: 'red', self: true, away: false }])
})
