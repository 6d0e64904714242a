import { expect, test } from 'vitest'
import { commands, toolCommands } from '../editor/commands'
import { tools } from '../tools'
import { chromeCommands } from './commands'
import { searched } from './palette-search'

const all = [...toolCommands(tools), ...commands, ...chromeCommands]
const first = (query: string) => searched(all, query)[0]?.id

test.each([
  ['pen', 'tool-pen'],
  ['zoom in', 'zoom-in'],
  ['in zoom', 'zoom-in'],
  ['ZOOM FIT', 'zoom-fit'],
  ['front', 'order-front'],
  ['dark', 'theme'],
  ['night', 'theme'],
  ['shortcuts', 'panel-help'],
  ['trackpad', 'panel-settings'],
  ['lost', 'back-to-content'],
  ['dott', 'paper-dots'],
])('%s finds %s', (query, id) => expect(first(query)).toBe(id))

test('accents and capitals do not matter', () => expect(first('Éllîpse')).toBe('tool-ellipse'))

test('what cannot be done now stands behind its equals only', () => {
  const aligns = searched(all, 'ali', ({ id }) => id !== 'align-left' && id !== 'align-right').map(({ id }) => id)
  expect(aligns.slice(0, 6).every((id) => id.startsWith('align-'))).toBe(true)
  expect(aligns.slice(4, 6)).toEqual(['align-left', 'align-right'])
})

test('all words must fit', () => {
  expect(searched(all, 'zoom banana')).toEqual([])
  expect(searched(all, 'zoom').length).toBeGreaterThan(3)
})

test('without words everything is found, in the order of the list', () => expect(searched(all, '  ')).toEqual(all))
