import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from './built'

/** The real program, running. `lan` is an address that is no localhost: there a browser has no secure context. */
export class Program {
  readonly port: number
  readonly #path: string
  readonly #names: readonly string[]
  /** The path that its pages lie under: '' or such as '/draw'. */
  readonly base: string
  readonly #data = mkdtempSync(join(tmpdir(), 'drawingroom-browser-'))
  #child: ChildProcess | null = null
  #said = ''

  private constructor(port: number, path: string, names: readonly string[], base: string) {
    this.port = port
    this.#path = path
    this.base = base
    this.#names = [this.lan, ...names]
  }

  get local(): string {
    return `http://localhost:${this.port}${this.base}`
  }

  get lan(): string {
    return `http://lan.test:${this.port}${this.base}`
  }

  /** Starts on a free port with an empty data folder. `names`: addresses it goes by beside its own, those of proxies. `base`: the path that all of them have. */
  static async start(path = program, names: readonly string[] = [], base = ''): Promise<Program> {
    const it = new Program(await freePort(), path, names, base)
    await it.again()
    return it
  }

  /** Starts on the same port and data as before, and waits until it is ready. `path`: another program; `more`: further settings. */
  async again(path = this.#path, more: readonly string[] = []): Promise<void> {
    const open = ['--max-boards', '0', '--max-guests', '0'] // one address asks for everything here
    const names = this.#names.flatMap((name) => ['--public-url', name])
    const args = ['serve', '--addr', `127.0.0.1:${this.port}`, '--data', this.#data, ...names, ...open, ...more]
    const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'] })
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

  /** Runs a command of the program on its data, beside it, and returns what that prints. */
  asks(command: string, ...args: readonly string[]): string {
    return execFileSync(this.#path, [command, '--data', this.#data, ...args], { stdio: 'pipe', encoding: 'utf8' })
  }

  /** Where a file may lie until the end. */
  file(name: string): string {
    return `${this.#data}.${name}`
  }

  /** Throws its data away, while it is not running. */
  forgets(): void {
    rmSync(this.#data, { recursive: true, force: true })
  }

  /** Takes it the breath: whoever connects gets no answer and no refusal, as on a network that is half there. Until `goOn`. */
  standStill(): void {
    this.#child?.kill('SIGSTOP')
  }

  goOn(): void {
    this.#child?.kill('SIGCONT')
  }

  /** Ends it and throws its data away. */
  async end(): Promise<void> {
    await this.kill()
    this.forgets()
    rmSync(this.file('backup'), { force: true })
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

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
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
