import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { embedScript } from './scripts/embed-script.ts'
import { keepPage } from './scripts/keep-page.ts'

/** The modules with which every page, a board's, the chrome around it and the start page begin. */
const begins = {
  page: 'src/main.ts',
  board: 'src/main/board-page.ts',
  chrome: 'src/ui/mount.tsx',
  kit: 'src/main/whole-kit.ts',
  start: 'src/main/start-page.ts',
}

/** What several late parts share: each set of them would get a small file of its own, and the first screen names every file. */
const late = [
  { path: /\/lucide-react\//, file: 'late-icons' },
  { path: /\/src\/history\//, file: 'past' },
  { path: /\/src\/(render\/lens|ui\/(use-lens|who-|people-works|origin-now))/, file: 'who' },
]

/** Those of a board in a frame of another site: they share what they can with the above, and add little. */
const framed = { frame: 'src/main/embed/page.ts', frameChrome: 'src/ui/embed/mount.tsx' }

const pathOf = (source: string) => fileURLToPath(new URL(source, import.meta.url))

type Module = { readonly importedIds: readonly string[] } | null

/** All that a module needs to run: what is imported at once, not what is loaded later. */
function needs(source: string, moduleOf: (id: string) => Module): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (id: string) => {
    if (found.has(id)) return
    found.add(id)
    for (const next of moduleOf(id)?.importedIds ?? []) visit(next)
  }
  visit(pathOf(source))
  // The beginning itself keeps a file of its own, by which the page and the list of sizes find all this.
  found.delete(pathOf(source))
  return found
}

/**
 * Names the file that a module goes into. What is always fetched together is one file each: left alone, each set of pages that share
 * something gets its own, and a first visit waits for fifty answers instead of five.
 */
function files(): (id: string, context: { getModuleInfo(id: string): Module }) => string | null {
  let sets: Record<keyof typeof begins, ReadonlySet<string>> | undefined
  let frame: ReadonlySet<string> | undefined
  return (id, context) => {
    const of = (source: string) => needs(source, (module) => context.getModuleInfo(module))
    sets ??= {
      page: of(begins.page),
      board: of(begins.board),
      chrome: of(begins.chrome),
      kit: of(begins.kit),
      start: of(begins.start),
    }
    const { page, board, chrome, kit, start } = sets
    frame ??= of(framed.frameChrome)
    if (page.has(id)) return 'common'
    if (board.has(id)) return start.has(id) ? 'common' : 'board'
    if (chrome.has(id)) return start.has(id) ? 'parts' : 'chrome'
    if (kit.has(id) && !start.has(id)) return 'kit'
    // A frame has few icons, and is not to fetch those of all late parts.
    if (frame.has(id) && /\/(lucide-react|ui\/embed)\//.test(id)) return 'frame'
    return late.find(({ path }) => path.test(id))?.file ?? null
  }
}

/**
 * Has each icon imported from its own file: through lucide's list of all of them, whatever any part shows would come with the first screen.
 */
function iconsAlone(): Plugin {
  const root = pathOf('node_modules/lucide-react/dist/esm/')
  const fileOf = new Map<string, string>()
  for (const [, names, file] of readFileSync(`${root}lucide-react.mjs`, 'utf8').matchAll(
    /export \{([^}]*)\} from '\.\/([^']*)'/g,
  ))
    for (const [, name] of names!.matchAll(/default as (\w+)/g)) fileOf.set(name!, file!)
  return {
    name: 'icons-alone',
    apply: 'build',
    transform: {
      order: 'post',
      filter: { id: /\/src\/.*\.tsx?$/, code: /lucide-react/ },
      handler: (code) =>
        code.replace(/import \{([^}]*)\} from ["']lucide-react["'];?/g, (_all, list: string) => {
          const rest: string[] = []
          const lines: string[] = []
          for (const one of list
            .split(',')
            .map((part) => part.trim())
            .filter(Boolean)) {
            const [name = '', as = name] = one.split(' as ')
            const file = fileOf.get(name)
            if (file === undefined) rest.push(one)
            else lines.push(`import ${as} from '${root}${file}'`)
          }
          if (rest.length > 0) lines.push(`import { ${rest.join(', ')} } from 'lucide-react'`)
          return lines.join(';')
        }),
    },
  }
}

/**
 * Names the board's code in the page itself, so that it is fetched beside the small script that asks for it and not after; and the
 * chrome's, which main/later.ts has fetched as soon as the canvas is there.
 */
function boardFirst(): Plugin {
  return {
    name: 'board-first',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, path }) {
        const isFramed = path.endsWith('/embed.html')
        const chunks = Object.values(bundle ?? {}).filter((part) => part.type === 'chunk')
        const filesOf = (source: string) => {
          const chunk = chunks.find((each) => each.facadeModuleId?.endsWith(source))
          return chunk ? [chunk.fileName, ...chunk.imports].map((file) => `/${file}`) : []
        }
        const first = filesOf(isFramed ? framed.frame : begins.board)
        const later = filesOf(isFramed ? framed.frameChrome : begins.chrome).filter((file) => !first.includes(file))
        const tag = (rel: string) => (href: string) => ({
          tag: 'link',
          attrs: { rel, crossorigin: true, href },
          injectTo: 'head' as const,
        })
        return [...first.map(tag('modulepreload')), ...later.map(tag('x-later'))]
      },
    },
  }
}

export default defineConfig({
  // Code and styles find what they load beside themselves, wherever that is; only the page names paths from the root, and the server puts its own before
  // them (server/front.go).
  experimental: { renderBuiltUrl: (path, { hostType }) => (hostType === 'html' ? `/${path}` : { relative: true }) },
  plugins: [react(), iconsAlone(), boardFirst(), embedScript(), keepPage()],
  build: {
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [pathOf('index.html'), pathOf('embed.html')],
      output: {
        codeSplitting: {
          groups: [{ debugName: 'what is fetched together', name: files(), includeDependenciesRecursively: false }],
        },
      },
      onwarn: (warning, use) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') use(warning)
      },
    },
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } } },
})
