import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

describe.each(['', '/draw', '/tools/draw'])('a server under %o', (base) => {
  const site = () => import('./at')

  beforeEach(() => {
    vi.resetModules()
    vi.stubGlobal('document', { querySelector: () => ({ content: base }) })
    vi.stubGlobal('location', { origin: 'https://host.test' })
  })
  afterEach(() => vi.unstubAllGlobals())

  test('has its addresses there', async () => {
    const { at, whole } = await site()
    expect(at('/api/v1/boards')).toBe(`${base}/api/v1/boards`)
    expect(whole('/b/x#k=y')).toBe(`https://host.test${base}/b/x#k=y`)
  })

  test('reads its own addresses as if it had the name to itself, and no others', async () => {
    const { within } = await site()
    expect(within(`${base}/b/x`)).toBe('/b/x')
    expect(within(`${base}/`)).toBe('/')
    if (base !== '') for (const other of ['/', base, '/b/x', `${base}ing/b/x`]) expect(within(other)).toBe('')
  })

  test('has names of its own beside those of others', async () => {
    const { ownName } = await site()
    expect(ownName('drawingroom.me')).toBe(`drawingroom.me${base}`)
  })
})

test('in a worker there is no page to read it from', async () => {
  vi.resetModules()
  expect((await import('./at')).base).toBe('')
})
