import { expect, test } from 'vitest'
import { commands } from '../editor/commands'
import { drawnOf } from './menu-lines'

const lines = (ids: Parameters<typeof drawnOf>[0]) =>
  drawnOf(ids, commands).map((line) =>
    line.is === 'command' ? line.command.id : line.is === 'line' ? '-' : line.title,
  )

test('what does not exist is left out, and no line separates nothing', () => {
  expect(lines(['-', 'undo', '-', 'no-such', '-', 'redo', '-', 'no-such', '-'])).toEqual(['undo', '-', 'redo'])
  expect(lines([{ title: 'Empty', lines: ['no-such', '-'] }, 'undo'])).toEqual(['undo'])
  expect(lines([{ title: 'Full', lines: ['undo', 'no-such'] }])).toEqual(['Full'])
})
