import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiError, type BoardSummary } from '../sync/api'
import { keptBoards, waitingHere } from '../sync/kept-boards'
import { readShelf, type Shelf } from '../sync/shelf-api'
import type { BoardsListed } from '../ui/board-shelf'
import { AGAIN, listBoardsTo, PATIENCE } from './boards-listed'

vi.mock('../sync/shelf-api', () => ({ readShelf: vi.fn() }))
vi.mock('../sync/kept-boards', () => ({ keptBoards: vi.fn(), waitingHere: vi.fn() }))
vi.mock('./device', () => ({ neverHere: () => false, knownMe: () => ({ id: 'u1', name: 'Ada', colour: 'red' }) }))

const row: BoardSummary = {
  id: 'b1',
  title: 'Far',
  role: 'owner',
  seq: 1,
  created: 1,
  updated: 2,
  history: 'editor',
  replay: true,
  keep: 'all',
  folded: 0,
  starred: false,
}
const gone: BoardSummary = { ...row, id: 'b2', trashed: 3 }
const unreachable = new ApiError('unreachable', 0, 'The server cannot be reached.')
let shown: BoardsListed[]
/** Who lists, as often as something was shown. */
const by = () => shown.map((listed) => listed.by)

beforeEach(() => {
  shown = []
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', () => {})
  vi.mocked(waitingHere).mockResolvedValue(new Map())
  vi.mocked(keptBoards).mockResolvedValue([{ id: 'b1', title: 'Near', role: 'owner', kept: 3, waiting: 1 }])
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const list = () => listBoardsTo((listed) => shown.push(listed))

test('the server’s word is all there is to it, when it comes soon', async () => {
  vi.mocked(readShelf).mockResolvedValue({ boards: [row], trash: [gone] })
  await list()
  await vi.advanceTimersByTimeAsync(PATIENCE * 10)
  expect(shown).toEqual([{ by: 'server', boards: [row], trash: [gone] }])
})

test('what waits on this device is told beside what the server says', async () => {
  vi.mocked(readShelf).mockResolvedValue({ boards: [row], trash: [gone] })
  vi.mocked(waitingHere).mockResolvedValue(new Map([['b1', 2]]))
  await list()
  expect(shown).toEqual([
    { by: 'server', boards: [row], trash: [gone] },
    { by: 'server', boards: [{ ...row, waiting: 2 }], trash: [gone] },
  ])
})

test('with no server this device lists what it keeps, until there is one again', async () => {
  vi.mocked(readShelf).mockRejectedValue(unreachable)
  await list()
  expect(shown).toEqual([
    { by: 'device', boards: [{ id: 'b1', title: 'Near', role: 'owner', updated: 3, waiting: 1 }] },
  ])
  await vi.advanceTimersByTimeAsync(AGAIN)
  expect(by()).toEqual(['device'])
  vi.mocked(readShelf).mockResolvedValue({ boards: [row], trash: [gone] })
  await vi.advanceTimersByTimeAsync(AGAIN)
  expect(by()).toEqual(['device', 'server'])
})

test('a server that does not answer for long is stood in for, and believed when it does', async () => {
  let answer = (_: Shelf) => {}
  vi.mocked(readShelf).mockReturnValue(new Promise((resolve) => (answer = resolve)))
  const listed = list()
  await vi.advanceTimersByTimeAsync(PATIENCE - 1)
  expect(by()).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(by()).toEqual(['device'])
  answer({ boards: [row], trash: [] })
  await listed
  expect(by()).toEqual(['device', 'server'])
})

test('where neither knows of any, that is said', async () => {
  vi.mocked(readShelf).mockRejectedValue(unreachable)
  vi.mocked(keptBoards).mockRejectedValue(new Error('no store'))
  await expect(list()).rejects.toThrow('no store')
  expect(shown).toEqual([])
})
