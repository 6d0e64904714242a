import { expect, test, vi } from 'vitest'
import { addressOf, hashWith, linkOf } from './address'

const board = (id: string, secret: string | null, token: string | null = null) => ({
  page: 'board',
  id,
  secret,
  token,
  place: null,
})

test.each([
  ['/', '', { page: 'start' }],
  ['/b/', '', { page: 'start' }],
  ['/b/bAbc_-123', '', board('bAbc_-123', null)],
  ['/b/bAbc', '#k=Zz_-9', board('bAbc', 'Zz_-9')],
  ['/b/bAbc/', '#k=Zz', board('bAbc', 'Zz')],
  ['/b/bAbc', '#k=', board('bAbc', null)],
  ['/b/bAbc', '#k=a/../b', board('bAbc', null)],
  ['/b/bAbc', '#k=one&k=two', board('bAbc', 'one')],
  ['/b/bAbc', '#t=aa.bb-_.cc', board('bAbc', null, 'aa.bb-_.cc')],
  ['/b/bAbc', '#k=Zz&t=aa.bb.cc', board('bAbc', 'Zz', 'aa.bb.cc')],
  ['/b/bAbc', '#t=aa.bb', board('bAbc', null)],
  ['/b/bAbc', '#t=aa.bb.c%20c', board('bAbc', null)],
  ['/b/bAbc', `#t=aa.${'b'.repeat(9_000)}.cc`, board('bAbc', null)],
  ['/b/..%2Fapi', '', { page: 'start' }],
])('%s%s is read as %o', (pathname, hash, address) => expect(addressOf({ pathname, hash })).toEqual(address))

test('a link leads back to where it was made', () => {
  vi.stubGlobal('location', { origin: 'http://10.0.0.7:8080' })
  const url = new URL(linkOf('bAbc', 'Zz_-9'))
  expect(addressOf(url)).toEqual(board('bAbc', 'Zz_-9'))
})

const view = { to: 'view', box: { x: -500, y: 20, w: 128_000, h: 80_000 } } as const
const elements = { to: 'elements', ids: ['element1', 'element-2_x'] } as const
const placeIn = (hash: string) => {
  const address = addressOf({ pathname: '/b/bAbc', hash })
  return address.page === 'board' ? address.place : null
}

test.each([
  ['#view=-500,20,128000,80000', view],
  ['#k=Zz&view=-500,20,128000,80000', view],
  ['#view=-500%2C20%2c128000,80000', view],
  ['#at=element1,element-2_x', elements],
  ['#at=element1,element-2_x&view=1,2,3,4', elements],
  ['#view=1,2,3', null],
  ['#view=1,2,3,4,5', null],
  ['#view=1,2,0,4', null],
  ['#view=1,2,-3,4', null],
  ['#view=1.5,2,3,4', null],
  ['#view=1e9,2,3,4', null],
  ['#view=NaN,2,3,4', null],
  ['#view=999999999999,2,3,4', null],
  ['#at=', null],
  ['#at=short', null],
  ['#at=element1,<script>', null],
  [`#at=${Array.from({ length: 31 }, (_, i) => `element-${i}`).join(',')}`, null],
])('the place in %s', (hash, place) => expect(placeIn(hash)).toEqual(place))

test('a place is put beside the secret, in place of another one, and taken out again', () => {
  expect(hashWith('', null)).toBe('')
  expect(hashWith('#k=Zz', view)).toBe('#k=Zz&view=-500,20,128000,80000')
  expect(hashWith('#view=1,2,3,4&k=Zz&at=element1', elements)).toBe('#k=Zz&at=element1,element-2_x')
  expect(hashWith('#k=Zz&view=1,2,3,4', null)).toBe('#k=Zz')
  expect(placeIn(hashWith('#k=Zz', view))).toEqual(view)
  expect(hashWith('', { to: 'view', box: { x: 0.4, y: -0.6, w: 10.5, h: 9 } })).toBe('#view=0,-1,11,9')
})
