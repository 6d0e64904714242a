import { type ChildProcess, spawn } from 'node:child_process'
import { buildToxiproxy, toxiproxy } from './built'
import { freePort } from './program'

/** What can be wrong with a link, by toxiproxy's own names; times in milliseconds, but a slicer's delay in microseconds; rates in kilobytes a second, sizes in bytes. */
export type Toxic =
  | { readonly type: 'latency'; readonly attributes: { readonly latency: number; readonly jitter?: number } }
  | { readonly type: 'bandwidth'; readonly attributes: { readonly rate: number } }
  | {
      readonly type: 'slicer'
      readonly attributes: { readonly average_size: number; readonly size_variation?: number; readonly delay?: number }
    }
  /** Data are swallowed, and the connection is closed after so long; 0: it stays open, half of it. */
  | { readonly type: 'timeout'; readonly attributes: { readonly timeout: number } }
  | { readonly type: 'reset_peer'; readonly attributes: { readonly timeout: number } }

/** A network between a browser and the program that can be made bad: toxiproxy's server, and one link through it. */
export class BadNetwork {
  /** Where a browser reaches the program through it. */
  readonly port: number
  readonly #api: string
  readonly #child: ChildProcess

  private constructor(port: number, api: number) {
    this.port = port
    this.#api = `http://127.0.0.1:${api}/proxies`
    this.#child = spawn(toxiproxy, ['-host', '127.0.0.1', '-port', String(api)], { stdio: 'ignore' })
  }

  static async start(): Promise<BadNetwork> {
    buildToxiproxy()
    const it = new BadNetwork(await freePort(), await freePort())
    while (!(await it.#answers())) await new Promise((resolve) => setTimeout(resolve, 20)) // between two knocks at the door
    return it
  }

  get local(): string {
    return `http://localhost:${this.port}`
  }

  /** The same by a name that is no localhost. */
  get lan(): string {
    return `http://lan.test:${this.port}`
  }

  /** The addresses by which the program has to go as well. */
  get names(): string[] {
    return [this.local, this.lan]
  }

  /** Lays the link to a program. */
  before(port: number): Promise<void> {
    const link = { name: 'link', listen: `127.0.0.1:${this.port}`, upstream: `127.0.0.1:${port}`, enabled: true }
    return this.#ask('', link)
  }

  /** Makes it bad, in both directions or in one: `up` is from the browser to the program. */
  async bad(toxic: Toxic, ways: readonly ('up' | 'down')[] = ['up', 'down']): Promise<void> {
    for (const way of ways)
      await this.#ask('/link/toxics', { ...toxic, name: `${toxic.type} ${way}`, stream: `${way}stream`, toxicity: 1 })
  }

  /** Takes all that off; connections that it has spoilt stay so. */
  async good(): Promise<void> {
    const toxics = (await (await fetch(`${this.#api}/link/toxics`)).json()) as { name: string }[]
    for (const { name } of toxics)
      await must(fetch(`${this.#api}/link/toxics/${encodeURIComponent(name)}`, { method: 'DELETE' }))
  }

  /** Pulls the cable: what is open is closed, and nothing can be opened. */
  down(): Promise<void> {
    return this.#ask('/link', { enabled: false })
  }

  up(): Promise<void> {
    return this.#ask('/link', { enabled: true })
  }

  async end(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    if (this.#child.exitCode === null && this.#child.kill()) await gone
  }

  async #answers(): Promise<boolean> {
    if (this.#child.exitCode !== null) throw new Error('toxiproxy ended')
    return fetch(this.#api).then(
      ({ ok }) => ok,
      () => false,
    )
  }

  #ask(path: string, body: unknown): Promise<void> {
    return must(fetch(this.#api + path, { method: 'POST', body: JSON.stringify(body) }))
  }
}

async function must(asked: Promise<Response>): Promise<void> {
  const answer = await asked
  if (!answer.ok) throw new Error(`toxiproxy: ${answer.status} ${await answer.text()}`)
}
