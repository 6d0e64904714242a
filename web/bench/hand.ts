import type { CDPSession, Page } from 'playwright-core'
import { type Place, viewport } from './boards'

/** Input events a second: as a mouse sends them, rounded to the frames. */
const RATE = 60

/** What every scene does with the page; the keys are Drawing Room's, and the floors know them too. */
export class Hand {
  private readonly page: Page
  private readonly cdp: CDPSession

  constructor(page: Page, cdp: CDPSession) {
    this.page = page
    this.cdp = cdp
  }

  /** Everything fits into the window, or it is shown at 100 %, its middle in the window's. */
  async looks(at: 'fit' | '100 %'): Promise<void> {
    await this.page.keyboard.press('Shift+1')
    await this.rests()
    if (at === 'fit') return
    await this.page.keyboard.press('Control+0')
    await this.rests()
  }

  /** Until the page shows the same picture for a while. */
  async rests(): Promise<void> {
    let before = ''
    for (let same = 0; same < 2; ) {
      await this.page.waitForTimeout(150)
      const now = (await this.page.screenshot({ animations: 'disabled' })).toString('base64')
      same = now === before ? same + 1 : 0
      before = now
    }
  }

  async takes(key: string): Promise<void> {
    await this.page.keyboard.press(key)
  }

  /** The wheel turns for so many seconds; `turn` says how far with each of its steps. */
  wheel(seconds: number, ctrl: boolean, turn: (step: number) => readonly [dx: number, dy: number]): Promise<void> {
    return this.paced(seconds, (step) => {
      const [deltaX, deltaY] = turn(step)
      const { x, y } = { x: viewport.width / 2, y: viewport.height / 2 }
      return this.cdp.send('Input.dispatchMouseEvent', {
        type: 'mouseWheel',
        x,
        y,
        deltaX,
        deltaY,
        modifiers: ctrl ? 2 : 0,
      })
    })
  }

  /** Presses at a place, moves about for so many seconds, and lets go where `path` ends. */
  async drags(from: Place, seconds: number, path: (step: number) => Place): Promise<void> {
    await this.mouse('mousePressed', from)
    await this.paced(seconds, (step) => this.mouse('mouseMoved', path(step)))
  }

  async lets(go: Place): Promise<void> {
    await this.mouse('mouseReleased', go)
  }

  /** A box from one place to another. */
  async boxes(from: Place, to: Place): Promise<void> {
    await this.mouse('mousePressed', from)
    for (let i = 1; i <= 8; i++) {
      await this.mouse('mouseMoved', { x: from.x + ((to.x - from.x) * i) / 8, y: from.y + ((to.y - from.y) * i) / 8 })
    }
    await this.mouse('mouseReleased', to)
  }

  async clicks(at: Place): Promise<void> {
    await this.mouse('mousePressed', at)
    await this.mouse('mouseReleased', at)
  }

  private mouse(type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', at: Place): Promise<unknown> {
    const [x, y] = [viewport.width / 2 + at.x, viewport.height / 2 + at.y]
    const buttons = type === 'mouseReleased' ? 0 : 1
    return this.cdp.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons, clickCount: 1 })
  }

  /** Sends an event each sixtieth of a second, whether or not the page has answered the ones before. */
  private async paced(seconds: number, send: (step: number) => Promise<unknown>): Promise<void> {
    const answers: Promise<unknown>[] = []
    const start = performance.now()
    for (let step = 0; step < seconds * RATE; step++) {
      const due = start + (step * 1000) / RATE - performance.now()
      if (due > 0) await new Promise((resolve) => setTimeout(resolve, due))
      if (performance.now() - start > seconds * 1000) break
      answers.push(send(step))
    }
    await Promise.all(answers)
  }
}
