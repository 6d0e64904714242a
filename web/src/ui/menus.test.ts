import { expect, test } from 'vitest'
import { commands } from '../editor/commands'
import { pictureCommands } from '../export/commands'
import { fileCommands } from '../export/file-commands'
import { linkCommands } from '../main/link-commands'
import { chromeCommands } from './commands'
import { drawnOf } from './menu-lines'
import { boardLines, elementLines, idsOf, mainLines, selectionLines } from './menus'

const lines = (ids: Parameters<typeof drawnOf>[0], possible = (_: string) => true) =>
  drawnOf(ids, commands, ({ id }) => possible(id)).map((line) =>
    line.is === 'command'
      ? line.command.id
      : line.is === 'menu'
        ? line.title
        : line.is === 'row'
          ? line.lines.length
          : '-',
  )

test('what does not exist is left out, and no line separates nothing', () => {
  expect(lines(['-', 'undo', '-', 'no-such', '-', 'redo', '-', 'no-such', '-'])).toEqual(['undo', '-', 'redo'])
  expect(lines([{ title: 'Empty', lines: ['no-such', '-'] }, 'undo'])).toEqual(['undo'])
  expect(lines([{ title: 'Full', lines: ['undo', 'no-such'] }])).toEqual(['Full'])
})

test('what stands side by side is left out with all that is in it', () => {
  expect(lines([{ row: ['undo', 'no-such', 'redo'] }, { row: ['no-such'] }])).toEqual([2])
})

test('some stand there only while they can be done', () => {
  expect(lines(['?undo', '-', '?redo'], (id) => id === 'undo')).toEqual(['undo'])
  expect(lines(['undo', '?redo'], (id) => id === 'redo')).toEqual(['undo', 'redo'])
})

test('every command that a menu names exists', () => {
  const known = new Set(
    [...commands, ...chromeCommands, ...pictureCommands, ...fileCommands, ...linkCommands].map(({ id }) => id),
  )
  const named = [boardLines, elementLines, selectionLines, mainLines].flatMap(idsOf)
  expect(named.length).toBeGreaterThan(50)
  expect([...new Set(named)].filter((id) => !known.has(id))).toEqual([])
})

test('no menu names a command twice', () => {
  for (const menu of [boardLines, elementLines, selectionLines, mainLines]) {
    const ids = idsOf(menu)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  }
})
