import { ApiError } from '../sync/api'
import type { WaitingAsset } from '../sync/asset-store'
import { Backoff } from '../sync/backoff'
import type { Clock } from '../sync/clock'

/** What uploads need from outside. */
export type UploadParts = {
  /** Whether the server has it already. */
  readonly has: (asset: string) => Promise<boolean>
  readonly send: (asset: string, bytes: Blob, going: (sent: number) => void) => Promise<void>
  readonly clock: Clock
  /** One is over: the server has it, or `why` says that it does not take it. */
  readonly over: (row: WaitingAsset, why: string | null) => void
  /** How far they have come. */
  readonly progress: (now: UploadState) => void
}

/** Where the uploads stand. `sent` of `bytes` since there was nothing to upload last; `stuck`: the server is not to be reached. */
export type UploadState = {
  readonly waiting: number
  readonly sent: number
  readonly bytes: number
  readonly stuck: boolean
}

/** Answers after which the same bytes will not be taken the next time either. */
function final({ status, code }: ApiError): boolean {
  return code !== 'unreachable' && [400, 413, 415, 422, 507].includes(status)
}

/** Brings pictures to the server, one after the other, for as long as it takes. */
export class Uploads {
  readonly #parts: UploadParts
  readonly #queue: WaitingAsset[] = []
  readonly #backoff: Backoff
  #running = false
  #stuck = false
  #wake: (() => void) | null = null
  #done = 0
  #sent = 0
  #all = 0

  constructor(parts: UploadParts) {
    this.#parts = parts
    this.#backoff = new Backoff(parts.clock)
  }

  /** One more; nothing happens where it is under way. */
  add(row: WaitingAsset): void {
    if (this.#queue.some(({ asset }) => asset === row.asset)) return
    this.#queue.push(row)
    this.#all += row.bytes.size
    this.#tell()
    void this.#run()
  }

  /** Whether an asset waits here; its bytes. */
  bytesOf(asset: string): Blob | undefined {
    return this.#queue.find((row) => row.asset === asset)?.bytes
  }

  /** The server may be reached again: does not wait any longer. */
  retry(): void {
    this.#wake?.()
  }

  async #run(): Promise<void> {
    if (this.#running) return
    this.#running = true
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      if (await this.#try(next)) {
        this.#queue.shift()
        this.#done += next.bytes.size
        this.#sent = 0
        this.#stuck = false
      } else await this.#pause()
      this.#tell()
    }
    this.#running = false
    this.#done = 0
    this.#all = 0
  }

  /** True when it is over, well or not. */
  async #try(row: WaitingAsset): Promise<boolean> {
    const { has, send, over } = this.#parts
    try {
      if (!(await has(row.asset)))
        await send(row.asset, row.bytes, (sent) => {
          this.#sent = Math.min(sent, row.bytes.size)
          this.#tell()
        })
      this.#backoff.live()
      over(row, null)
      return true
    } catch (error) {
      if (!(error instanceof ApiError) || !final(error)) return false
      over(row, error.message)
      return true
    }
  }

  #pause(): Promise<void> {
    this.#sent = 0
    this.#stuck = true
    this.#tell()
    return new Promise((resolve) => {
      const go = () => {
        callOff()
        this.#wake = null
        resolve()
      }
      const callOff = this.#parts.clock.after(this.#backoff.failed(), go)
      this.#wake = go
    })
  }

  #tell(): void {
    this.#parts.progress({
      waiting: this.#queue.length,
      sent: this.#done + this.#sent,
      bytes: this.#all,
      stuck: this.#stuck && this.#queue.length > 0,
    })
  }
}
