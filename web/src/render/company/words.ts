import { shownLine } from '../../elements/shown'

/** What is said and not taken back is believed for so long, in milliseconds: whoever said it may have been cut off. */
const LONGEST = 30_000
/** How long it takes to fade. */
const FADES = 500

type Said = { words: string; since: number; gone: number }

/** What others say at their cursors, as it is to be seen: for a moment longer than it is said. */
export class Words {
  private readonly said = new Map<string, Said>()

  /** Somebody says this now; undefined for nothing. */
  hear(session: string, chat: string | undefined, now: number): void {
    const before = this.said.get(session)
    const words = chat === undefined ? '' : shownLine(chat)
    if (words === '') {
      if (before !== undefined) before.gone = Math.min(before.gone, now)
    } else if (before?.words !== words || before.gone <= now)
      this.said.set(session, { words, since: now, gone: now + LONGEST })
  }

  /** What somebody says now, and how plainly it is to be seen, 0 to 1; null for nothing. */
  of(session: string, now: number): { readonly words: string; readonly strength: number } | null {
    const said = this.said.get(session)
    if (said === undefined) return null
    if (now < said.gone) return { words: said.words, strength: 1 }
    const strength = 1 - (now - said.gone) / FADES
    if (strength > 0) return { words: said.words, strength }
    this.said.delete(session)
    return null
  }

  /** Whether any is fading. */
  fades(now: number): boolean {
    return [...this.said.values()].some(({ gone }) => gone <= now)
  }

  /** When the next begins to fade, in milliseconds from now. */
  next(now: number): number {
    return Math.min(Number.POSITIVE_INFINITY, ...[...this.said.values()].map(({ gone }) => Math.max(0, gone - now)))
  }

  forget(session: string): void {
    this.said.delete(session)
  }
}
