import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Hands } from '../test/hands'
import { addressOf } from './address'
import { followPlace } from './place'

const listeners = new Map<string, () => void>()
const page = { pathname: '/b/some-board', search: '', hash: '#k=secret' }

beforeEach(() => {
  vi.useFakeTimers()
  listeners.clear()
  page.hash = '#k=secret'
  vi.stubGlobal('location', page)
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => listeners.set(type, listener))
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_: unknown, __: string, url: string) => {
      page.hash = new URL(url, 'http://localhost').hash
    },
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const place = () => addressOf(page).page === 'board' && (addressOf(page) as { place: unknown }).place

test('the address says where one is once one has drawn, and the page comes back there', () => {
  const hands = new Hands()
  followPlace(hands.editor)
  vi.advanceTimersByTime(10_000)
  expect(page.hash).toBe('#k=secret')
  listeners.get('pointerdown')!()
  hands.key('p').drag(200, 200, 260, 240)
  expect(place()).toEqual({ to: 'view', box: { x: 0, y: 0, w: 100_000, h: 80_000 } })
  const again = new Hands(hands.room)
  again.editor.setCamera({ x: 5, y: 5, zoom: 3 })
  followPlace(again.editor)
  expect(again.editor.state.camera).toEqual(hands.editor.state.camera)
})

test('the address stays as it is while one only looks on', () => {
  const hands = new Hands()
  followPlace(hands.editor)
  hands.another(2).key('p').drag(200, 200, 260, 240)
  hands.editor.setCamera({ x: 5, y: 5, zoom: 3 })
  vi.advanceTimersByTime(10_000)
  expect(page.hash).toBe('#k=secret')
})

test('what can be undone from an earlier page load is nothing drawn now', () => {
  const before = new Hands().key('r').drag(100, 100, 200, 200)
  const hands = new Hands(before.room)
  followPlace(hands.editor)
  hands.editor.history.load(structuredClone(before.editor.history.past))
  vi.advanceTimersByTime(10_000)
  expect(page.hash).toBe('#k=secret')
})
