import { describe, expect, test } from 'vitest'
import { hostOf, linkFrom, linkOf, markOf, pathOf, soleLink, titleOf, urlOf } from './link'

const RLO = '\u202e'

describe('what nobody may be sent to', () => {
  test.each([
    'javascript:alert(1)',
    'JavaScript://example.org/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.org/1',
    'https:example.org',
    'https://',
    'https:///path',
    'http://[bad',
    'https://exa mple.org',
    ' https://example.org',
    'https://example.org\\@evil.example',
    `https://example.org/${'x'.repeat(2048)}`,
    '',
    17,
    undefined,
  ])('%s', (link) => {
    expect(urlOf(link)).toBeNull()
    expect(linkOf(new Map([['link', link as string]]))).toBeNull()
  })
})

test.each([
  ['https://example.org/a?b=c', 'https://example.org/a?b=c'],
  ['  http://example.org \n', 'http://example.org'],
  ['look: https://example.org', null],
  ['https://example.org https://example.com', null],
  ['mailto:ada@example.org', null],
  ['example.org', null],
  ['javascript:alert(1)', null],
])('%j alone is a link: %j', (text, link) => expect(soleLink(text)).toBe(link))

test.each([
  ['example.org', 'https://example.org'],
  ['example.org:8080/a', 'https://example.org:8080/a'],
  ['localhost:3000', 'https://localhost:3000'],
  ['ada@example.org', 'mailto:ada@example.org'],
  ['HTTP://example.org', 'HTTP://example.org'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['ftp://example.org', null],
  ['word', null],
  ['', null],
])('%j was meant as %j', (written, link) => expect(linkFrom(written)).toBe(link))

test.each([
  // The host is what is asked for, whoever stands before it, and whatever its letters look like.
  ['https://www.example.org/x', 'example.org'],
  ['https://paypal.com@evil.example/login', 'evil.example'],
  ['https://\u0430pple.com/', 'xn--pple-43d.com'],
  [`https://example.org/${RLO}gpj.exe`, 'example.org'],
  ['http://example.org:8080/', 'example.org:8080'],
  ['mailto:ada@example.org?subject=x', 'ada@example.org'],
])('%s leads to %s', (link, host) => expect(hostOf(urlOf(link)!)).toBe(host))

test('nothing in a path turns what stands around it, or is there without being seen', () => {
  for (const hidden of [RLO, '\u2066', '\u200b', '%E2%80%AE', '%0a', '%00']) {
    const url = urlOf(`https://example.org/safe${hidden}gpj.exe`)!
    expect(pathOf(url)).toMatch(/^\/safe ?gpj\.exe$/)
    expect(titleOf(url)).toMatch(/^Safe ?gpj\.exe$/)
  }
})

test.each([
  ['https://en.wikipedia.org/wiki/Sticky_note', 'Sticky note'],
  ['https://example.org/blog/2024/how-to-draw-a-tree.html', 'How to draw a tree'],
  ['https://example.org/caf%C3%A9-menu/', 'Café menu'],
  ['https://github.com/drawing/room/issues/12', 'Issues 12'],
  ['https://example.org/doc/4f2a9c0e4f2a9c0e4f2a9c0e', 'Doc'],
  ['https://www.example.org/', 'example.org'],
  ['https://example.org/index.html', 'example.org'],
  ['https://example.org/%E0%A4%A', 'example.org'],
])('%s is called %j', (link, title) => expect(titleOf(urlOf(link)!)).toBe(title))

test('a long path makes no long title', () => {
  const url = urlOf(`https://example.org/${'word-'.repeat(300)}end`)!
  expect([...titleOf(url)].length).toBeLessThanOrEqual(80)
  expect([...pathOf(url)].length).toBeLessThanOrEqual(200)
})

test('a letter stands for a host', () => {
  expect(markOf(urlOf('https://www.example.org')!)).toBe('E')
  expect(markOf(urlOf('https://127.0.0.1/')!)).toBe('1')
  expect(markOf(urlOf('mailto:ada@example.org')!)).toBe('@')
})
