// Writes what a language lacks as a catalogue to be filled in: npm run words -- fr
import { writeFileSync } from 'node:fs'
import { createServer } from 'vite'

const tag = process.argv[2]
if (tag === undefined) {
  console.error('Which language? For example: npm run words -- fr')
  process.exit(2)
}
// A server that listens to nobody: it runs until all has been loaded, catalogues too, which are asked for late.
const server = await createServer({
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  // Its files name each other without their endings, which Node does not read.
  ssr: { noExternal: ['roughjs'] },
})
const { skeletonOf } = await server.ssrLoadModule('/src/test/words/report.ts')
const { text, missing } = await skeletonOf(tag)
await server.close()
const path = `words.${tag}.ts`
console.log(text)
writeFileSync(path, text)
console.log(`${missing} messages are missing in ${tag}; written to ${path}. docs/languages.md says what becomes of it.`)
