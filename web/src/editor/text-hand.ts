import type { Inline } from '../elements/marks'

/** How the words are that are marked in the field, or about its caret. */
export type TextState = {
  /** The marks that all of them have. */
  readonly inline: string
  /** What their paragraphs are, if all are the same; '' for plain or mixed ones. */
  readonly style: string
  /** Where they lead; '' for nowhere. */
  readonly link: string
}

/** A hand on what is being typed into: for the bar above it. */
export interface TextHand {
  readonly state: TextState
  /** Marks what is marked, or what is typed next. */
  toggle(mark: Inline): void
  /** Makes paragraphs what a mark says, or plain where they are that already. */
  style(style: string): void
  /** Moves points of a list one step in (1) or out (-1). */
  nest(by: 1 | -1): void
  /** Makes letters lead to an address, '' nowhere; false where that is no address. */
  link(address: string): boolean
  /** Where the field lies in the window, in CSS pixels. */
  box(): { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  /** Back to the letters. */
  focus(): void
  /** Ends the typing. */
  leave(): void
}

/** Where the hand is held, and who wants to know of it. */
export class TextHands {
  private readonly listeners = new Set<() => void>()
  private held: TextHand | null = null
  private asked = false
  /** Grows with whatever happens. */
  version = 0

  get hand(): TextHand | null {
    return this.held
  }

  hold(hand: TextHand | null): void {
    this.held = hand
    this.changed()
  }

  /** What is marked, or where it lies, has become another. */
  changed(): void {
    this.version++
    for (const listener of [...this.listeners]) listener()
  }

  /** Somebody wants to say where letters lead. */
  askLink(): void {
    this.asked = true
    this.changed()
  }

  /** Whether somebody does; heard once. */
  heardLink(): boolean {
    const { asked } = this
    this.asked = false
    return asked
  }

  on = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

const known = new WeakMap<object, TextHands>()

/** The hands on the words of an editor. */
export function textHandsOf(editor: object): TextHands {
  let hands = known.get(editor)
  if (hands === undefined) {
    hands = new TextHands()
    known.set(editor, hands)
  }
  return hands
}
