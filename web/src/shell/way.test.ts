import { describe, expect, test } from 'vitest'
import { wayOf } from './way'

const origin = 'https://draw.test'

describe.each(['', '/draw'])('under %o', (base) => {
  const plain = new Set([`${base}/favicon.svg`, `${base}/icons/mark-192.png`])
  const way = (path: string, asked: { mode?: string; method?: string } = {}) =>
    wayOf(
      { method: 'GET', mode: 'cors', url: path.startsWith('/') ? `${origin}${base}${path}` : path, ...asked },
      origin,
      base,
      plain,
    )

  test('a navigation to the page is one, wherever it stands', () => {
    for (const path of ['/', '/?from=home', '/b/bAAAAAAAAAAAAAAAA', '/b/x#k=secret'])
      expect(way(path, { mode: 'navigate' }), path).toBe('page')
  })

  test('a file of the build is one, by its folder or by its name', () => {
    for (const path of ['/assets/board-abc.js', '/favicon.svg', '/icons/mark-192.png'])
      expect(way(path), path).toBe('file')
  })

  test('everything else is left alone: the API, exports, streams, what is asked otherwise, what is not ours', () => {
    for (const path of [
      '/api/v1/boards',
      '/api/v1/boards/b/export',
      '/api/v1/boards/b/streams',
      '/licences/fonts.txt',
      '/sw.js',
      '/livez',
      '/',
      '/b/x',
    ])
      expect(way(path), path).toBe('none')
    for (const path of ['/api/v1/boards/b/assets/f', '/assets/board-abc.js', '/b/', '/b/x/y', '/licences/fonts.txt'])
      expect(way(path, { mode: 'navigate' }), path).toBe('none')
    expect(way('https://elsewhere.test/assets/board-abc.js')).toBe('none')
    expect(way('https://elsewhere.test/', { mode: 'navigate' })).toBe('none')
    for (const method of ['POST', 'HEAD', 'PUT']) {
      expect(way('/assets/board-abc.js', { method })).toBe('none')
      expect(way('/', { method, mode: 'navigate' })).toBe('none')
    }
  })
})

test('what another server of the origin has beside it is left alone', () => {
  for (const path of ['/', '/draw', '/drawing/', '/b/x', '/other/b/x'])
    expect(wayOf({ method: 'GET', mode: 'navigate', url: origin + path }, origin, '/draw', new Set()), path).toBe(
      'none',
    )
  for (const path of ['/assets/a.js', '/other/assets/a.js'])
    expect(wayOf({ method: 'GET', mode: 'cors', url: origin + path }, origin, '/draw', new Set()), path).toBe('none')
})
