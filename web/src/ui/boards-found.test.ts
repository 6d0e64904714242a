import { describe, expect, it } from 'vitest'
import { type BoardRow, foundBoards } from './boards-found'

const rows: readonly BoardRow[] = [
  { id: 'b1', title: 'Été à la plage', role: 'owner', updated: 30, created: 1 },
  { id: 'b2', title: 'Roadmap 10', role: 'editor', updated: 20, created: 3, starred: true },
  { id: 'b3', title: '', role: 'viewer', updated: 10, created: 2 },
  { id: 'b4', title: 'roadmap 9', role: 'owner', updated: 5, created: 4 },
]
const ids = (...asked: Parameters<typeof foundBoards>) => foundBoards(...asked).map(({ id }) => id)

describe('what is found in the list of boards', () => {
  it('is found without accents, in any case, by any of its words', () => {
    expect(ids(rows, 'all', 'ETE', 'changed')).toEqual(['b1'])
    expect(ids(rows, 'all', 'plage été', 'changed')).toEqual(['b1'])
    expect(ids(rows, 'all', 'roadmap', 'changed')).toEqual(['b2', 'b4'])
    expect(ids(rows, 'all', 'nowhere', 'changed')).toEqual([])
    expect(ids(rows, 'all', '  ', 'changed')).toHaveLength(4)
  })

  it('keeps to the filter', () => {
    expect(ids(rows, 'mine', '', 'changed')).toEqual(['b1', 'b4'])
    expect(ids(rows, 'shared', '', 'changed')).toEqual(['b2', 'b3'])
    expect(ids(rows, 'starred', '', 'changed')).toEqual(['b2'])
  })

  it('stands in the order that is asked for, and changes no list', () => {
    expect(ids(rows, 'all', '', 'name')).toEqual(['b1', 'b4', 'b2', 'b3'])
    expect(ids(rows, 'all', '', 'made')).toEqual(['b4', 'b2', 'b3', 'b1'])
    const trash = [
      { ...rows[0]!, trashed: 1 },
      { ...rows[3]!, trashed: 2 },
    ]
    expect(ids(trash, 'trash', '', 'changed')).toEqual(['b4', 'b1'])
    expect(rows[0]!.id).toBe('b1')
  })
})
