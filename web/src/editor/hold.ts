import { distance } from '../geometry/point'
import type { Parts } from './parts'
import type { Pointer } from './tool'

/** A hand that stays so long where it is, with its button or finger down, holds still; in milliseconds. */
export const HOLD = 500

/** How far it may tremble meanwhile, in CSS pixels: a finger and a pen more than a mouse. */
const tremble = ({ coarse, pen }: Pointer): number => (coarse || pen ? 6 : 3)

/** Tells when a hand that draws holds still; again only after it has moved. */
export class Hold {
  private readonly parts: Parts
  private readonly held: (pointer: Pointer) => void
  private from: Pointer | null = null
  private callOff: (() => void) | null = null

  constructor(parts: Parts, held: (pointer: Pointer) => void) {
    this.parts = parts
    this.held = held
  }

  /** Where the hand is now. */
  at(pointer: Pointer): void {
    if (this.from !== null && distance(pointer.screen, this.from.screen) < tremble(pointer)) return
    this.end()
    this.from = pointer
    this.callOff = this.parts.after(HOLD, () => {
      this.callOff = null
      this.held({ ...pointer, time: pointer.time + HOLD })
    })
  }

  /** It was lifted, or does something else. */
  end(): void {
    this.callOff?.()
    this.callOff = null
    this.from = null
  }
}
