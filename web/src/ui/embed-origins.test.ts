import { expect, test } from 'vitest'
import { originsOf } from './embed-origins'

test('the address of a page is cut to its site, each once; https is meant where no scheme is written', () => {
  expect(
    originsOf(
      ' http://127.0.0.1:8444/some/page.html\nhttps://Blog.example:443/a?b#c  https://blog.example/\n\nexample.org/x\nwiki:8080 ',
    ),
  ).toEqual(['http://127.0.0.1:8444', 'https://blog.example', 'https://example.org', 'https://wiki:8080'])
  expect(originsOf(' \n')).toEqual([])
})

test('what is no address of a site stays as it was written, to be named as that', () => {
  const odd = ['*', 'https://*.example.org', 'ftp://a.example', 'https://ada:pass@a.example', 'https://', 'a,b://c']
  expect(originsOf(odd.join('\n'))).toEqual(odd)
})
