import { expect, test } from 'vitest'
import type { SaveState } from '../sync/types'
import { saveCount, saveWords } from './save-words'

const cases: readonly [SaveState, short: string, long: RegExp][] = [
  [{ kind: 'loading' }, 'Opening', /being opened/],
  [{ kind: 'saved' }, 'Saved', /on the server/],
  [{ kind: 'saved', here: false }, 'Saved', /keeps nothing on this device/],
  [{ kind: 'offline', changes: 0, here: false }, 'Offline', /keeps nothing on this device/],
  [{ kind: 'stopped', code: 'sign_in', why: 'Out.', changes: 2, here: true }, 'Signed out', /kept on this device/],
  [{ kind: 'waiting', changes: 1, here: true }, '1 change waiting', /kept on this device/],
  [{ kind: 'waiting', changes: 3, here: false }, '3 changes waiting', /this page only/],
  [{ kind: 'waiting', changes: 3, here: false, barred: true }, 'Not kept on this device', /this page only; leave it/],
  [{ kind: 'waiting', changes: 3, here: true, held: true }, 'The server cannot write', /kept on this device and go on/],
  [{ kind: 'waiting', changes: 3, here: false, held: true }, 'The server cannot write', /this page only; leave it/],
  [{ kind: 'offline', changes: 3, here: false, barred: true }, 'Not kept on this device', /^No connection.*this page/],
  [{ kind: 'offline', changes: 0, here: true }, 'Offline', /No connection/],
  [{ kind: 'offline', changes: 2, here: true }, 'Offline, 2 changes waiting', /kept on this device/],
  [{ kind: 'stopped', code: 'version', why: 'Too old.', changes: 0, here: true }, 'Stopped', /Too old/],
]

test.each(cases)('%o is told as it is', (state, short, long) => {
  const words = saveWords(state)
  expect(words.short).toBe(short)
  expect(words.long).toMatch(long)
})

test('not everything is called saved where something was not accepted', () => {
  expect(saveWords({ kind: 'saved' }, 2).long).toBe('Everything else you did is on the server.')
  expect(saveWords({ kind: 'saved' }, 0).long).toBe('Everything you did is on the server.')
})

test('nothing but "saved" is called saved or coloured as good', () => {
  for (const [state] of cases) {
    const words = saveWords(state)
    expect(words.tone === 'good').toBe(state.kind === 'saved')
    expect(/saved/i.test(words.short)).toBe(state.kind === 'saved')
  }
})

test('changes that only this page holds are a matter of concern when there is no connection', () => {
  expect(saveWords({ kind: 'offline', changes: 2, here: false }).tone).toBe('bad')
})

test('C71: what the device could not keep is coloured as bad, with the server there too', () => {
  expect(saveWords({ kind: 'waiting', changes: 2, here: false }).tone).toBe('busy')
  expect(saveWords({ kind: 'waiting', changes: 2, here: false, barred: true }).tone).toBe('bad')
})

test('a narrow window tells how many changes are not on the server', () => {
  expect(cases.map(([state]) => saveCount(state))).toEqual([
    '',
    '',
    '',
    '',
    '2',
    '1',
    '3',
    '3',
    '3',
    '3',
    '3',
    '',
    '2',
    '',
  ])
})
