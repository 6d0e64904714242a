import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** The modules with which every page, a board's, the chrome around it and the start page begin. */
const begins = {
  page: 'src/main.ts',
  board: 'src/main/board-page.ts',
  chrome: 'src/ui/mount.tsx',
  start: 'src/main/start-page.ts',
}

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
  return (id, context) => {
    const of = (source: string) => needs(source, (module) => context.getModuleInfo(module))
    sets ??= { page: of(begins.page), board: of(begins.board), chrome: of(begins.chrome), start: of(begins.start) }
    const { page, board, chrome, start } = sets
    if (page.has(id)) return 'common'
    if (board.has(id)) return start.has(id) ? 'common' : 'board'
    if (chrome.has(id)) return start.has(id) ? 'parts' : 'chrome'
    return null
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
      handler(_html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((part) => part.type === 'chunk')
        const filesOf = (source: string) => {
          const chunk = chunks.find((each) => each.facadeModuleId?.endsWith(source))
          return chunk ? [chunk.fileName, ...chunk.imports].map((file) => `/${file}`) : []
        }
        const first = filesOf(begins.board)
        const later = filesOf(begins.chrome).filter((file) => !first.includes(file))
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
  plugins: [react(), boardFirst()],
  build: {
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
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
