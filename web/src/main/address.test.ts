import { expect, test } from 'vitest'
import { addressOf, linkOf } from './address'

test.each([
  ['/', '', { page: 'start' }],
  ['/b/', '', { page: 'start' }],
  ['/b/bAbc_-123', '', { page: 'board', id: 'bAbc_-123', secret: null }],
  ['/b/bAbc', '#k=Zz_-9', { page: 'board', id: 'bAbc', secret: 'Zz_-9' }],
  ['/b/bAbc/', '#k=Zz', { page: 'board', id: 'bAbc', secret: 'Zz' }],
  ['/b/bAbc', '#k=', { page: 'board', id: 'bAbc', secret: null }],
  ['/b/bAbc', '#k=a/../b', { page: 'board', id: 'bAbc', secret: null }],
  ['/b/..%2Fapi', '', { page: 'start' }],
])('%s%s is read as %o', (pathname, hash, address) => expect(addressOf({ pathname, hash })).toEqual(address))

test('a link leads back to where it was made', () => {
  const url = new URL(linkOf('http://10.0.0.7:8080', 'bAbc', 'Zz_-9'))
  expect(addressOf(url)).toEqual({ page: 'board', id: 'bAbc', secret: 'Zz_-9' })
})
