import { expect, test } from 'vitest'
import type { Op } from '../board/types'
import { refusedWords } from './refused-words'

const put = (id: string): Op => ({ op: 'put', id, props: new Map([['kind', 'text']]) })
const set = (id: string): Op => ({ op: 'set', id, props: new Map([['name', 'x']]) })
const remove = (id: string): Op => ({ op: 'remove', id })

test('what a change wanted is said in a few words', () => {
  expect(refusedWords([put('one')])).toBe('You drew one thing')
  expect(refusedWords([put('one'), set('one'), put('two')])).toBe('You drew 2 things')
  expect(refusedWords([set('one'), set('one'), remove('two'), remove('three')])).toBe(
    'You changed one thing, removed 2 things',
  )
  expect(refusedWords([])).toBe('You changed nothing')
})
