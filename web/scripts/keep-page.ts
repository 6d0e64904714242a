import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'
import type { Build } from '../src/shell/kept.ts'
import { workerPath } from '../src/shell/names.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What of public/ a page asks for; texts of licences are read with a network, and the picture of links is for others. */
const wanted = (path: string) => !path.startsWith('licences/') && !path.startsWith('.') && path !== 'unfurl.png'

/** Letters of other scripts than the Latin one are fetched by few, and kept when they were. */
const forFew = (path: string) => path.endsWith('.woff2') && !path.includes('-latin-wght-')

/** The page says here of which build it is. */
const place = '<meta name="build" content="" />'

/**
 * Builds the worker that keeps the page on the device (src/shell), with a list of all that the build is made of; and names the build in
 * the page. A build's name follows from its files, so that the same build has the same name, wherever and whenever it is made.
 */
export function keepPage(): Plugin {
  return {
    name: 'keep-page',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset' || typeof page.source !== 'string') this.error('there is no page')
      const plain = publicFiles()
      const hashed = Object.keys(bundle).filter((path) => path.startsWith('assets/'))
      const name = sumOf([page.source, ...hashed.sort(), ...plain.map((path) => readFileSync(`${root}public/${path}`))])
      if (!page.source.includes(place)) this.error('the page has no place for the name of the build')
      page.source = page.source.replace(place, place.replace('""', `"${name}"`))
      const all = [...plain, ...hashed].map((path) => `/${path}`)
      const first = all.filter((path) => !forFew(path))
      const source = await workerOf({ name, first, rest: all.filter(forFew) })
      this.emitFile({ type: 'asset', fileName: workerPath.slice(1), source })
    },
  }
}

function publicFiles(): string[] {
  const entries = readdirSync(`${root}public`, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(`${root}public/`.length))
  return paths.filter(wanted).sort()
}

function sumOf(parts: readonly (string | Uint8Array)[]): string {
  const sum = createHash('sha256')
  for (const part of parts) sum.update(part).update('\0')
  return sum.digest('hex').slice(0, 16)
}

/** The worker is a program of its own, in one file that imports nothing. */
async function workerOf(made: Omit<Build, 'base'>): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { BUILD: JSON.stringify(made) },
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: `${root}src/shell/worker.ts`, output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  })
  const output = 'output' in built ? built.output : []
  const [worker] = output
  if (worker?.type !== 'chunk' || output.length !== 1) throw new Error('the worker is not one file')
  return worker.code
}
