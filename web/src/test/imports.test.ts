import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The house's one-way doors (design, section 3): which folders of src a folder may import, types included. Itself is always allowed. */
const may: Readonly<Record<string, readonly string[]>> = {
  board: [],
  wire: ['board'],
  sync: ['board', 'wire'],
  // The bytes of pictures: kept, uploaded, fetched.
  assets: ['board', 'wire', 'sync'],
  geometry: [],
  elements: ['board', 'geometry'],
  editor: ['board', 'wire', 'sync', 'assets', 'geometry', 'elements'],
  tools: ['board', 'wire', 'sync', 'assets', 'geometry', 'elements', 'editor'],
  render: ['board', 'wire', 'sync', 'assets', 'geometry', 'elements', 'editor', 'tools'],
  // Pictures of boards, out and in: drawn with the pens of elements and render. Nothing below knows of it; it is handed in by main.
  export: ['board', 'sync', 'assets', 'geometry', 'elements', 'editor', 'render'],
  ui: ['board', 'wire', 'sync', 'assets', 'geometry', 'elements', 'editor', 'tools', 'render', 'export'],
}

/** What sees everything: the start, and the tests. */
const all = new Set(['main', 'test'])

/** The packages that plain TypeScript may use, a folder each; what is not listed may use none. The chrome, the start and the tests may use any. */
const packages: Readonly<Record<string, readonly string[]>> = {
  board: ['@noble/hashes', 'fractional-indexing'],
  geometry: ['rbush'],
  sync: ['idb'],
  assets: ['@noble/hashes'],
  elements: ['perfect-freehand', 'roughjs'],
}

/** Files of Go's side that are read here on purpose. */
const shared = new Set(['rooms/board/kinds.json', 'rooms/wire/codes.json'])

const LONGEST = 400

const src = resolve(import.meta.dirname, '..')
const root = resolve(src, '../..')

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })
}

const files = filesUnder(src)
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, name: relative(src, path), text: readFileSync(path, 'utf8') }))

/** Tests of a part, and what they share, may reach for what only tests need. */
const isTest = (name: string) => /\.test\.tsx?$|(^|\/)test\/|(^|\/)testing\.ts$/.test(name)

/** Everything a file names as a source: imports, exports, types, dynamic ones and workers. */
function sourcesOf(text: string): string[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const found = bare.matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|^\s*import\s+|\bnew\s+URL\(\s*)(['"])([\w@./-]+)\1/gm)
  return [...found].map((match) => match[2]!)
}

const folders = new Set(readdirSync(src).filter((name) => statSync(join(src, name)).isDirectory()))

/** The top folder a file lies in; files at the top of src belong to the start. */
function folderOf(name: string): string {
  const [first, ...rest] = name.split('/')
  return rest.length > 0 || folders.has(first!) ? first! : 'main'
}

/** Why a file may not name a source; undefined when it may. */
function objection(name: string, source: string): string | undefined {
  const folder = folderOf(name)
  const free = all.has(folder) || isTest(name)
  if (!source.startsWith('.')) return free || folder === 'ui' ? undefined : packageObjection(folder, source)
  const target = resolve(src, dirname(name), source)
  const inside = relative(src, target)
  if (inside.startsWith('..')) {
    return free || shared.has(relative(root, target)) ? undefined : `${relative(root, target)} is outside of src`
  }
  const to = folderOf(inside)
  if (free || to === folder) return undefined
  return may[folder]?.includes(to) ? undefined : `${folder} may not know ${to}`
}

function packageObjection(folder: string, source: string): string | undefined {
  const allowed = packages[folder]?.some((name) => source === name || source.startsWith(`${name}/`))
  return allowed ? undefined : `${folder} may not use the package ${source}`
}

describe('the walls of the house', () => {
  it('every folder has its place', () => {
    expect([...folders].filter((folder) => !(folder in may) && !all.has(folder))).toEqual([])
  })

  it('the doors are one-way', () => {
    for (const [folder, others] of Object.entries(may)) {
      for (const other of others)
        expect(may[other] ?? [], `${other} and ${folder} know each other`).not.toContain(folder)
    }
  })

  it('no file reaches through a wall, not even for a type', () => {
    const objections = files.flatMap(({ name, text }) =>
      sourcesOf(text).flatMap((source) => {
        const why = objection(name, source)
        return why ? [`${name}: ${why}`] : []
      }),
    )
    expect(objections).toEqual([])
  })

  it('sees imports of every form', () => {
    const text = [
      "import { a } from '../a'",
      "import type { B } from '../b'",
      "import '../c.css'",
      "export * from '../d'",
      "export type { E } from '../e'",
      "const f = await import('../f')",
      "type G = import('../g').G",
      "new Worker(new URL('../h.ts', import.meta.url))",
      "import {\n  i,\n} from '../i'",
      "// import '../not'",
      "/* from '../not' */",
    ].join('\n')
    expect(sourcesOf(text)).toEqual(['../a', '../b', '../c.css', '../d', '../e', '../f', '../g', '../h.ts', '../i'])
  })

  it('plain TypeScript knows no UI framework', () => {
    const plain = files.filter(({ name }) => !all.has(folderOf(name)) && folderOf(name) !== 'ui' && !isTest(name))
    expect(plain.length).toBeGreaterThan(0)
    expect(plain.filter(({ name }) => name.endsWith('.tsx')).map(({ name }) => name)).toEqual([])
    const frameworks = /^(react|react-dom|@base-ui\/|zustand|lucide-react)/
    expect(
      plain.filter(({ text }) => sourcesOf(text).some((source) => frameworks.test(source))).map(({ name }) => name),
    ).toEqual([])
  })

  it(`no file is longer than ${LONGEST} lines unless its head says why`, () => {
    const long = files.filter(({ text }) => text.split('\n').length > LONGEST + 1)
    expect(
      long.filter(({ text }) => !/^\/\/ As long as|^\/\*\* As long as/.test(text)).map(({ name }) => name),
    ).toEqual([])
  })
})
