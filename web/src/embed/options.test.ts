import { expect, test } from 'vitest'
import { tools } from '../tools'
import { embedAddress, embedTools, readOptions, snippetOf } from './options'

const plain = { secret: null, by: 'link', mode: 'view', tools: null, theme: null, language: '', replay: false }

/** An address's part behind #, what is read of it beside what holds anyway, and what of it is wrong. */
const rows: readonly (readonly [hash: string, read: object, wrong: readonly string[]])[] = [
  ['', {}, []],
  ['#', {}, []],
  ['#k=aB3_-x', { secret: 'aB3_-x' }, []],
  ['#k=', {}, ['k']],
  ['#k=a b', {}, ['k']],
  [`#k=${'a'.repeat(129)}`, {}, ['k']],
  ['#by=token', { by: 'token' }, []],
  ['#by=own', { by: 'own' }, []],
  ['#by=link', {}, []],
  ['#by=cookie', {}, ['by']],
  ['#mode=edit', { mode: 'edit' }, []],
  ['#mode=view', {}, []],
  ['#mode=EDIT', {}, ['mode']],
  ['#mode=edit&mode=view', { mode: 'edit' }, ['mode']],
  ['#mode', {}, ['mode']],
  ['#tools=none', { tools: [] }, []],
  ['#tools=pen,eraser', { tools: ['pen', 'eraser'] }, []],
  ['#tools=pen%2Ceraser', { tools: ['pen', 'eraser'] }, []],
  ['#tools=pen,pen', {}, ['tools']],
  ['#tools=', {}, ['tools']],
  ['#tools=pen,,eraser', {}, ['tools']],
  ['#tools=pen,crop', {}, ['tools']],
  ['#tools=__proto__', {}, ['tools']],
  ['#theme=dark&lang=pt-BR', { theme: 'dark', language: 'pt-BR' }, []],
  ['#theme=system', {}, ['theme']],
  ['#lang=../x', {}, ['lang']],
  ['#lang=a', {}, ['lang']],
  ['#replay=1', { replay: true }, []],
  ['#replay=0', {}, []],
  ['#replay=true', {}, ['replay']],
  ['#view=1,2,3,4&then=7', {}, []],
  ['#at=aaaaaaaa', {}, []],
  ['#view=1,2,3,4&view=1,2,3,4', {}, ['view']],
  ['#__proto__=1', {}, ['__proto__']],
  ['#constructor=1&toString=1&hasOwnProperty=1', {}, ['constructor', 'toString', 'hasOwnProperty']],
  ['#nonsense', {}, ['nonsense']],
  ['#=x', {}, ['']],
  ['#k=abc&x=1&mode=edit&&', { secret: 'abc', mode: 'edit' }, ['x']],
]

test.each(rows)('%s', (hash, read, wrong) => {
  expect(readOptions(hash)).toEqual({ options: { ...plain, ...read }, wrong })
})

test('an address reads as what it was written from', () => {
  const all = {
    secret: 'abc',
    by: 'token',
    mode: 'edit',
    tools: ['pen', 'text'],
    theme: 'dark',
    language: 'de',
    replay: true,
  } as const
  const address = embedAddress('https://draw.test/embed/board-of-ours', { ...all, view: '1,2,3,4', moment: 0 })
  expect(address).toBe(
    'https://draw.test/embed/board-of-ours#k=abc&by=token&mode=edit&tools=pen,text&theme=dark&lang=de&replay=1&view=1,2,3,4&then=0',
  )
  expect(readOptions(new URL(address).hash)).toEqual({ options: all, wrong: [] })
  expect(embedAddress('https://draw.test/embed/b', {})).toBe('https://draw.test/embed/b')
  expect(readOptions(embedAddress('x', { tools: [] }).slice(1)).options.tools).toEqual([])
})

test('the tools that may be named are those of the toolbar', () => {
  expect([...embedTools]).toEqual(tools.filter(({ mode, id }) => mode !== true && id !== 'zoom').map(({ id }) => id))
})

test('what is pasted stays one element, whatever the title', () => {
  const text = snippetOf('https://draw.test/embed/b#k=a&mode=edit', `"><script>alert('x')</script>&`)
  expect(text).toBe(
    '<iframe src="https://draw.test/embed/b#k=a&amp;mode=edit" title="&quot;&gt;&lt;script&gt;alert(\'x\')&lt;/script&gt;&amp;" width="100%" height="480" style="border:0" allow="fullscreen"></iframe>',
  )
})
