import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const web = fileURLToPath(new URL('..', import.meta.url))
const top = fileURLToPath(new URL('../..', import.meta.url))

/** The program under test; DRAWINGROOM_BIN names another one, which is then taken as it is. */
export const program = process.env.DRAWINGROOM_BIN ?? `${top}bin/drawingroom`

/** The server that makes networks bad, of the version that go.mod names. */
export const toxiproxy = `${top}bin/toxiproxy`

/** Builds it where it is missing or go.mod is newer: for the tests that want it. */
export function buildToxiproxy(): void {
  if (changed(`${top}go.mod`) > changed(toxiproxy))
    execFileSync('go', ['build', '-o', toxiproxy, 'github.com/Shopify/toxiproxy/v2/cmd/server'], {
      cwd: top,
      stdio: 'inherit',
    })
}

/** Builds the front end and the program where they are missing or older than what they are made of. */
export default function setup(): void {
  if (process.env.DRAWINGROOM_BIN) return
  // Under a test's NODE_ENV, React would be built with all its checks for developers.
  const env = { ...process.env, NODE_ENV: 'production' }
  const front = newest(
    ...['src', 'public', 'scripts', 'index.html', 'vite.config.ts', 'package-lock.json'].map((name) => web + name),
    `${top}rooms/board/kinds.json`,
  )
  if (front > changed(`${web}dist/index.html`))
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: web, stdio: 'inherit', env })
  const back = newest(
    ...['cmd', 'server', 'rooms', 'auth', 'persistence', 'migrations'].map((dir) => top + dir),
    `${top}go.sum`,
    `${web}dist`,
  )
  if (back > changed(program))
    execFileSync('go', ['build', '-o', program, './cmd/drawingroom'], { cwd: top, stdio: 'inherit' })
}

/** When a file was changed last, in ms; 0 for one that is not there. */
function changed(path: string): number {
  return existsSync(path) ? statSync(path).mtimeMs : 0
}

function newest(...paths: string[]): number {
  let latest = 0
  for (const path of paths) {
    if (!existsSync(path)) continue
    latest = Math.max(latest, changed(path))
    if (!statSync(path).isDirectory()) continue
    for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) latest = Math.max(latest, changed(`${entry.parentPath}/${entry.name}`))
    }
  }
  return latest
}
