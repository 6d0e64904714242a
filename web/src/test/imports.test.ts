import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The house's one-way doors (design, section 3): which folders of src a folder may import, types included. Itself is always allowed. */
const may: Readonly<Record<string, readonly string[]>> = {
  // Where the server's pages lie: everybody who names an address asks it.
  site: [],
  // What is said to people, in their language: everybody may use it, and it knows nothing.
  words: [],
  // The worker that keeps the page on the device; the page knows its names.
  shell: [],
  // What a page of another site and the frame in it say to each other, and the script that is loaded there.
  embed: [],
  board: [],
  wire: ['board'],
  sync: ['site', 'board', 'wire'],
  // The bytes of pictures: kept, uploaded, fetched.
  assets: ['board', 'wire', 'sync'],
  geometry: [],
  elements: ['words', 'board', 'geometry'],
  editor: ['words', 'board', 'wire', 'sync', 'assets', 'geometry', 'elements'],
  tools: ['words', 'board', 'wire', 'sync', 'assets', 'geometry', 'elements', 'editor'],
  render: ['words', 'site', 'shell', 'board', 'wire', 'sync', 'assets', 'geometry', 'elements', 'editor', 'tools'],
  // What a board was at any moment of its life, and how that is played.
  history: ['site', 'board', 'wire', 'sync', 'geometry', 'elements'],
  // What a board may begin with: elements and nothing else.
  templates: ['words', 'board', 'geometry', 'elements'],
  // Pictures of boards, out and in: drawn with the pens of elements and render. Nothing below knows of it; it is handed in by main.
  export: ['words', 'board', 'sync', 'assets', 'geometry', 'elements', 'editor', 'render'],
  // A board's history as a file that plays: painted with the pens of render and export.
  timelapse: ['words', 'board', 'wire', 'sync', 'geometry', 'elements', 'editor', 'render', 'history', 'export'],
  ui: [
    'words',
    'site',
    'board',
    'wire',
    'sync',
    'assets',
    'geometry',
    'elements',
    'editor',
    'tools',
    'render',
    'export',
    'history',
    'timelapse',
    'templates',
    'embed',
  ],
}

/** What sees everything: the start, and the tests. */
const all = new Set(['main', 'test'])

/** The packages that plain TypeScript may use, a folder each; what is not listed may use none. The chrome, the start and the tests may use any. */
const packages: Readonly<Record<string, readonly string[]>> = {
  board: ['@noble/hashes', 'fractional-indexing'],
  geometry: ['rbush'],
  sync: ['idb'],
  assets: ['@noble/hashes'],
  timelapse: ['mediabunny', 'gifenc'],
  elements: ['words', 'perfect-freehand', 'roughjs'],
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

/**
 * Addresses of ours that a file writes as they are, or reads from the page's own: under a path of its host the server is not there (site/at.ts says how
 * they are written). The worker that keeps the page knows by itself where it lies.
 */
function absolute(text: string): string[] {
  const own = 'b|api|embed|oembed|assets|icons|licences|livez|favicon\\.svg|sw\\.js|page\\.css|manifest\\.webmanifest'
  const forms = [
    String.raw`(?<!\b(?:at|whole)\(\s*)(?<quote>['"\x60])/(?:${own})(?:[/?#]|\k<quote>)`,
    String.raw`\b(?:href|src|action)=\{?['"\x60]/`,
    String.raw`(?:\blocation\.(?:assign|replace)|\b(?<!#)(?:fetch|reach|open|WebSocket|URL))\(\s*['"\x60]/`,
    String.raw`\blocation\.href\s*=\s*['"\x60]/`,
    String.raw`(?<!\bwithin\()\blocation\.(?:origin|host|pathname)\b`,
    String.raw`\burl\(\s*['"]?/`,
  ]
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return forms.flatMap((form) => [...bare.matchAll(new RegExp(form, 'g'))].map(([found]) => found))
}

describe('addresses of ours', () => {
  /** The entry of the browser's history that is written over keeps its path. */
  const free = (name: string) => /^(site|shell)\//.test(name) || name === 'main/place.ts' || isTest(name)

  it('are written with what stands before them: at(…), whole(…), within(…) of site/at.ts', () => {
    const styles = filesUnder(src)
      .filter((path) => path.endsWith('.css'))
      .map((path) => ({ name: relative(src, path), text: readFileSync(path, 'utf8') }))
    expect(styles.length).toBeGreaterThan(0)
    const written = [...files, ...styles].filter(({ name }) => !free(name))
    expect(written.flatMap(({ name, text }) => absolute(text).map((found) => `${name}: ${found}`))).toEqual([])
  })

  it('are seen in every form', () => {
    const bad = [
      "fetch('/api/v1/boards')",
      'const path = `/api/v1/boards`',
      '<a href="/">',
      "<a href={'/'}>",
      '<img src="/favicon.svg" />',
      'const link = origin + "/b/" + id',
      "location.assign('/')",
      "location.href = '/'",
      "open('/somewhere')",
      'new URL(`/x`, here)',
      'const link = location.origin + x',
      'location.pathname.split(x)',
      'background: url(/icons/x.svg)',
    ]
    for (const text of bad) expect(absolute(text), text).not.toEqual([])
    const good = [
      "fetch(at('/api/v1/boards'))",
      "at(\n  '/api/v1/boards')",
      "<a href={at('/')}>",
      'whole(`/b/x`)',
      'within(location.pathname)',
      "path.split('/')",
      "send('GET', '/boards')",
      "// fetch('/api/v1')",
      "keys: ['/']",
      'text.replace(/\\//g, x)',
    ]
    for (const text of good) expect(absolute(text), text).toEqual([])
  })
})
