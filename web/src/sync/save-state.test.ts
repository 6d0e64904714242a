import { expect, test } from 'vitest'
import { type SaveFacts, saveState } from './save-state'

const facts: SaveFacts = {
  connection: { kind: 'waiting', retryAt: 5 },
  failing: true,
  loaded: true,
  ready: true,
  outbox: { size: 0, left: 0, here: true, barred: false, held: false },
}
const state = ({
  changes = 0,
  held = false,
  ...otherwise
}: Partial<SaveFacts> & { changes?: number; held?: boolean }) =>
  saveState({ ...facts, outbox: { ...facts.outbox, size: changes, held }, ...otherwise })

test('until the device has told what it holds, a board without a network is being opened, and neither absent nor bare', () => {
  expect(state({ ready: false })).toEqual({ kind: 'loading' })
  expect(state({ ready: false, loaded: false })).toEqual({ kind: 'loading' })
  // What is done meanwhile is seen to wait.
  expect(state({ ready: false, loaded: false, changes: 1 })).toEqual({
    kind: 'offline',
    changes: 1,
    here: true,
    retryAt: 5,
  })
})

test('a board that neither the device nor a server has is absent, and offline where the device has it', () => {
  expect(state({ loaded: false })).toEqual({ kind: 'offline', changes: 0, here: true, absent: true, retryAt: 5 })
  expect(state({ loaded: false, changes: 2 })).toMatchObject({ kind: 'offline', changes: 2, absent: true })
  expect(state({})).toEqual({ kind: 'offline', changes: 0, here: true, retryAt: 5 })
})

test('a board that is on its way is being opened', () => {
  expect(state({ connection: { kind: 'joining' }, failing: false, loaded: false })).toEqual({ kind: 'loading' })
  expect(state({ connection: { kind: 'live' }, failing: false })).toEqual({ kind: 'saved' })
})

test('changes that a server cannot write are told as such, while it is there and something waits', () => {
  const there = { connection: { kind: 'live' }, failing: false, held: true } as const
  expect(state({ ...there, changes: 2 })).toEqual({ kind: 'waiting', changes: 2, here: true, held: true })
  expect(state(there)).toEqual({ kind: 'saved' })
  expect(state({ ...there, held: false, changes: 2 })).toEqual({ kind: 'waiting', changes: 2, here: true })
  expect(state({ held: true, changes: 2 })).toMatchObject({ kind: 'offline' })
})
