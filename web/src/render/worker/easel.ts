import type { Item } from '../job'
import { Painting } from '../painting'
import type { FromWorker, ToWorker } from './protocol'
import { unpacked } from './told'

/** Milliseconds of painting after which the worker listens whether something more urgent has come, or what it paints has become needless. */
const SLICE = 12

type Known = Omit<Item, 'id'>
type Waiting = { readonly number: number; readonly urgent: boolean; readonly painting: () => Painting }

/** The worker's side: what it knows of the elements, and the pictures it is asked for. Knows no worker; the entry joins it to one. */
export class Easel {
  private readonly known = new Map<number, Known>()
  private readonly waiting: (Waiting & { begun?: Painting })[] = []
  private readonly tell: (message: FromWorker, transfer: Transferable[]) => void
  private readonly later: (run: () => void) => void
  private readonly now: () => number
  private running = false

  /** `later` runs something after what has arrived meanwhile was heard. */
  constructor(tell: Easel['tell'], later: Easel['later'], now: () => number) {
    this.tell = tell
    this.later = later
    this.now = now
  }

  /** Hears what the page says about elements and pictures. */
  hear(message: ToWorker): void {
    if (message.t === 'know') {
      for (const [number, props, span, clip] of unpacked(message.elements))
        this.known.set(number, { props, span, clip })
    } else if (message.t === 'forget') {
      this.known.clear()
    } else if (message.t === 'paint') {
      const { number, urgent, order, elements } = message
      // What the numbers stand for now is what is painted, whatever they come to stand for while it waits.
      const items = Array.from(elements, (one) => this.known.get(one)).filter((one) => one !== undefined)
      this.waiting.push({ number, urgent, painting: () => new Painting(order, items) })
      this.run()
    } else if (message.t === 'drop') {
      const at = this.waiting.findIndex(({ number }) => number === message.number)
      if (at >= 0) this.waiting.splice(at, 1)
    }
  }

  private run(): void {
    if (this.running) return
    this.running = true
    this.later(() => this.slice())
  }

  private slice(): void {
    this.running = false
    const next = this.waiting.find(({ urgent }) => urgent) ?? this.waiting[0]
    if (next === undefined) return
    next.begun ??= next.painting()
    const end = this.now() + SLICE
    if (next.begun.go(() => this.now() > end)) {
      // A worker is not told when they come back: the page goes on by itself.
      if (next.begun.lost) throw new Error('its graphics were lost')
      this.waiting.splice(this.waiting.indexOf(next), 1)
      const picture = next.begun.take() as ImageBitmap
      this.tell({ t: 'painted', number: next.number, picture }, [picture])
    } else this.tell({ t: 'busy' }, [])
    if (this.waiting.length > 0) this.run()
  }
}
