import type { FromWorker, ToWorker } from '../worker/protocol'
import { unpacked } from '../worker/told'
import type { WorkerLike } from '../worker-painter'
import { FakePicture } from './fake-canvas'

type Paint = Extract<ToWorker, { readonly t: 'paint' }>

/** A worker that does what a test says, when it says so. */
export class FakeWorker implements WorkerLike {
  readonly heard: ToWorker[] = []
  /** What each number stands for. */
  readonly known = new Map<number, ReadonlyMap<string, unknown>>()
  /** Orders that were not answered. */
  open: Paint[] = []
  ended = false
  private readonly listeners = new Map<string, ((event: never) => void)[]>()

  postMessage(message: ToWorker): void {
    this.heard.push(message)
    if (message.t === 'know') for (const [number, props] of unpacked(message.elements)) this.known.set(number, props)
    if (message.t === 'paint') this.open.push(message)
    if (message.t === 'drop') this.open = this.open.filter(({ number }) => number !== message.number)
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener])
  }

  terminate(): void {
    this.ended = true
  }

  says(data: FromWorker): void {
    for (const listener of this.listeners.get('message') ?? []) listener({ data } as never)
  }

  breaks(): void {
    for (const listener of this.listeners.get('error') ?? []) listener({} as never)
  }

  /** Answers the oldest order; what was painted in it, by their `at`. */
  answers(): FakePicture | undefined {
    const order = this.open.shift()
    if (order === undefined) return undefined
    const picture = new FakePicture()
    this.says({ t: 'painted', number: order.number, picture: picture as unknown as ImageBitmap })
    return picture
  }

  answersAll(): void {
    while (this.open.length > 0) this.answers()
  }
}
