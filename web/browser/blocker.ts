import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/**
 * What a proxy does to sockets: refuses them (403), or lets them be and carries nothing after the upgrade; or it refuses them, and passes no answer on before
 * that is complete.
 */
export type Blocks = 'refuses' | 'swallows' | 'holds back' | 'nothing'

/** A proxy before the program, of the kind that stands in offices: plain requests pass, streams too, sockets do not. */
export class Blocker {
  blocks: Blocks
  #target = 0
  /** How many upgrades were asked for. */
  upgrades = 0
  /** How many requests beside a connection passed. */
  requests = 0
  /** How many of these asked what there is. */
  questions = 0
  readonly #server: Server
  readonly #open = new Set<Socket>()

  /** The path that the program's pages lie under. */
  readonly base: string

  private constructor(blocks: Blocks, base: string) {
    this.blocks = blocks
    this.base = base
    this.#server = createServer((from, to) => {
      if (from.url?.includes('/streams/')) this.requests++
      if (from.url?.includes('?after=')) this.questions++
      const { method, headers } = from
      const path = this.#without(from.url)
      const on = request({ port: this.#target, host: '127.0.0.1', method, path, headers }, (answer) => {
        const passes = (body: Buffer) => to.writeHead(answer.statusCode!, answer.headers).end(body)
        if (this.blocks === 'holds back') whole(answer).then(passes, () => to.destroy())
        else answer.pipe(to.writeHead(answer.statusCode!, answer.headers))
      })
      on.on('error', () => to.destroy())
      to.on('close', () => on.destroy())
      from.pipe(on)
    })
    this.#server.on('connection', (socket) => this.#keep(socket))
    this.#server.on('upgrade', (from, socket: Socket) => {
      this.upgrades++
      socket.on('error', () => {})
      if (this.blocks === 'refuses' || this.blocks === 'holds back') {
        socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
        return
      }
      const on = connect(this.#target, '127.0.0.1', () => {
        const head = from.rawHeaders.map((text, i) => text + (i % 2 === 0 ? ': ' : '\r\n')).join('')
        on.write(`${from.method} ${this.#without(from.url)} HTTP/1.1\r\n${head}\r\n`)
      })
      this.#keep(on)
      on.on('error', () => socket.destroy())
      on.on('close', () => socket.destroy())
      socket.on('close', () => on.destroy())
      if (this.blocks === 'nothing') {
        on.pipe(socket)
        socket.pipe(on)
      } else on.once('data', (head: Buffer) => socket.write(head.subarray(0, head.indexOf('\r\n\r\n') + 4)))
    })
  }

  /** Listens on a port of this machine. `base`: a path that it takes away before it passes a request on. */
  static async start(blocks: Blocks, base = ''): Promise<Blocker> {
    const it = new Blocker(blocks, base)
    await new Promise<void>((resolve) => it.#server.listen(0, '127.0.0.1', resolve))
    return it
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** The addresses by which the program has to go as well. */
  get names(): string[] {
    return [`http://lan.test:${this.port}${this.base}`]
  }

  /** From now on it stands before the program at that port of this machine. */
  before(port: number): void {
    this.#target = port
  }

  /** Ends it, and all that goes through it. */
  end(): void {
    this.#server.close()
    for (const socket of this.#open) socket.destroy()
  }

  /** A path as it is passed on. */
  #without(path = ''): string {
    return path.startsWith(`${this.base}/`) ? path.slice(this.base.length) : path
  }

  #keep(socket: Socket): void {
    this.#open.add(socket)
    socket.on('close', () => this.#open.delete(socket))
  }
}

async function whole(answer: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of answer) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
