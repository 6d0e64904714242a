import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Effect } from '../types'

/** rooms/board, whose fixtures both languages run. */
export const core = fileURLToPath(new URL('../../../../rooms/board', import.meta.url))

export const testdata = join(core, 'testdata')

export function read(...path: string[]): string {
  return readFileSync(join(testdata, ...path), 'utf8')
}

/** All files of a folder of testdata, sorted. */
export function files(folder: string): string[] {
  return readdirSync(join(testdata, folder)).sort()
}

/** The rule ids of doc.go. */
export function rules(): string[] {
  const text = readFileSync(join(core, 'doc.go'), 'utf8')
  return [...text.matchAll(/^\/\/ {3}- (B\d+) /gm)].map((match) => match[1]!)
}

/** An effect in a word or two, as golden cases and traces have it. */
export function effectText(effect: Effect): string {
  return effect.why ? `${effect.did} ${effect.why}` : effect.did
}

/** Of all that testdata holds: path, length and bytes of every file. The Go side prints the same. */
export function fixtureHash(): string {
  const sum = createHash('sha256')
  for (const path of walk(testdata).sort()) {
    const bytes = readFileSync(path)
    sum.update(`${relative(core, path)} ${bytes.length}\n`)
    sum.update(bytes)
  }
  return sum.digest('hex')
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (path.includes('fuzz')) return []
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
}
