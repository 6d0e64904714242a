import { afterEach, expect, test, vi } from 'vitest'
import { forOthers, linkAt, linkToCopy, onlyHere } from './elsewhere'

afterEach(() => vi.unstubAllGlobals())

/** The server answers that; how often it was asked. */
function answers(body: object, status = 200) {
  const fetch = vi.fn(async (_address: string) => Response.json(body, { status }))
  vi.stubGlobal('fetch', fetch)
  return fetch
}

const here = 'http://localhost:8080/b/abc#k=secret'

test.each([
  ['http://localhost:8080/b/abc#k=x', true],
  ['http://drawing.localhost/b/abc', true],
  ['http://127.0.0.1:8080/b/abc', true],
  ['http://[::1]:8080/b/abc', true],
  ['http://192.168.1.5:8080/b/abc', false],
  ['http://localhost.example.org/b/abc', false],
  ['https://draw.example.org/b/abc', false],
])('%s is good on this machine only: %s', (link, is) => {
  expect(onlyHere(link)).toBe(is)
})

test('a link by another address of the server leads to the same board, with its secret', () => {
  expect(linkAt('http://192.168.1.5:8080', 'http://localhost:8080/b/abc?x=1#k=secret')).toBe(
    'http://192.168.1.5:8080/b/abc?x=1#k=secret',
  )
})

test('a link that is good on this machine only is for others by the addresses that the server knows', async () => {
  answers({ addresses: ['https://draw.example.org', 'http://mini.lan:8080'] })
  expect(await forOthers(here)).toEqual({
    links: ['https://draw.example.org/b/abc#k=secret', 'http://mini.lan:8080/b/abc#k=secret'],
    alone: false,
  })
  expect(await linkToCopy(here)).toBe('https://draw.example.org/b/abc#k=secret')
})

test('there is none where the server listens for this machine only, and none where it does not say', async () => {
  answers({ addresses: [], alone: true })
  expect(await forOthers(here)).toEqual({ links: [], alone: true })
  expect(await linkToCopy(here)).toBe(here)
  answers({ addresses: [] })
  expect(await forOthers(here)).toEqual({ links: [], alone: false })
  answers({ error: { code: 'internal', message: 'no' } }, 500)
  expect(await forOthers(here)).toEqual({ links: [], alone: false })
})

test('a link that others can follow is left as it is, and nobody is asked', async () => {
  const fetch = answers({ addresses: ['http://elsewhere.example'] })
  const link = 'https://draw.example.org/b/abc#k=secret'
  expect(await forOthers(link)).toEqual({ links: [link], alone: false })
  expect(fetch).not.toHaveBeenCalled()
})
