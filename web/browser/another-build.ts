import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const web = fileURLToPath(new URL('..', import.meta.url))
const top = fileURLToPath(new URL('../..', import.meta.url))

/** A program like the one under test, but for its front end. */
export type AnotherBuild = { readonly program: string; readonly remove: () => void }

/** How a front end is another: texts of its sources by their paths from src, and what is done to what was built. */
type Changes = {
  readonly sources?: { readonly [path: string]: (text: string) => string }
  readonly built?: (dist: string) => void
}

/** Builds the program once more, with another front end in it. The one under test and the folder dist stay as they are. */
export async function anotherBuild({ sources = {}, built }: Changes): Promise<AnotherBuild> {
  const folder = mkdtempSync(join(tmpdir(), 'drawingroom-build-'))
  const dist = join(folder, 'dist')
  const changed = new Set<string>()
  // Under a test's own, React would be built with all its checks for developers.
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  await build({
    root: web,
    configFile: join(web, 'vite.config.ts'),
    mode: 'production',
    logLevel: 'warn',
    build: { outDir: dist, emptyOutDir: false },
    plugins: [
      {
        name: 'another',
        enforce: 'pre',
        transform(code, id) {
          const path = id.startsWith(`${web}src/`) ? id.slice(`${web}src/`.length) : ''
          if (sources[path] === undefined) return null
          changed.add(path)
          return sources[path](code)
        },
      },
    ],
  }).finally(() => {
    process.env.NODE_ENV = NODE_ENV
  })
  if (changed.size !== Object.keys(sources).length) throw new Error('a source to be changed is not in the build')
  built?.(dist)
  const program = join(folder, 'drawingroom')
  const overlay = join(folder, 'overlay.json')
  writeFileSync(overlay, JSON.stringify({ Replace: { ...gone(), ...there(dist) } }))
  execFileSync('go', ['build', '-overlay', overlay, '-o', program, './cmd/drawingroom'], { cwd: top, stdio: 'inherit' })
  return { program, remove: () => rmSync(folder, { recursive: true }) }
}

/** All files of the built front end are gone, … */
function gone(): Record<string, string> {
  return Object.fromEntries(filesOf(`${web}dist`).map((file) => [`${web}dist/${file}`, '']))
}

/** … and these are there instead. */
function there(dist: string): Record<string, string> {
  return Object.fromEntries(filesOf(dist).map((file) => [`${web}dist/${file}`, join(dist, file)]))
}

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

/** Writes a file of a built front end anew. */
export function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}
