import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { firstSettings } from '../../editor/settings'
import { followers, settingsAlong, storedAlong } from './table'

const src = resolve(import.meta.dirname, '../..')
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|(^|\/)test\/|catalogues/.test(name))
  .map((name) => ({ name, text: readFileSync(join(src, name), 'utf8') }))

/** What is named drawingroom and is no place where something is kept: a subprotocol, channels between tabs, names of leases. */
const elsewhere = new Set(['drawingroom.v1', 'drawingroom.library'])

/** Stores of work, which sync brings to the server itself, are no choices. */
const ofWork = (name: string) => name.startsWith('sync/')

test('of every setting and of all that a browser keeps it is said whether it follows', () => {
  const users = sources.filter(
    ({ name, text }) => /localStorage|sessionStorage|openDB/.test(text) && !ofWork(name) && !name.endsWith('/table.ts'),
  )
  const keys = users.flatMap(({ text }) => [...text.matchAll(/['`](drawingroom[.-][\w.-]+)/g)].map(([, key]) => key!))
  expect(keys.length).toBeGreaterThan(8)
  expect([...new Set(keys)].filter((key) => !elsewhere.has(key)).sort()).toEqual(Object.keys(storedAlong).sort())
  expect(Object.keys(settingsAlong).sort()).toEqual(Object.keys(firstSettings).sort())
})

test('no two go by one name', () => {
  expect(followers.length).toBeGreaterThan(10)
  expect(new Set(followers).size).toBe(followers.length)
  for (const name of ['fingers', 'pens', 'minimap', 'style']) expect(followers).not.toContain(name)
})
