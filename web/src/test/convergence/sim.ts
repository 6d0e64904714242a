import { FakeClock, seeded, settled } from '../fake-clock'
import { Device } from '../memory-store'
import type { Counts } from './counts'
import type { Link } from './link'
import { meddle } from './meddler'
import { OpSource } from './ops'
import { Page, type World } from './page'
import { type Answer, RoomHost, type Sent } from './room-host'

type Fetch = { readonly path: string; readonly come: (form: string) => void; readonly fail: (error: Error) => void }

/** The commits of a run, by step: who made them. Each must be answered exactly once. */
export type Commits = Map<string, string>

/** Several people on one board: real clients, a real room, and between them a network in which everything goes wrong that can. */
export class Sim {
  readonly draw: () => number
  readonly clock: FakeClock
  readonly counts: Counts
  readonly host: RoomHost
  readonly pages: Page[] = []
  readonly devices: Device[] = []
  readonly commits: Commits = new Map()
  /** Steps of which somebody on the way has sent another version too. */
  readonly forged = new Set<string>()
  readonly ops: OpSource
  readonly viewers = new Set<string>()
  #links: Link[] = []
  #fetches: Fetch[] = []
  #names = 0
  #secrets = 0
  readonly #world: World

  constructor(seed: number, program: string, counts: Counts) {
    this.draw = seeded(seed)
    this.clock = new FakeClock(this.draw)
    this.counts = counts
    this.host = new RoomHost(program)
    this.ops = new OpSource(this.draw, counts)
    this.#world = {
      clock: this.clock,
      nextName: () => `k${++this.#names}`,
      secret: () => `secret-of-page${String(++this.#secrets).padStart(7, '0')}A`,
      linked: (link) => this.#links.push(link),
      fetch: (path) => new Promise((come, fail) => this.#fetches.push({ path, come, fail })),
    }
  }

  whole(most: number): number {
    return Math.floor(this.draw() * most)
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.whole(list.length)]
  }

  /** Opens a page: somebody new with a device of their own, or one more of a user's. */
  enter(user = `u${this.devices.length + 1}`, device?: Device): Page {
    const on = device ?? new Device()
    on.slow = true
    if (!device) this.devices.push(on)
    const page = new Page(this.#world, user, on)
    this.pages.push(page)
    return page
  }

  /** A page is loaded again, after good-bye or after a crash: another client id, the same device. */
  reload(page: Page, politely: boolean): void {
    this.counts.add('write lost', page.die(politely))
    this.pages.splice(this.pages.indexOf(page), 1)
    for (const link of this.#links) if (link.left && link.up.length > 0 && this.draw() < 0.5) link.up.length = 0
    this.enter(page.user, page.device)
    this.counts.add(politely ? 'reload' : 'crash')
  }

  /** A page comes back to a board that was restored from a backup meanwhile: what it holds is of another history (W44). */
  estrange(page: Page): void {
    page.die(true)
    this.pages.splice(this.pages.indexOf(page), 1)
    const { board } = page.device
    if (board) page.device.board = { ...board, at: { ...board.at, hash: 'another-history-of-itA' } }
    this.enter(page.user, page.device)
    this.counts.add('another history')
  }

  /** Somebody draws. */
  commit(page: Page, large = false): void {
    const step = `step-${String(this.commits.size + 1).padStart(5, '0')}`
    const refused = page.refused.length
    const unknown = page.client.author === 0
    page.client.commit(large ? this.ops.large() : this.ops.ops(page.client.view), step)
    const here = page.refused.slice(refused).find((change) => change.n === 0)
    if (here) this.counts.add(`refused here ${here.code}`)
    else {
      this.commits.set(step, page.user)
      if (unknown) this.counts.add('before the welcome')
    }
  }

  /** Delivers up to so many frames of one link to the room, or opens it there. */
  async up(link: Link, frames: number): Promise<void> {
    if (!link.opened) return this.#open(link)
    for (let i = 0; i < frames && link.up.length > 0; i++) {
      const frame = link.up.shift()!
      if (!link.gone) await this.ask({ frame: link.name, text: frame })
    }
  }

  /** As up, with somebody in the middle who sends twice, otherwise, or not at all. */
  async meddledUp(link: Link): Promise<void> {
    const frame = link.up.shift()
    if (frame === undefined || link.gone) return
    for (const text of meddle(frame, this.draw, this.counts, this.forged)) await this.ask({ frame: link.name, text })
  }

  /** Delivers up to so many of what the room sent on one link. */
  async down(link: Link, frames: number): Promise<void> {
    for (let i = 0; i < frames && link.down.length > 0; i++) this.#hear(link, link.down.shift()!)
    await settled()
  }

  /** Loses one frame of changes on the way down: the next one has a hole before it. */
  loseDown(link: Link): void {
    const at = link.down.findIndex((sent) => 'text' in sent && sent.text.startsWith('[{"t":"changes"'))
    if (at < 0) return
    link.down.splice(at, 1)
    this.counts.add('lost changes')
  }

  /** The network breaks. What was under way is lost in both directions, `late`: after the room has read what was sent. */
  async cut(link: Link, late: boolean): Promise<void> {
    if (late) {
      await this.up(link, link.up.length)
      await this.settle()
    }
    this.counts.add(late ? 'cut after commit' : 'cut')
    if (link.opened && !link.gone) await this.ask({ cut: link.name })
    await this.#broken(link)
  }

  /** The page notices a broken connection that the room still takes for good. */
  async halfOpen(link: Link): Promise<void> {
    this.counts.add('half open')
    link.down.length = 0
    if (!link.left) link.events.closed(1006, '')
    link.left = true
    await settled()
  }

  async restart(): Promise<void> {
    this.counts.add('restart')
    await this.ask({ restart: true })
    for (const link of this.#links) {
      link.gone = true
      if (link.opened) link.down.push({ conn: link.name, close: 1006 })
    }
  }

  /** Somebody may only look from now on, or draw again. */
  async turn(user: string): Promise<void> {
    const viewer = !this.viewers.has(user)
    if (viewer) this.viewers.add(user)
    else this.viewers.delete(user)
    await this.ask({ role: viewer ? 'viewer' : 'editor', user })
  }

  /** Brings the snapshots that are asked for, or not. */
  async fetch(lose: boolean): Promise<void> {
    const fetches = this.#fetches
    this.#fetches = []
    for (const { path, come, fail } of fetches) {
      const answer = lose ? undefined : await this.ask({ snapshot: path })
      if (answer?.body !== undefined) come(answer.body)
      else fail(new Error(answer?.error ?? 'lost'))
      this.counts.add(answer?.body !== undefined ? 'snapshot fetched' : 'snapshot lost')
    }
    await settled()
  }

  async advance(ms: number): Promise<void> {
    this.clock.advance(ms)
    for (const page of this.pages) page.written()
    await settled()
    await this.ask({ advance: ms })
  }

  async settle(): Promise<void> {
    await this.ask({ settle: true })
  }

  /** Links that matter to somebody, the room or a page. */
  get links(): readonly Link[] {
    this.#links = this.#links.filter((link) => !link.left || !link.gone)
    return this.#links
  }

  /** Asks the room, and puts what it sent meanwhile into the queues. */
  async ask(command: Record<string, unknown>): Promise<Answer> {
    const answer = await this.host.ask(command)
    for (const sent of answer.out) {
      const link = this.#links.find((each) => each.name === sent.conn)
      if (!link) continue
      link.down.push(sent)
      if (!('close' in sent)) continue
      link.gone = true
      this.counts.add(`close ${sent.close}`)
    }
    return answer
  }

  async #open(link: Link): Promise<void> {
    link.opened = true
    // An attempt that its page has given up may still reach the room.
    if (link.left) this.counts.add('stray attempt')
    if (this.draw() < 0.1) {
      link.gone = true
      if (!link.left) link.events.closed(1006, '')
      link.left = true
      this.counts.add('attempt failed')
    } else {
      await this.ask({ open: link.name, user: link.user })
      if (!link.left) link.events.opened()
    }
    await settled()
  }

  async #broken(link: Link): Promise<void> {
    link.gone = true
    link.up.length = 0
    link.down.length = 0
    if (!link.left) link.events.closed(1006, '')
    link.left = true
    await settled()
  }

  #hear(link: Link, sent: Sent): void {
    if (link.left) return
    if ('close' in sent) {
      link.events.closed(sent.close, sent.reason ?? '')
      link.left = true
      return
    }
    this.#count(sent.text)
    link.events.frame(sent.text)
  }

  #count(text: string): void {
    for (const message of JSON.parse(text) as {
      t: string
      mode?: string
      code?: string
      refused?: string
      items?: unknown[]
      as?: number
    }[]) {
      if (message.t === 'welcome') this.counts.add(`welcome ${message.mode}`)
      else if (message.t === 'refused') this.counts.add(`refused ${message.code}`)
      else if (message.t === 'changes') this.counts.add('item', message.items!.length)
      else this.counts.add(message.t)
      if (message.t === 'accepted' && message.as !== undefined) this.counts.add('accepted of a dead page')
    }
  }
}
