import { expect, test } from 'vitest'
import type { Value } from '../board/types'
import { signatureOf } from '../elements/signature'
import { FakeRoom } from '../test/fake-client'
import { Hands } from '../test/hands'
import { type Names, Signing } from './signing'

const note = (more: readonly (readonly [string, Value])[] = []) =>
  new Map<string, Value>([['kind', 'note'], ['at', [0, 0]], ['size', [20_000, 20_000]], ...more])

/** Ada's page, on a board that others wrote on before; what the server was asked, and what it says. */
function page(said: () => Promise<Names>) {
  const room = new FakeRoom()
  const ada = new Hands(room, 1)
  ada.client.members.set('fake', { session: 'fake', author: 1, name: 'Ada', colour: 'red' })
  let asked = 0
  room.apply(2, [{ op: 'put', id: 'note-by-bob', props: note() }])
  room.apply(1, [{ op: 'put', id: 'note-by-ada', props: note() }])
  const stale: unknown[] = []
  ada.editor.watch({ stale: (boxes) => stale.push(boxes), live: () => {} })
  const signing = new Signing(ada.editor, () => {
    asked++
    return said()
  })
  const by = (id: string) => signatureOf(ada.editor.finder.shown(id)!.props)
  return { room, ada, signing, by, stale, asked: () => asked }
}

const bob = async () => new Map([[2, 'Bob \u202eboB']])

test('those who are here say it themselves, the server says it of the others, once', async () => {
  const { room, by, asked, stale } = page(bob)
  expect([by('note-by-ada'), by('note-by-bob')]).toEqual(['Ada', ''])
  await Promise.resolve()
  await Promise.resolve()
  // What turns letters around is left out.
  expect(by('note-by-bob')).toBe('Bob boB')
  expect(stale.length).toBeGreaterThan(1)
  room.apply(2, [{ op: 'put', id: 'note-by-bob-2', props: note() }])
  expect([by('note-by-bob-2'), asked()]).toEqual(['Bob boB', 1])
})

test('where nobody can say it nothing is written, and whoever comes later says it', async () => {
  const { ada, by, asked } = page(async () => Promise.reject(new Error('no answer')))
  await Promise.resolve()
  await Promise.resolve()
  expect([by('note-by-bob'), asked()]).toEqual(['', 1])
  ada.client.members.set('two', { session: 'two', author: 2, name: 'Robert', colour: 'blue' })
  ada.client.tell((l) => l.members?.())
  expect(by('note-by-bob')).toBe('Robert')
})

test('it is never stored, and an element is the same value for as long as its name is', () => {
  const { room, ada } = page(bob)
  const shown = ada.editor.finder.shown('note-by-ada')!
  expect(ada.editor.finder.shown('note-by-ada')).toBe(shown)
  expect(room.board.element('note-by-ada')!.props.has('signature')).toBe(false)
  ada.editor.select(['note-by-ada'])
  ada.editor.run('duplicate')
  const copies = ada.elements.filter(({ props }) => props.get('kind') === 'note')
  expect(copies.length).toBe(3)
  expect(copies.every(({ props }) => !props.has('signature'))).toBe(true)
})

test('a note that is not to be signed is not', () => {
  const { room, by } = page(bob)
  room.apply(1, [{ op: 'set', id: 'note-by-ada', props: new Map([['signed', false]]) }])
  expect(by('note-by-ada')).toBe('')
})
