import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fetchAfter, soon } from './later'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  fetchAfter(Promise.resolve())
  vi.useRealTimers()
})

test('nothing is fetched ahead before the board is seen, and nothing that is wanted no more', async () => {
  let see = () => {}
  fetchAfter(new Promise<void>((resolve) => (see = resolve)))
  const done: string[] = []
  soon(() => done.push('kept'))
  const leave = soon(() => done.push('left'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(done).toEqual([])
  leave()
  see()
  await vi.advanceTimersByTimeAsync(0)
  expect(done).toEqual(['kept'])
})

test('where the board is seen at once, the first screen still comes first', async () => {
  const done: string[] = []
  soon(() => done.push('one'))
  await vi.advanceTimersByTimeAsync(599)
  expect(done).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(done).toEqual(['one'])
})
