// Says how much a first visit loads, and fails when that is more than the budget. Reads Vite's manifest; figures are kB (1,000 bytes), gzipped.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

/** What is loaded for entries: their code and styles, and all that they import at once. */
function filesOf(...entries) {
  const found = new Set()
  const visit = (key) => {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`the manifest has no ${key}`)
    if (found.has(chunk.file)) return
    found.add(chunk.file)
    for (const css of chunk.css ?? []) found.add(css)
    for (const next of chunk.imports ?? []) visit(next)
  }
  for (const entry of entries) visit(entry)
  return found
}

function kB(files) {
  let bytes = 0
  for (const file of files) {
    const body = readFileSync(new URL(file, dist))
    bytes += file.endsWith('.woff2') ? body.length : gzipSync(body, { level: 9 }).length
  }
  return bytes / 1000
}

const html = ['index.html']
const latin = Object.values(manifest).map((chunk) => chunk.file).filter((file) => /inter-latin-wght-normal.*\.woff2$/.test(file))
const beforeStroke = [...html, ...filesOf('index.html', 'src/main/board-page.ts')]
const board = [...html, ...filesOf('index.html', 'src/main/board-page.ts', 'src/main/whole-kit.ts', 'src/ui/mount.tsx'), ...latin]
const frame = ['embed.html', ...filesOf('embed.html', 'src/main/embed/page.ts', 'src/main/embed/serve.ts', 'src/ui/embed/mount.tsx'), ...latin]
const start = [...html, ...filesOf('index.html', 'src/main/start-page.ts'), ...latin]

const rows = [
  { what: 'before a stroke can be drawn', kB: kB(beforeStroke), budget: 120 },
  { what: 'first screen of a board, font included', kB: kB(board), budget: 300 },
  { what: 'first screen of a board in a frame, font included', kB: kB(frame), budget: 300 },
  { what: 'start page, font included', kB: kB(start), budget: 300 },
]
for (const row of rows) console.log(`${row.kB.toFixed(1).padStart(7)} kB of ${row.budget}  ${row.what}`)
if (latin.length === 0) throw new Error('the font was not found in the manifest')
if (rows.some((row) => row.kB > row.budget)) process.exit(1)
