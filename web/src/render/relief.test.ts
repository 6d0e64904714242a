import { expect, test } from 'vitest'
import { Relief } from './relief'

test('a worker is relieved once, when nothing was painted for a while, unless it holds pictures', () => {
  let relieved = 0
  let pictures = false
  const timers: { run: () => void; off: boolean }[] = []
  const after = (_: number, run: () => void) => {
    const timer = { run, off: false }
    timers.push(timer)
    return () => {
      timer.off = true
    }
  }
  const pass = () => {
    for (const timer of timers.splice(0)) if (!timer.off) timer.run()
  }
  const relief = new Relief({ relieve: () => relieved++ }, after, () => !pictures)
  pass()
  expect(relieved).toBe(0)
  relief.painted()
  relief.painted()
  pass()
  expect(relieved).toBe(1)
  pass()
  expect(relieved).toBe(1)
  pictures = true
  relief.painted()
  pass()
  expect(relieved).toBe(1)
  pictures = false
  relief.painted()
  relief.close()
  pass()
  expect(relieved).toBe(1)
})
