import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from './built'

/** The real program, running. `lan` is an address that is no localhost: there a browser has no secure context. */
export class Program {
  readonly port: number
  readonly #path: string
  readonly #data = mkdtempSync(join(tmpdir(), 'drawingroom-browser-'))
  #child: ChildProcess | null = null
  #said = ''

  private constructor(port: number, path: string) {
    this.port = port
    this.#path = path
  }

  get local(): string {
    return `http://localhost:${this.port}`
  }

  get lan(): string {
    return `http://lan.test:${this.port}`
  }

  /** Starts on a free port with an empty data folder. */
  static async start(path = program): Promise<Program> {
    const it = new Program(await freePort(), path)
    await it.again()
    return it
  }

  /** Starts on the same port and data as before, and waits until it is ready. */
  async again(): Promise<void> {
    const open = ['--max-boards', '0', '--max-guests', '0'] // one address asks for everything here
    const args = ['serve', '--addr', `127.0.0.1:${this.port}`, '--data', this.#data, '--public-url', this.lan, ...open]
    const child = spawn(this.#path, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (this.#said += text))
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the program ended:\n${this.#said}`)
      if (await ready(this.port)) return
    }
  }

  /** kill -9, and waits until it is gone. */
  async kill(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }

  /** Ends it and throws its data away. */
  async end(): Promise<void> {
    await this.kill()
    rmSync(this.#data, { recursive: true, force: true })
  }

  /** All it has printed. */
  get said(): string {
    return this.#said
  }
}

async function ready(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 20)) // between two knocks at the door
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
