import { expect, test } from 'vitest'
import { ApiError } from '../../sync/api'
import { FakeClock } from '../../test/fake-clock'
import type { Agreed, Chosen, Copy } from './merge'
import { AGAIN, FRESH, Preferences, REST } from './preferences'

/** A server that keeps as the real one does, may be away, and lets others come between reading and writing. */
class FakeServer {
  copies = new Map<string, Copy>()
  away = false
  asked = 0
  wrote = 0
  between: () => void = () => {}

  of = (user: string): Copy => this.copies.get(user) ?? { user, version: 0, preferences: {} }

  writes(user: string, preferences: Chosen): void {
    this.copies.set(user, { user, version: this.of(user).version + 1, preferences })
  }

  as(user: () => string) {
    const there = () => {
      if (this.away) throw new ApiError('unreachable', 0, 'The server cannot be reached.')
    }
    return {
      get: async () => {
        there()
        this.asked++
        return this.of(user())
      },
      put: async (copy: Copy) => {
        this.between()
        there()
        if (copy.user !== user() || copy.version !== this.of(user()).version)
          throw new ApiError('changed', 409, 'It has been changed meanwhile; read it again.')
        this.wrote++
        this.writes(copy.user, copy.preferences)
        return copy.version + 1
      },
    }
  }
}

/** A device: what is chosen on it and what it remembers outlive its pages. */
class FakeDevice {
  chosen: Chosen = {}
  agreed: Agreed | null = null
  told: boolean[] = []
  signedIn = ''

  opens(server: FakeServer, clock: FakeClock, user = 'ada'): Preferences {
    this.signedIn = user
    return new Preferences(user, {
      device: { read: () => this.chosen, take: (chosen) => (this.chosen = chosen) },
      server: server.as(() => this.signedIn),
      memory: { read: () => this.agreed, keep: (agreed) => (this.agreed = agreed) },
      clock,
      told: (agreed) => this.told.push(agreed),
    })
  }
}

const begin = () => ({
  server: new FakeServer(),
  clock: new FakeClock(),
  desk: new FakeDevice(),
  tablet: new FakeDevice(),
})

/** Lets time pass and what it sets off be done. */
async function passes(clock: FakeClock, ms: number, ...all: Preferences[]): Promise<void> {
  clock.advance(ms)
  for (let i = 0; i < 50; i++) await Promise.resolve()
  expect(all.length).toBeGreaterThan(0)
}

test('what is chosen on one device comes to the other, once it has rested', async () => {
  const { server, clock, desk, tablet } = begin()
  const at = desk.opens(server, clock)
  await at.now()
  desk.chosen = { theme: 'dark' }
  at.changed()
  await passes(clock, REST - 1, at)
  desk.chosen = { theme: 'dark', wheel: 'zoom' }
  at.changed()
  await passes(clock, REST - 1, at)
  expect(server.wrote).toBe(0)
  await passes(clock, 1, at)
  expect(server.wrote).toBe(1)
  await tablet.opens(server, clock).now()
  expect(tablet.chosen).toEqual({ theme: 'dark', wheel: 'zoom' })
  expect([desk.told, tablet.told]).toEqual([[true, true], [true]])
})

test('a person who has chosen nothing writes nothing, and taking over is no choice', async () => {
  const { server, clock, desk, tablet } = begin()
  await desk.opens(server, clock).now()
  expect(server.wrote).toBe(0)
  server.writes('ada', { theme: 'dark' })
  const on = tablet.opens(server, clock)
  await on.now()
  on.changed()
  await passes(clock, REST, on)
  expect([server.wrote, tablet.chosen]).toEqual([0, { theme: 'dark' }])
})

test('two devices that choose at the same time lose nothing of each other', async () => {
  const { server, clock, desk, tablet } = begin()
  const [one, other] = [desk.opens(server, clock), tablet.opens(server, clock)]
  await Promise.all([one.now(), other.now()])
  desk.chosen = { theme: 'dark' }
  tablet.chosen = { wheel: 'zoom' }
  await Promise.all([one.now(), other.now()])
  expect(server.of('ada')).toMatchObject({ version: 2, preferences: { theme: 'dark', wheel: 'zoom' } })
  clock.advance(FRESH)
  one.look()
  other.look()
  await passes(clock, 0, one, other)
  expect([desk.chosen, tablet.chosen]).toEqual([server.of('ada').preferences, server.of('ada').preferences])
})

test('what comes between reading and writing is merged, and the newest of it holds', async () => {
  const { server, clock, desk } = begin()
  server.writes('ada', { wheel: 'auto' })
  const at = desk.opens(server, clock)
  await at.now()
  desk.chosen = { ...desk.chosen, theme: 'dark' }
  const others = ['pan', 'zoom']
  server.between = () => {
    const wheel = others.shift()
    if (wheel !== undefined) server.writes('ada', { wheel })
  }
  await at.now()
  expect(server.of('ada').preferences).toEqual({ wheel: 'zoom', theme: 'dark' })
  expect(desk.chosen).toEqual({ wheel: 'zoom', theme: 'dark' })
})

test('where others write without end it gives up, and keeps what was chosen for later', async () => {
  const { server, clock, desk } = begin()
  const at = desk.opens(server, clock)
  await at.now()
  desk.chosen = { theme: 'dark' }
  let n = 0
  server.between = () => server.writes('ada', { n: n++ })
  await at.now()
  expect([server.wrote, desk.chosen.theme, desk.told.at(-1)]).toEqual([0, 'dark', false])
  server.between = () => {}
  await at.now()
  expect(server.of('ada').preferences).toMatchObject({ theme: 'dark' })
})

test('without a connection the choice holds, is tried again later, and by the next page', async () => {
  const { server, clock, desk } = begin()
  const at = desk.opens(server, clock)
  await at.now()
  server.away = true
  desk.chosen = { theme: 'dark' }
  at.changed()
  await passes(clock, REST, at)
  await passes(clock, AGAIN, at)
  expect([desk.chosen, desk.told]).toEqual([{ theme: 'dark' }, [true, false, false]])
  server.away = false
  await passes(clock, AGAIN, at)
  expect(server.of('ada').preferences).toEqual({ theme: 'dark' })
  server.away = true
  desk.chosen = { theme: 'light' }
  await at.now()
  // The page is left. Another device chooses something else meanwhile.
  server.away = false
  server.writes('ada', { theme: 'dark', rubs: 'part' })
  await desk.opens(server, new FakeClock()).now()
  expect(server.of('ada').preferences).toEqual({ theme: 'light', rubs: 'part' })
  expect(desk.chosen).toEqual({ theme: 'light', rubs: 'part' })
})

test('who is signed out is not asked for again and again', async () => {
  const { server, clock, desk } = begin()
  const at = desk.opens(server, clock)
  server.between = () => {
    throw new ApiError('sign_in', 401, 'Say who you are first.')
  }
  desk.chosen = { theme: 'dark' }
  await at.now()
  expect([clock.waiting, desk.told]).toEqual([0, [false]])
})

test('an answer that is lost costs nothing', async () => {
  const { server, clock, desk } = begin()
  const at = desk.opens(server, clock)
  await at.now()
  desk.chosen = { theme: 'dark' }
  server.between = () => {
    server.writes('ada', { theme: 'dark' })
    throw new ApiError('unreachable', 0, 'The server cannot be reached.')
  }
  await at.now()
  server.between = () => {}
  await passes(clock, AGAIN, at)
  expect([server.of('ada').version, desk.told.at(-1), desk.agreed?.version]).toEqual([1, true, 1])
})

test('a choice made while the one before is on its way is sent after it', async () => {
  const { server, clock, desk } = begin()
  const at = desk.opens(server, clock)
  await at.now()
  desk.chosen = { theme: 'dark' }
  server.between = () => {
    server.between = () => {}
    desk.chosen = { theme: 'dark', wheel: 'zoom' }
    void at.now()
  }
  await at.now()
  expect([server.wrote, server.of('ada').preferences]).toEqual([2, { theme: 'dark', wheel: 'zoom' }])
})

test('an older reading in one tab does not bring back what another tab has changed', async () => {
  const { server, clock, desk } = begin()
  const [one, other] = [desk.opens(server, clock), desk.opens(server, clock)]
  await Promise.all([one.now(), other.now()])
  desk.chosen = { theme: 'dark' }
  await one.now()
  await other.now()
  expect([desk.chosen, server.of('ada').preferences, server.wrote]).toEqual([{ theme: 'dark' }, { theme: 'dark' }, 1])
})

test('a storage that was cleared is filled again, and clears nothing on the server', async () => {
  const { server, clock, desk } = begin()
  desk.chosen = { theme: 'dark', rubs: 'part' }
  await desk.opens(server, clock).now()
  const cleared = new FakeDevice()
  await cleared.opens(server, clock).now()
  expect(cleared.chosen).toEqual({ theme: 'dark', rubs: 'part' })
  expect(server.wrote).toBe(1)
})

test('nor does a storage that is cleared while the page is open', async () => {
  const { server, clock, desk } = begin()
  desk.chosen = { theme: 'dark', rubs: 'part' }
  const at = desk.opens(server, clock)
  await at.now()
  desk.chosen = { rubs: 'part' }
  desk.agreed = null
  at.leave()
  await passes(clock, 0, at)
  expect([server.wrote, desk.chosen]).toEqual([1, { theme: 'dark', rubs: 'part' }])
})

test('what is chosen before the server has answered for the first time holds', async () => {
  const { server, clock, tablet } = begin()
  server.writes('ada', { theme: 'dark', wheel: 'zoom' })
  const on = tablet.opens(server, clock)
  tablet.chosen = { theme: 'light' }
  await on.now()
  expect(server.of('ada').preferences).toEqual({ theme: 'light', wheel: 'zoom' })
})

test('another person gets nothing of it, and who comes back finds it', async () => {
  const { server, clock, desk } = begin()
  const at = desk.opens(server, clock)
  desk.chosen = { theme: 'dark' }
  await at.now()
  server.writes('bob', { wheel: 'zoom' })
  await desk.opens(server, clock, 'bob').now()
  expect([desk.chosen, server.of('bob').preferences]).toEqual([{ wheel: 'zoom' }, { wheel: 'zoom' }])
  // Ada's page is still open, though the browser is Bob's by now: it neither takes nor gives.
  desk.chosen = { theme: 'light' }
  await at.now()
  expect(desk.told.at(-1)).toBe(false)
  expect([server.of('ada').preferences, server.of('bob').preferences]).toEqual([{ theme: 'dark' }, { wheel: 'zoom' }])
  desk.chosen = server.of('bob').preferences
  await desk.opens(server, clock).now()
  expect(desk.chosen).toEqual({ theme: 'dark' })
})

test('a page that is left sends at once what waits, and nothing else', async () => {
  const { server, clock, desk } = begin()
  const at = desk.opens(server, clock)
  await at.now()
  at.leave()
  await passes(clock, 0, at)
  expect([server.asked, server.wrote]).toEqual([1, 0])
  desk.chosen = { theme: 'dark' }
  at.changed()
  at.leave()
  await passes(clock, 0, at)
  expect([server.asked, server.wrote, clock.waiting]).toEqual([1, 1, 0])
})

test('a page that comes back into sight asks anew, but not all the time', async () => {
  const { server, clock, desk } = begin()
  const at = desk.opens(server, clock)
  await at.now()
  server.writes('ada', { theme: 'dark' })
  await passes(clock, FRESH - 1, at)
  at.look()
  await passes(clock, 0, at)
  expect(desk.chosen).toEqual({})
  clock.advance(1)
  at.look()
  await passes(clock, 0, at)
  expect(desk.chosen).toEqual({ theme: 'dark' })
})
