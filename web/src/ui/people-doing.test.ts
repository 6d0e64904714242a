import { describe, expect, it } from 'vitest'
import type { Other } from '../sync/types'
import { Hands } from '../test/hands'
import { doingOf } from './people-doing'
import type { Person } from './people-here'

/** What somebody with this hand and view is said to do, by a window of 1000 by 800 pixels at the board's origin. */
function said(other: Pick<Other, 'cursor' | 'view'>): string {
  const { client, editor } = new Hands()
  const member = { session: 'b', name: 'Bea', colour: 'blue' } as unknown as Other['member']
  client.others.set('b', { member, selection: [], ...other })
  return doingOf(editor, { session: 'b', state: 'here' } as Person)
}

describe('where somebody is said to be', () => {
  it('is near for whoever sees the same, wherever their hand is', () => {
    expect(said({ view: [0, 0, 100_000, 80_000], cursor: [500_000, 0] })).toBe('Near what you see')
    expect(said({ view: [0, 0, 100_000, 80_000] })).toBe('Near what you see')
  })

  it('is near for a hand in one’s own window', () => {
    expect(said({ view: [90_000, 0, 100_000, 80_000], cursor: [95_000, 40_000] })).toBe('Near what you see')
  })

  it('is elsewhere where neither is', () => {
    expect(said({ view: [900_000, 0, 100_000, 80_000], cursor: [950_000, 0] })).toBe('Elsewhere on the board')
    expect(said({ view: [900_000, 0, 100_000, 80_000] })).toBe('Elsewhere on the board')
  })
})
