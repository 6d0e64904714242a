import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from './chromium'
import { Person } from './person'
import { Program } from './program'

/** The design says what a new kind of element and a new tool touch, and nothing else. Here both are added to a copy of the source, built, and used by two people. */

const top = fileURLToPath(new URL('../..', import.meta.url))

/** New files, whole. */
const files = {
  'web/src/elements/kite.ts': `import { toSay } from '../words/say'
import { shapeKind } from './shape'

/** It stands on its long corner. */
export const kite = shapeKind({
  kind: 'kite',
  noun: () => toSay('Kite'),
  outline(_p, w, h, to) {
    to.moveTo(w / 2, 0)
    to.lineTo(w, h / 3)
    to.lineTo(w / 2, h)
    to.lineTo(0, h / 3)
    to.closePath()
  },
  word: () => '',
})
`,
  'web/src/tools/kite.ts': `import { shapeTool } from './shape'

/** Drags out a kite. */
export const kite = shapeTool({
  id: 'kite',
  title: 'Kite',
  icon: 'M12 2 L22 9 L12 22 L2 9 Z',
  key: 'y',
  keys: ['y'],
  kind: 'kite',
  usual: [12000, 12000],
})
`,
}

type Line = { readonly file: string; readonly from: string; readonly to: string }

/** Single lines that grow in files that exist. */
const lines: readonly Line[] = [
  {
    file: 'rooms/board/kinds.json',
    from: '    "rectangle": {\n',
    to: `    "kite": {
      "uses": ["at", "size", "angle", "colour", "fill", "fill-style", "thickness", "dash", "opacity", "manner", "seed"],
      "defaults": { "angle": 0, "colour": "ink", "fill": "none", "fill-style": "solid", "thickness": 200, "dash": "solid", "opacity": 100, "manner": "clean", "seed": 0 }
    },
    "rectangle": {\n`,
  },
  {
    file: 'web/src/elements/index.ts',
    from: "import { line } from './line'\n",
    to: "import { kite } from './kite'\nimport { line } from './line'\n",
  },
  { file: 'web/src/elements/index.ts', from: '  rectangle,\n', to: '  rectangle,\n  kite,\n' },
  {
    file: 'web/src/tools/index.ts',
    from: "import { line } from './line'\n",
    to: "import { kite } from './kite'\nimport { line } from './line'\n",
  },
  { file: 'web/src/tools/index.ts', from: '  rectangle,\n', to: '  rectangle,\n  kite,\n' },
]

let tree: string
let program: Program
let browser: Browser

beforeAll(async () => {
  tree = extended()
  const run = (command: string, args: string[], cwd: string) =>
    execFileSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } })
  run('npm', ['run', '--silent', 'build'], join(tree, 'web'))
  run('go', ['build', '-o', 'bin/drawingroom', './cmd/drawingroom'], tree)
  ;[program, browser] = await Promise.all([Program.start(join(tree, 'bin/drawingroom')), launch()])
}, 600_000)

afterAll(async () => {
  await browser?.close()
  await program?.end()
  if (tree) rmSync(tree, { recursive: true, force: true })
})

/** A copy of the source, with the kind and the tool added. */
function extended(): string {
  const to = mkdtempSync(join(tmpdir(), 'drawingroom-extended-'))
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: top })
  for (const file of listed
    .toString()
    .split('\0')
    .filter((file) => file !== '' && file !== 'web/node_modules')) {
    mkdirSync(dirname(join(to, file)), { recursive: true })
    cpSync(join(top, file), join(to, file), { force: true })
  }
  symlinkSync(join(top, 'web/node_modules'), join(to, 'web/node_modules'))
  for (const [file, text] of Object.entries(files)) writeFileSync(join(to, file), text)
  for (const { file, from, to: grown } of lines) {
    const before = readFileSync(join(to, file), 'utf8')
    const after = before.replace(from, grown)
    if (after === before) throw new Error(`${file} has no ${from}`)
    writeFileSync(join(to, file), after)
  }
  return to
}

test('a new kind and a new tool: an entry, a file and a line each, and two people use them', async () => {
  const ada = await Person.arrive(browser, 'Ada')
  const link = await ada.makesBoard(program.local)
  const { seq: empty } = await ada.board()
  const grace = await Person.arrive(browser, 'Grace')
  await grace.follows(link)
  await ada.page.keyboard.press('y')
  await ada.drags([500, 300], [700, 450])
  await ada.saved()
  const { seq, hash } = await ada.board()
  await expect.poll(async () => (await grace.board()).hash).toBe(hash)
  expect(seq).toBe(empty + 1)
  const { board } = JSON.parse(await grace.reads(`/api/v1/boards/${(await ada.board()).board}/export`))
  expect(JSON.stringify(board)).toContain('"kite"')
  expect(await ada.page.getByRole('button', { name: 'Kite', exact: true }).count()).toBe(1)
  // It is hit where a kite is, and not in the corner of its box: there a click lets go of it.
  await grace.page.mouse.click(600, 301)
  await grace.page.keyboard.press('Delete')
  await expect.poll(async () => (await ada.board()).seq).toBe(empty + 2)
  expect([...ada.troubles, ...grace.troubles]).toEqual([])
})
