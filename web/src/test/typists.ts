import { Board } from '../board/board'
import { type Confirmed, Overlay, type Waiting } from '../board/overlay'
import type { Op } from '../board/types'
import { beginText, committed, edited, rebased, type TextSession, textOps, typing } from '../editor/text-session'
import { joined, runsOf } from '../elements/text-runs'

/** The text that they write in. */
export const TEXT = 'text-00001'

/** Numbers from 0 up to 1, the same for one seed. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

/** A log that each reads when it likes. */
export class Log {
  readonly changes: Confirmed[] = []

  add(author: number, ops: readonly Op[]): void {
    this.changes.push({ at: { seq: this.changes.length + 1, author }, ops })
  }
}

/** Somebody who types: what they commit is sent later, and what others did reaches them later. */
export class Typist {
  readonly author: number
  readonly overlay = new Overlay(new Board())
  session: TextSession | null = null
  private readonly log: Log
  private readonly newID: () => string
  private waiting: (Waiting & { sent: boolean })[] = []
  private n = 0
  private read = 0

  constructor(log: Log, author: number, newID: () => string) {
    this.log = log
    this.author = author
    this.newID = newID
  }

  get said(): string {
    return this.session?.typed ?? joined(runsOf(this.overlay.view.element(TEXT)!.props))
  }

  open(): void {
    this.session ??= beginText(this.overlay.view, TEXT, this.newID, null)
  }

  type(text: string): void {
    this.open()
    this.session = typing(this.session!, text)
  }

  /** Does an edit that its pen makes. */
  edits(make: (session: TextSession) => Parameters<typeof edited>[1]): void {
    this.open()
    this.session = edited(this.session!, make(this.session!))
  }

  commit(): void {
    if (this.session === null) return
    const ops = textOps(this.session, this.overlay.view)
    if (ops.length > 0) this.does(ops)
    this.session = committed(this.session, this.overlay.view)
  }

  does(ops: readonly Op[]): void {
    this.n += 1
    const change = { n: this.n, ops, sent: false }
    this.waiting.push(change)
    this.overlay.lay(change, this.author, new Set())
  }

  close(): void {
    this.commit()
    this.session = null
  }

  /** Sends the oldest change that has not gone yet. */
  send(): void {
    const next = this.waiting.find((change) => !change.sent)
    if (next === undefined) return
    next.sent = true
    this.log.add(this.author, next.ops)
  }

  /** Reads so many changes of the log. */
  hear(most: number): void {
    const news = this.log.changes.slice(this.read, this.read + most)
    if (news.length === 0) return
    this.read += news.length
    const own = news.filter((change) => change.at.author === this.author).length
    this.waiting.splice(0, own)
    this.overlay.news(news, this.waiting, this.author)
    if (this.session !== null) this.session = rebased(this.session, this.overlay.view)
  }

  settle(): void {
    this.commit()
    while (this.waiting.some((change) => !change.sent)) this.send()
  }
}
