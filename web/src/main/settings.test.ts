import { expect, test } from 'vitest'
import { firstSettings } from '../editor/settings'
import { settingsFrom } from './settings'

test('settings are read as they were kept', () => {
  const kept = { ...firstSettings, snapToGrid: true, wheel: 'zoom', boxSelects: 'contain', minimap: true }
  expect(settingsFrom(JSON.stringify(kept))).toEqual(kept)
})

test.each([
  null,
  '',
  '{',
  'null',
  '[]',
  '7',
  '{"wheel":"spin","snapToGrid":1,"minimap":null,"boxSelects":["touch"]}',
  '{"__proto__":{"snapToGrid":true}}',
])('%s is read as nothing', (text) => expect(settingsFrom(text)).toEqual(firstSettings))

test('what a newer page kept beside is left out', () => {
  expect(settingsFrom('{"minimap":true,"later":1}')).toEqual({ ...firstSettings, minimap: true })
})
