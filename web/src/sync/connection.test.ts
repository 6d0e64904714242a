import { describe, expect, it } from 'vitest'
import { FakeClock, seeded, settled } from '../test/fake-clock'
import { Device } from '../test/memory-store'
import { Page, rectangle, secretOf } from '../test/one-client'
import { ApiError } from './api'
import { Backoff } from './backoff'
import { readEnd } from './ends'

describe('C72: the law of waiting', () => {
  it('waits rand(0, min(30 s, 0.5 s·2^n)), the jitter after the cap', () => {
    const most = new Backoff(new FakeClock(() => 0.999_999))
    const waits = Array.from({ length: 20 }, () => most.failed())
    expect(waits.slice(0, 8)).toEqual([499, 999, 1999, 3999, 7999, 15_999, 29_999, 29_999])
    expect(Math.max(...waits)).toBe(29_999)
    const none = new Backoff(new FakeClock(() => 0))
    expect(Array.from({ length: 20 }, () => none.failed())).toEqual(Array(20).fill(0))
  })

  it('begins anew only after 30 s of health', () => {
    const clock = new FakeClock(() => 0.999_999)
    const backoff = new Backoff(clock)
    for (let i = 0; i < 5; i++) backoff.failed()
    backoff.live()
    clock.advance(29_999)
    expect(backoff.failed()).toBe(15_999)
    backoff.live()
    clock.advance(30_000)
    expect(backoff.failed()).toBe(499)
  })

  it('keeps the server’s hint (W51) at least', () => {
    expect(new Backoff(new FakeClock(() => 0.5)).failed(4000)).toBe(4250)
  })
})

/** Has a client fail so often by `fail`, and gives how long it waited each time until it tried again, in milliseconds. */
async function waits(page: Page, times: number, tries: () => number, fail: () => void): Promise<number[]> {
  const all: number[] = []
  for (let i = 0; i < times; i++) {
    const [before, since] = [tries(), page.clock.now()]
    fail()
    await settled()
    const { state } = page.client
    const wait = state.kind === 'offline' ? state.retryAt! - since : Number.NaN
    page.clock.advance(wait - 1)
    await settled()
    // Not a moment sooner than it said, and then at once.
    expect(tries()).toBe(wait === 0 ? before + 1 : before)
    page.clock.advance(wait === 0 ? 0 : 1)
    await settled()
    expect(tries()).toBe(before + 1)
    all.push(wait)
  }
  return all
}

/** What the law allows the n-th wait in a row. */
const most = (n: number) => Math.min(30_000, 500 * 2 ** n)

describe('C72: what the connection does by the law', () => {
  it('over 20 failures all waits are within it, spread over all of it, where the door is shut and where no token is to be had', async () => {
    const shares: number[] = []
    for (const token of [false, true])
      for (let seed = 1; seed <= 20; seed++) {
        const page = new Page(new Device(), new FakeClock(seeded(seed)))
        let asked = 0
        const good = page.token
        page.token = async () => {
          asked++
          return token ? Promise.reject(new Error('down')) : good()
        }
        const tries = () => (token ? asked : page.net.connections.length)
        void page.client.open()
        // Where no token is to be had, the first try has failed by now, and its wait with it.
        if (!token) await settled()
        const all = await waits(page, 20, tries, () => token || page.cut())
        for (const [n, wait] of all.entries()) {
          expect(wait).toBeGreaterThanOrEqual(0)
          expect(wait).toBeLessThan(most(n))
          shares.push(wait / most(n))
        }
      }
    expect(shares.length).toBe(800)
    // Full jitter: each tenth of what is allowed is drawn about as often as another.
    for (let tenth = 0; tenth < 10; tenth++) {
      const drawn = shares.filter((share) => Math.floor(share * 10) === tenth).length
      expect(drawn).toBeGreaterThan(40)
      expect(drawn).toBeLessThan(130)
    }
  })

  it('a welcome alone does not begin it anew; 30 s of health do', async () => {
    const page = new Page(new Device(), new FakeClock(() => 0.999_999))
    await page.joined()
    const life = async (health: number) => {
      // The server is heard from, so that silence is not what ends it.
      for (let left = health; left > 0; left -= 10_000) {
        page.clock.advance(Math.min(left, 10_000))
        page.connection.say({ t: 'beat' })
      }
      const since = page.clock.now()
      page.cut()
      const { state } = page.client
      const wait = state.kind === 'offline' ? state.retryAt! - since : Number.NaN
      await page.again()
      page.welcome()
      return wait
    }
    const all: number[] = []
    for (const health of [0, 0, 29_999, 30_000, 0]) all.push(await life(health))
    expect(all).toEqual([499, 999, 1999, 499, 999])
  })

  it('the network being back, or the page being seen, is one try at once, whatever it waited for; more of the same no more', async () => {
    for (const hope of ['network', 'seen'] as const) {
      const page = new Page(new Device(), new FakeClock(() => 0.999_999))
      await page.joined()
      for (let i = 0; i < 8; i++) {
        page.cut()
        await page.again()
      }
      page.cut()
      const before = page.net.connections.length
      for (let i = 0; i < 5; i++) {
        if (hope === 'network') page.client.network(true)
        else page.client.back()
      }
      await settled()
      expect(page.net.connections.length).toBe(before + 1)
    }
  })

  it('every code of 45xx to 49xx stops, and nothing begins it again', async () => {
    for (const code of [4500, 4501, 4503, 4550, 4999]) {
      const page = new Page()
      await page.joined()
      page.connection.events.closed(code, '')
      for (let i = 0; i < 100; i++) page.clock.advance(10_000)
      page.client.network(true)
      page.client.back()
      await settled()
      expect(page.client.state.kind).toBe('stopped')
      expect(page.net.connections.length).toBe(1)
    }
  })
})

describe('the connection', () => {
  it('C72: a failing source of tokens does not stop the tries', async () => {
    const page = new Page()
    const good = page.token
    page.token = () => Promise.reject(new Error('down'))
    void page.client.open()
    for (let i = 0; i < 200; i++) {
      page.clock.advance(1000)
      await settled()
    }
    expect(page.net.connections.length).toBe(0)
    page.token = good
    await page.again()
    expect(page.net.connections.length).toBe(1)
  })

  it('C72: hope is tried at once, and once', async () => {
    const page = new Page()
    await page.joined()
    page.cut()
    expect(page.client.state.kind).toBe('offline')
    page.client.back()
    page.client.back()
    await settled()
    expect(page.net.connections.length).toBe(2)
  })

  it('C72: a token that was asked for on a network that is gone is not waited for when the network is back', async () => {
    const page = new Page()
    const good = page.token
    page.token = () => new Promise(() => {})
    void page.client.open()
    await settled()
    page.client.network(false)
    page.token = good
    page.client.back()
    await settled()
    expect(page.net.connections.length).toBe(0)
    page.client.network(true)
    await settled()
    expect(page.net.connections.length).toBe(1)
  })

  it('nobody signed in is no outage: it stops and says so, with what waits on the device', async () => {
    const page = new Page()
    await page.joined()
    page.client.commit([rectangle('rect-00001')], 'step-0001')
    page.token = () => Promise.reject(new ApiError('sign_in', 401, 'Say who you are first.'))
    page.connection.say({ t: 'renew', in: 60 })
    await settled()
    expect(page.client.state).toMatchObject({ kind: 'stopped', code: 'sign_in', changes: 1, here: true })
    page.clock.advance(600_000)
    page.client.back()
    await settled()
    expect(page.net.connections.length).toBe(1)
    const next = new Page()
    next.token = page.token
    void next.client.open()
    await settled()
    expect(next.client.state).toMatchObject({ kind: 'stopped', code: 'sign_in', changes: 0 })
  })

  it('the browser’s word that the network is gone is said at once, and taken back by the next word of the server', async () => {
    const page = new Page()
    await page.joined()
    page.client.network(false)
    expect(page.client.state).toMatchObject({ kind: 'offline', changes: 0 })
    page.connection.say({ t: 'beat' })
    expect(page.client.state).toEqual({ kind: 'saved' })
    page.client.network(true)
    await settled()
    expect(page.net.connections.length).toBe(1)
  })

  it('a connection that was silent since the network went is made anew at once when it is back', async () => {
    const page = new Page()
    await page.joined()
    page.client.network(false)
    page.client.network(true)
    await settled()
    expect(page.net.connections.length).toBe(2)
    expect(page.client.state.kind).toBe('offline')
    page.connection.events.opened()
    page.welcome()
    expect(page.client.state.kind).toBe('saved')
  })

  it('W50: 4500 to 4999 stop for good, all else comes back', async () => {
    expect(readEnd(4500, 'protocol')).toMatchObject({ comeBack: false, name: 'protocol' })
    expect(readEnd(4999, 'new')).toMatchObject({ comeBack: false })
    for (const code of [1000, 1001, 1005, 1006, 1011, 4000, 4499]) expect(readEnd(code, '').comeBack).toBe(true)
    const page = new Page()
    await page.joined()
    page.client.commit([rectangle('rect-00001')], 'step-0001')
    page.connection.events.closed(4503, 'forbidden')
    page.clock.advance(600_000)
    await settled()
    page.client.back()
    await settled()
    expect(page.net.connections.length).toBe(1)
    expect(page.client.state).toMatchObject({ kind: 'stopped', code: 'forbidden', changes: 1 })
  })

  it('W51: reads the hint of a restart', () => {
    expect(readEnd(1012, 'restart in=4000')).toEqual({ comeBack: true, name: 'restart', hint: 4000 })
    expect(readEnd(1013, 'try_later in=x')).toEqual({ comeBack: true, name: 'try_later', hint: 0 })
  })

  it('C33, W56: a connection that was accepted and sent back comes again when it was told to, and not before', async () => {
    const page = new Page()
    void page.client.open()
    await settled()
    page.connection.events.opened()
    page.connection.events.closed(1013, 'try_later in=7000')
    page.clock.advance(6999)
    await settled()
    expect(page.net.connections.length).toBe(1)
    page.clock.advance(501)
    await settled()
    expect(page.net.connections.length).toBe(2)
  })

  it('W31: beats are answered, silence of 25 s connects again', async () => {
    const page = new Page()
    await page.joined()
    page.connection.messages()
    page.clock.advance(20_000)
    page.connection.say({ t: 'beat' })
    expect(page.connection.messages()).toEqual([{ t: 'beat' }])
    page.clock.advance(24_999)
    expect(page.connection.closed).toBe(false)
    page.clock.advance(1)
    expect(page.net.connections[0]!.closed).toBe(true)
  })

  it('W31: a page that slept through its silence notices when it is seen', async () => {
    const page = new Page()
    await page.joined()
    const first = page.connection
    page.clock.sleep(60_000)
    page.client.back()
    expect(first.closed).toBe(true)
  })

  it('W29: a token is renewed in band, and again while that fails', async () => {
    const page = new Page()
    await page.joined()
    let fails = 2
    page.token = async () => {
      if (fails-- > 0) throw new Error('down')
      return { token: 'renewed', lives: 900_000 }
    }
    page.connection.messages()
    page.connection.say({ t: 'renew', in: 60 })
    for (let i = 0; i < 10; i++) {
      await settled()
      page.clock.advance(500)
    }
    expect(page.connection.messages()).toContainEqual({ t: 'token', token: 'renewed' })
  })

  it('C56, C72: whoever cannot renew is closed, goes on trying, and goes on from where they were', async () => {
    const page = new Page()
    await page.joined()
    const good = page.token
    page.token = () => Promise.reject(new Error('down'))
    page.connection.say({ t: 'renew', in: 60 })
    for (let i = 0; i < 90; i++) {
      await settled()
      page.clock.advance(1000)
      if (i % 5 === 0) page.connection.say({ t: 'beat' })
    }
    expect(page.client.state.kind).toBe('saved')
    page.connection.events.closed(4001, 'token_expired')
    for (let i = 0; i < 200; i++) {
      page.clock.advance(1000)
      await settled()
    }
    expect([page.net.connections.length, page.client.state.kind]).toEqual([1, 'offline'])
    page.token = good
    expect((await page.again())[0]).toMatchObject({ t: 'hello', at: { seq: 1 } })
    page.welcome()
    expect(page.client.state.kind).toBe('saved')
  })

  it('a token that runs out within a minute is not used for a new connection; a refused one is forgotten', async () => {
    const page = new Page()
    let minted = 0
    page.token = async () => ({ token: `token-${++minted}`, lives: 900_000 })
    await page.joined()
    page.cut()
    await page.again()
    expect(page.connection.token).toBe('token-1')
    page.connection.events.closed(4001, 'token_expired')
    await page.again()
    expect(page.connection.token).toBe('token-2')
    page.clock.sleep(850_000)
    page.cut()
    await page.again()
    expect(page.connection.token).toBe('token-3')
  })

  it('asks why the door stays shut, since a browser does not say', async () => {
    const page = new Page()
    page.gone = true
    void page.client.open()
    await settled()
    page.cut()
    page.clock.advance(1000)
    await settled()
    page.cut()
    await settled()
    expect(page.client.state).toMatchObject({ kind: 'stopped', code: 'no_board' })
  })

  it('a frame that cannot be read makes the connection anew; one of a newer node stops', async () => {
    const page = new Page()
    await page.joined()
    page.connection.events.frame('[{"t":"beat"}')
    expect(page.connection.closed).toBe(true)
    await page.again()
    page.welcome()
    page.changes(2, { ops: [{ op: 'teleport', id: 'rect-00001' }] })
    expect(page.client.state).toMatchObject({ kind: 'stopped', code: 'version' })
  })

  it('what an older connection still says is not heard', async () => {
    const page = new Page()
    await page.joined()
    const old = page.connection
    page.cut()
    await page.again()
    old.say({ t: 'role', role: 'viewer' })
    expect(page.client.role).toBe('editor')
  })

  it('close sends what waits, waits for the verdict, and leaves', async () => {
    const device = new Device()
    const page = new Page(device, new FakeClock(), secretOf(1))
    await page.joined()
    page.client.commit([rectangle('rect-00001')], 'step-0001')
    const closed = page.client.close()
    expect(page.numbers()).toEqual([1])
    expect(page.connection.closed).toBe(false)
    page.connection.say({ t: 'accepted', n: 1, seq: 2 })
    await closed
    expect(page.connection.closed).toBe(true)
    expect(page.clock.waiting).toBe(0)
  })
})
