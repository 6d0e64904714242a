import { distance } from '../geometry/point'
import type { Parts } from './parts'
import { dragDistance, type Pointer } from './tool'

/** A finger that stays so long asks for the menu, in milliseconds (Excalidraw and tldraw: 500). */
export const LONG_PRESS = 500

/** Tells when a finger stays where it was put down. */
export class LongPress {
  private readonly parts: Parts
  private readonly stayed: (pointer: Pointer) => void
  private from: Pointer | null = null
  private callOff: (() => void) | null = null
  private told = false

  constructor(parts: Parts, stayed: (pointer: Pointer) => void) {
    this.parts = parts
    this.stayed = stayed
  }

  /** A finger was put down. */
  begin(pointer: Pointer): void {
    this.end()
    this.told = false
    this.from = pointer
    this.callOff = this.parts.after(LONG_PRESS, () => {
      this.callOff = null
      this.told = true
      this.stayed(pointer)
    })
  }

  /** Where it is now. */
  at(pointer: Pointer): void {
    if (this.from !== null && distance(pointer.screen, this.from.screen) >= dragDistance(pointer.coarse)) this.end()
  }

  /**
   * The finger's touch ended. After one that asked for the menu the page is not to get the mouse presses a browser makes of touches:
   * they would count as a press beside the menu, and close it.
   */
  touchEnd(event: Pick<Event, 'cancelable' | 'preventDefault'>): void {
    if (this.told && event.cancelable) event.preventDefault()
    this.told = false
  }

  /** It was lifted, or does something else. */
  end(): void {
    this.callOff?.()
    this.callOff = null
    this.from = null
  }
}
