import { expect, test } from 'vitest'
import { linkAt, onlyHere } from './elsewhere'

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
