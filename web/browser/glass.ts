import type { CDPSession } from 'playwright-core'
import type { Person, Spot } from './person'

/** How a pen is held. `force` 0 to 1, tilts in degrees from upright, `twist` in degrees. */
export type Held = {
  readonly force?: number
  readonly tiltX?: number
  readonly tiltY?: number
  readonly twist?: number
}

/** A touch on the glass: its number, where it is, and how broad it is in CSS pixels. */
type Touch = { readonly id: number; readonly spot: Spot; readonly broad: number }

/**
 * The glass of a screen that knows fingers and pens, through the browser's debugging protocol. It has a clock of its own that only
 * `waits` and each event move on: what counts as a tap does not depend on how fast the machine is.
 */
export class Glass {
  private readonly cdp: CDPSession
  private touches: Touch[] = []
  private now = Date.now()

  private constructor(cdp: CDPSession) {
    this.cdp = cdp
  }

  static async of(person: Person): Promise<Glass> {
    return new Glass(await person.devtools())
  }

  /** Lets time go by, in milliseconds. */
  waits(milliseconds: number): void {
    this.now += milliseconds
  }

  /** Whatever was before, also by the page's own clock, is long ago: what touches just after a pen counts as the hand that holds it. */
  beginsAnew(): void {
    this.now = Math.max(this.now, Date.now()) + 1000
  }

  /** Puts fingers down at once, with the numbers given or the next ones. */
  async puts(...spots: Spot[]): Promise<void> {
    await this.putsBroad(24, ...spots)
  }

  /** Puts something down that is so many CSS pixels across. */
  async putsBroad(broad: number, ...spots: Spot[]): Promise<void> {
    const next = Math.max(0, ...this.touches.map(({ id }) => id)) + 1
    this.touches.push(...spots.map((spot, i) => ({ id: next + i, spot, broad })))
    await this.tells('touchStart')
  }

  /** Moves the fingers that are down, in the order in which they were put, in steps. */
  async moves(to: readonly Spot[], steps = 6): Promise<void> {
    const from = this.touches
    for (let i = 1; i <= steps; i++) {
      this.touches = from.map((touch, k) => {
        const [x, y] = touch.spot
        const [toX, toY] = to[k] ?? touch.spot
        return { ...touch, spot: [x + ((toX - x) * i) / steps, y + ((toY - y) * i) / steps] }
      })
      await this.tells('touchMove')
    }
  }

  /** Lifts the finger that was put down first, or all. */
  async lifts(which: 'first' | 'all' = 'all'): Promise<void> {
    const lifted = which === 'all' ? [] : this.touches.slice(0, 1)
    this.touches = which === 'all' ? [] : this.touches.slice(1)
    // An end names those that are lifted; none means all.
    await this.tells('touchEnd', lifted)
  }

  /** The system takes the fingers away. */
  async takesAway(): Promise<void> {
    this.touches = []
    await this.tells('touchCancel')
  }

  /** The fingers rest before they are lifted: what they moved does not go on. */
  async sets(): Promise<void> {
    this.waits(150)
    await this.lifts()
  }

  /** One finger from spot to spot, where it rests. */
  async strokes(from: Spot, ...to: Spot[]): Promise<void> {
    await this.puts(from)
    for (const spot of to) await this.moves([spot])
    await this.sets()
  }

  /** So many fingers tap together. */
  async taps(...spots: Spot[]): Promise<void> {
    await this.puts(...spots)
    this.waits(60)
    await this.lifts()
  }

  /** A pen over the glass, not touching it. */
  async hovers(spot: Spot): Promise<void> {
    await this.pen('mouseMoved', spot, { force: 0 }, 0)
  }

  /** A pen is put down and goes along; it is not lifted. `button` 2: with the button on its barrel held. */
  async penDown(spots: readonly Spot[], held: Held = {}, button: 1 | 2 = 1): Promise<void> {
    const [first, ...rest] = spots
    await this.pen('mousePressed', first!, held, button)
    for (const spot of rest) await this.pen('mouseMoved', spot, held, button)
  }

  async penUp(spot: Spot, button: 1 | 2 = 1): Promise<void> {
    await this.pen('mouseReleased', spot, { force: 0 }, button)
  }

  /** A pen from spot to spot. */
  async pens(spots: readonly Spot[], held: Held = {}, button: 1 | 2 = 1): Promise<void> {
    await this.penDown(spots, held, button)
    await this.penUp(spots.at(-1)!, button)
  }

  private async pen(
    type: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
    [x, y]: Spot,
    { force = 0.5, ...held }: Held,
    button: 0 | 1 | 2,
  ): Promise<void> {
    await this.cdp.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      button: button === 0 ? 'none' : button === 1 ? 'left' : 'right',
      buttons: type === 'mouseReleased' ? 0 : button,
      pointerType: 'pen',
      force,
      clickCount: 1,
      timestamp: this.tick(),
      ...held,
    })
  }

  private async tells(
    type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel',
    touches: readonly Touch[] = this.touches,
  ): Promise<void> {
    await this.cdp.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: touches.map(({ id, spot: [x, y], broad }) => ({
        id,
        x,
        y,
        radiusX: broad / 2,
        radiusY: broad / 2,
      })),
      timestamp: this.tick(),
    })
  }

  /** Seconds, as the protocol wants them. */
  private tick(): number {
    this.now += 8
    return this.now / 1000
  }
}
