import type { BoardEditor } from '../../editor/editor'
import { followed, onFollowing } from '../../editor/following'
import { onOwnSign } from '../../editor/own-signs'
import type { Box } from '../../geometry/box'
import type { Gesture } from '../../wire/messages'
import type { Look } from '../look'
import type { Marks } from '../marks'
import { Cursors, type Shown } from './cursors'
import { Lasers } from './lasers'
import { drawSelections } from './selections'
import { Signs } from './signs'
import { SmoothHand } from './smooth-hand'
import { Words } from './words'

/** A jump of more CSS pixels than this is no movement to be followed. */
const LEAP = 2_000

/** One's own trail of light, in a colour of its own; a sign of one's own counts as this one's. */
const SELF = ''

/**
 * All that is seen of others but what is on the board: their hands, selections, words, signs and trails of light. Loaded with the first
 * of them, or with one's own laser pointer.
 */
export class Company {
  private readonly editor: BoardEditor
  private readonly hands = new Map<string, SmoothHand>()
  private readonly cursors = new Cursors()
  private readonly lasers = new Lasers()
  private readonly signs = new Signs()
  private readonly words = new Words()
  private held: ReadonlyMap<string, Gesture> = new Map()
  private readonly ends: (() => void)[]

  constructor(editor: BoardEditor) {
    this.editor = editor
    const { client } = editor
    this.hear(client.others.keys())
    this.ends = [
      client.on({
        presence: (sessions) => this.hear(sessions),
        reaction: (session, [sign, x, y]) => this.sign(session, sign, { x, y }),
      }),
      onOwnSign(editor, ({ sign, at }) => this.sign(SELF, sign, at)),
      onFollowing(() => this.ask()),
    ]
  }

  /** Hears no more. */
  close(): void {
    for (const end of this.ends) end()
  }

  private ask(): void {
    for (const watcher of this.editor.watchers) watcher.live()
  }

  private hear(sessions: Iterable<string>): void {
    const { client, parts, state } = this.editor
    const now = parts.now()
    for (const session of sessions) {
      const other = client.others.get(session)
      if (other === undefined) {
        this.hands.delete(session)
        this.words.forget(session)
        continue
      }
      const hand = this.hands.get(session) ?? new SmoothHand()
      this.hands.set(session, hand)
      hand.hear(other, (LEAP * 100) / state.camera.zoom, now)
      this.words.hear(session, other.chat, now)
    }
  }

  private sign(session: string, sign: string, at: { readonly x: number; readonly y: number }): void {
    const { client, parts } = this.editor
    const colour = (client.others.get(session)?.member ?? client.members.get(client.session))?.colour ?? 'teal'
    this.signs.give(session, sign, at, colour, parts.now())
    this.ask()
  }

  /** What others are in the midst of, as it is shown now. */
  gestures(now: number): ReadonlyMap<string, Gesture> {
    const held = new Map<string, Gesture>()
    for (const [session, hand] of this.hands) {
      const gesture = hand.holds(now)
      if (gesture !== undefined) held.set(session, gesture)
    }
    this.held = held
    return held
  }

  /** Whether anything is to be seen now. To be asked once a frame, after `gestures`. */
  any(now: number): boolean {
    const lit = this.lasers.look(this.editor, this.held, now)
    if (lit || this.signs.count(now) > 0) return true
    for (const { cursor, selection } of this.editor.client.others.values())
      if (cursor !== undefined || selection.length > 0) return true
    return false
  }

  drawSelections(to: CanvasRenderingContext2D, marks: Marks, view: Box, look: Look): void {
    drawSelections(to, marks, this.editor, this.held, view, look)
  }

  /** Draws all that lies on top; true while something goes on moving by itself. */
  draw(to: CanvasRenderingContext2D, look: Look, now: number): boolean {
    const shines = this.lasers.draw(to, look, now)
    const names = this.cursors.draw(to, this.shown(now), look, this.words, followed(this.editor), now)
    const signs = this.signs.draw(to, look, now, this.editor.parts.motion())
    const goes = [...this.hands.values()].some((hand) => !hand.rests(now))
    return shines || names || signs || goes || this.words.fades(now)
  }

  /** When it has to be drawn again although nothing happens, in milliseconds. */
  next(now: number): number {
    return Math.min(this.cursors.next(now), this.words.next(now))
  }

  private shown(now: number): readonly Shown[] {
    const shown: Shown[] = []
    for (const [session, other] of this.editor.client.others) {
      const hand = this.hands.get(session)
      const at = hand?.at(now)
      if (hand !== undefined && at) shown.push({ session, other, at, moved: hand.moved })
    }
    return shown
  }
}
