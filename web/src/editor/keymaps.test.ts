import { expect, it } from 'vitest'
import { kit } from '../main/whole-kit'
import { tools } from '../tools'
import { toolCommands } from './commands'
import { lateCommands } from './commands/walk'
import { isSingle, keyed, keymaps } from './keymaps'
import type { Settings } from './settings'

const names = Object.keys(keymaps) as Settings['keymap'][]
const all = [...toolCommands(tools), ...lateCommands, ...kit.commands]
const keyedBy = (keymap: Settings['keymap'], singleKeys = true) =>
  keyed(all, ({ id }) => id, { keymap, singleKeys }).map(({ id, keys }) => ({ id, keys }))

/** What Enter does hangs on what is at hand, and only one of these can be done at a time. */
const byTurns = new Set(['enter'])

it.each(names)('%s gives no key to two commands', (keymap) => {
  const owners = new Map<string, string[]>()
  for (const { id, keys } of keyedBy(keymap)) for (const key of keys) owners.set(key, [...(owners.get(key) ?? []), id])
  expect(owners.size).toBeGreaterThan(80)
  expect([...owners].filter(([key, ids]) => ids.length > 1 && !byTurns.has(key))).toEqual([])
})

it.each(names)('%s names commands that there are, and keys that are read', (keymap) => {
  const ids = new Set(all.map(({ id }) => id))
  expect(Object.keys(keymaps[keymap]).filter((id) => !ids.has(id))).toEqual([])
  for (const keys of Object.values(keymaps[keymap]).flat())
    expect(keys).toMatch(/^(mod\+)?(alt\+)?(shift\+)?([^+]|\+|=|arrow\w+|backspace)$/)
})

it.each(names)('%s leaves a way to select, draw, undo, find commands and get help', (keymap) => {
  const of = new Map(keyedBy(keymap).map(({ id, keys }) => [id, keys]))
  for (const id of ['tool-select', 'tool-pen', 'tool-rectangle', 'undo', 'redo', 'panel-palette', 'panel-help', 'make'])
    expect(of.get(id)?.length, id).toBeGreaterThan(0)
})

it('takes single letters and signs away where they are not wanted, and nothing else', () => {
  const left = keyedBy('own', false).flatMap(({ keys }) => keys)
  expect(left.filter(isSingle)).toEqual([])
  const before = keyedBy('own').flatMap(({ keys }) => keys)
  expect(before.filter((keys) => !left.includes(keys)).every(isSingle)).toBe(true)
  for (const keys of ['mod+z', 'tab', 'enter', 'escape', 'alt+o', 'mod+/', 'arrowleft'])
    expect(left, keys).toContain(keys)
})
