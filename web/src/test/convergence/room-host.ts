import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** What was sent to one connection: a frame, or its end. */
export type Sent = { readonly conn: string } & (
  | { readonly text: string }
  | { readonly close: number; readonly reason?: string }
)

/** An answer of rooms/roomtest/roomhost; its doc.go says what each command brings. */
export type Answer = {
  readonly out: readonly Sent[]
  readonly error?: string
  readonly body?: string
  readonly at?: { readonly epoch: string; readonly seq: number; readonly hash: string }
  readonly state?: string
  readonly form?: string
}

/** Builds the host of a real room once, and returns the program's path. */
export function buildHost(): string {
  const program = join(mkdtempSync(join(tmpdir(), 'roomhost-')), 'roomhost')
  execFileSync('go', ['build', '-o', program, './rooms/roomtest/roomhost'], {
    cwd: resolve(import.meta.dirname, '../../../..'),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return program
}

/** One real room in a process of its own, driven line by line. */
export class RoomHost {
  readonly #process: ChildProcess
  readonly #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = []
  #errors = ''

  constructor(program: string) {
    this.#process = spawn(program, { stdio: ['pipe', 'pipe', 'pipe'] })
    this.#process.stderr!.on('data', (chunk: Buffer) => {
      this.#errors += chunk.toString()
    })
    createInterface({ input: this.#process.stdout! }).on('line', (line) => {
      const waiting = this.#waiting.shift()
      try {
        waiting?.resolve(JSON.parse(line) as Answer)
      } catch {
        waiting?.reject(new Error(`the room says ${line}`))
      }
    })
    this.#process.on('close', (code) => {
      for (const { reject } of this.#waiting) reject(new Error(`the room ended with ${code}: ${this.#errors}`))
    })
  }

  /** Does one command and waits for its answer. */
  ask(command: Record<string, unknown>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#process.stdin!.write(`${JSON.stringify(command)}\n`)
    })
  }

  /** Ends the process. */
  end(): void {
    this.#process.stdin!.end()
  }
}
