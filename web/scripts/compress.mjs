// Leaves a .br and a .gz beside every file of the build that shrinks by it; the server sends what the browser takes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const dist = new URL('../dist', import.meta.url).pathname
const shrinks = /\.(js|css|html|svg|json|webmanifest|txt)$/

for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name)
  if (!entry.isFile() || !shrinks.test(entry.name) || path.includes('/.vite/')) continue
  const plain = readFileSync(path)
  const forms = {
    '.br': brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
    '.gz': gzipSync(plain, { level: 9 }),
  }
  for (const [ending, body] of Object.entries(forms)) {
    if (body.length < plain.length) writeFileSync(path + ending, body)
  }
}
