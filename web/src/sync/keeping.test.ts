import { describe, expect, it } from 'vitest'
import { settled } from '../test/fake-clock'
import { Keeping, type Storing } from './keeping'
import type { SaveState } from './types'

const waiting: SaveState = { kind: 'waiting', changes: 2, here: true }
const offline: SaveState = { kind: 'offline', changes: 2, here: true }
const stopped: SaveState = { kind: 'stopped', code: 'forbidden', why: '', changes: 2, here: true }

/** A browser that answers so, and counts how often it was asked for its promise. */
function browser(before: boolean, asked: boolean): Storing & { asks: number } {
  return {
    asks: 0,
    persisted: async () => before,
    async persist() {
      this.asks++
      return asked
    },
  }
}

describe('C71: before leaving', () => {
  it('one is warned while something waits that is not on this device, whatever the browser promises', async () => {
    for (const storage of [undefined, browser(true, true)]) {
      const keeping = new Keeping(storage)
      await settled()
      for (const state of [waiting, offline, stopped]) expect(keeping.warns({ ...state, here: false })).toBe(true)
    }
  })

  it('and while something waits that cannot be sent, unless the browser has promised to keep it; never where nothing waits', async () => {
    const keeping = new Keeping(browser(false, false))
    const promised = new Keeping(browser(true, true))
    await settled()
    expect([waiting, offline, stopped].map((state) => keeping.warns(state))).toEqual([false, true, true])
    expect([waiting, offline, stopped].map((state) => promised.warns(state))).toEqual([false, false, false])
    expect(new Keeping(undefined).warns(offline)).toBe(true)
    const nothing: SaveState[] = [
      { kind: 'loading' },
      { kind: 'saved', here: false },
      { kind: 'offline', changes: 0, here: false },
    ]
    for (const state of nothing) expect(keeping.warns(state)).toBe(false)
  })

  it('the promise is asked for once, and only when work waits that cannot be sent', async () => {
    const storage = browser(false, true)
    const keeping = new Keeping(storage)
    await settled()
    for (const state of [{ kind: 'saved' } as const, waiting, { ...offline, changes: 0 }]) keeping.heard(state)
    expect(storage.asks).toBe(0)
    keeping.heard(offline)
    keeping.heard(offline)
    await settled()
    expect(storage.asks).toBe(1)
    expect(keeping.sure).toBe(true)
    const known = browser(true, true)
    const sure = new Keeping(known)
    await settled()
    sure.heard(offline)
    expect(known.asks).toBe(0)
  })
})
