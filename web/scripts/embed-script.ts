import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isolatedDeclarationSync } from 'rolldown/experimental'
import { build, type Plugin } from 'vite'

const source = fileURLToPath(new URL('../src/embed/script.ts', import.meta.url))

/** The script is to be no longer than this, in bytes, as it is served and not packed. */
export const MOST = 4_000

/** Builds what puts a board into pages of other sites, /embed.js: a module in one file that imports nothing; and its types, /embed.d.ts. */
export function embedScript(): Plugin {
  return {
    name: 'embed-script',
    apply: 'build',
    async generateBundle() {
      const script = await built()
      if (Buffer.byteLength(script) >= MOST)
        this.error(`embed.js has ${Buffer.byteLength(script)} bytes of fewer than ${MOST}`)
      this.emitFile({ type: 'asset', fileName: 'embed.js', source: script })
      const types = isolatedDeclarationSync(source, readFileSync(source, 'utf8'))
      if (types.errors.length > 0) this.error(types.errors.map(({ message }) => message).join('; '))
      this.emitFile({ type: 'asset', fileName: 'embed.d.ts', source: types.code })
    },
  }
}

async function built(): Promise<string> {
  const made = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      // A library's white space stays otherwise: tools that shake trees want it.
      minify: true,
      rolldownOptions: {
        input: source,
        preserveEntrySignatures: 'strict',
        output: { format: 'es', entryFileNames: 'embed.js', minify: true },
      },
    },
  })
  const output = 'output' in made ? made.output : []
  const [script] = output
  if (script?.type !== 'chunk' || output.length !== 1 || script.imports.length > 0) throw new Error('embed.js is not one file')
  return script.code
}
