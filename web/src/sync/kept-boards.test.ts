import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import { Board } from '../board/board'
import { canonical } from '../board/canon'
import { settingsID } from '../board/names'
import type { Op } from '../board/types'
import { secretOf } from '../test/one-client'
import { keptBoards } from './kept-boards'
import { IndexedDBStore } from './store-indexeddb'

let now = 0

beforeEach(() => {
  indexedDB.deleteDatabase('drawingroom')
  now = 0
  vi.spyOn(Date, 'now').mockImplementation(() => now)
})

const titled = (title: string): Op => ({ op: 'set', id: settingsID, props: new Map([['title', title]]) })

async function keep(user: string, board: string, title: string): Promise<void> {
  now++
  const form = new Board()
  form.apply({ seq: 1, author: 1 }, [
    {
      op: 'put',
      id: settingsID,
      props: new Map([
        ['kind', 'board'],
        ['title', title],
      ]),
    },
  ])
  const store = new IndexedDBStore(user, board)
  await store.saveBoard({ at: { epoch: 'e', seq: 1, hash: 'h' }, form: canonical(form), author: 1, role: 'editor' })
  store.close()
}

async function waits(user: string, board: string, ops: readonly Op[], n = 1): Promise<void> {
  now++
  const store = new IndexedDBStore(user, board)
  await store.keep([{ client: secretOf(1), n, change: { step: 'step-0001', ops } }])
  store.close()
}

test('the boards of a user are told, the last kept first, with what they are called and what waits', async () => {
  await keep('u1', 'b1', 'First')
  await keep('u1', 'b2', 'Second')
  await keep('u2', 'b3', 'Of somebody else')
  await waits('u1', 'b1', [{ op: 'remove', id: 'rect-0001' }])
  await waits('u1', 'b1', [titled('First, renamed')], 2)
  await waits('u2', 'b2', [titled('Of somebody else')])
  expect(await keptBoards('u1')).toEqual([
    { id: 'b1', title: 'First, renamed', role: 'editor', kept: 5, waiting: 2 },
    { id: 'b2', title: 'Second', role: 'editor', kept: 2, waiting: 0 },
  ])
})

test('a board of which only changes are here is told, too: they are somebody’s work', async () => {
  await waits('u1', 'b1', [{ op: 'remove', id: 'rect-0001' }])
  expect(await keptBoards('u1')).toEqual([{ id: 'b1', title: '', role: '', kept: 1, waiting: 1 }])
})

test('nothing kept is an empty list', async () => {
  expect(await keptBoards('u1')).toEqual([])
})
