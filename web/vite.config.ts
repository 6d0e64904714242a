import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

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
        const first = filesOf('src/main/board-page.ts')
        const later = filesOf('src/ui/mount.tsx').filter((file) => !first.includes(file))
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
      onwarn: (warning, use) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') use(warning)
      },
    },
  },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } } },
})
