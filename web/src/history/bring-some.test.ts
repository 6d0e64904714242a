import { describe, expect, it } from 'vitest'
import { Board } from '../board/board'
import { freshSeed, Random, randomOp } from '../board/test/random'
import type { Element, Op, Value } from '../board/types'
import { bringingSome } from './bring-some'

const props = (entries: { readonly [path: string]: Value | null }) => new Map(Object.entries(entries))
const put = (id: string, entries: { readonly [path: string]: Value }): Op => ({ op: 'put', id, props: props(entries) })
const set = (id: string, entries: { readonly [path: string]: Value | null }): Op => ({
  op: 'set',
  id,
  props: props(entries),
})
const remove = (id: string): Op => ({ op: 'remove', id })

/** The boards before and after what was done next. */
function boards(first: readonly Op[], next: readonly Op[]): { readonly then: Board; readonly now: Board } {
  const now = new Board()
  now.apply({ seq: 1, author: 1 }, first)
  const then = now.clone()
  now.apply({ seq: 2, author: 2 }, next)
  return { then, now }
}

/** Brings some back; nothing of it may be refused. */
function brought(now: Board, then: Board, ids: Iterable<string>): { readonly board: Board; readonly astray: number } {
  const { ops, astray } = bringingSome(now, then, ids)
  const board = now.clone()
  const effects = board.apply({ seq: now.seq + 1, author: 9 }, ops)
  expect(effects.filter(({ did }) => did !== 'done')).toEqual([])
  return { board, astray }
}

const saysBesides = (element: Element | undefined) =>
  element && new Map([...element.props].filter(([path]) => path !== 'parent').sort())

describe('bringing a selection back', () => {
  it('leaves everything else as it is', () => {
    const { now, then } = boards(
      [put('rectangle1', { kind: 'rectangle', at: [0, 0] }), put('rectangle2', { kind: 'rectangle', at: [0, 0] })],
      [remove('rectangle1'), set('rectangle2', { at: [900, 0] }), put('rectangle3', { kind: 'rectangle' })],
    )
    const { board } = brought(now, then, ['rectangle1'])
    expect([...board.elements()].map(({ id }) => id).sort()).toEqual(['rectangle1', 'rectangle2', 'rectangle3'])
    expect(board.element('rectangle2')!.props.get('at')).toEqual([900, 0])
    expect(board.element('rectangle1')!.maker).toBe(1)
    expect(bringingSome(board, then, ['rectangle1']).ops).toEqual([])
  })

  it('brings what lies in a group or a frame with it, and not what lies around', () => {
    const first = [
      put('frame001', { kind: 'frame', at: [0, 0], size: [100, 100] }),
      put('group001', { kind: 'group', parent: 'frame001' }),
      put('note0001', { kind: 'note', parent: 'group001' }),
      put('note0002', { kind: 'note', parent: 'group001' }),
    ]
    const { now, then } = boards(first, ['note0001', 'note0002', 'group001', 'frame001'].map(remove))
    const group = brought(now, then, ['group001'])
    expect([...group.board.elements()].map(({ id }) => id).sort()).toEqual(['group001', 'note0001', 'note0002'])
    expect(group.board.element('group001')!.props.has('parent')).toBe(false)
    expect(group.board.parent('note0002')).toBe('group001')
    expect(group.astray).toBe(1)
    const frame = brought(now, then, ['frame001'])
    expect(frame.board.parent('group001')).toBe('frame001')
    expect(frame.astray).toBe(0)
  })

  it('puts what lay in something that is gone into what is left around that', () => {
    const { now, then } = boards(
      [
        put('layer001', { kind: 'layer' }),
        put('group001', { kind: 'group', parent: 'layer001' }),
        put('note0001', { kind: 'note', parent: 'group001' }),
      ],
      [remove('note0001'), remove('group001')],
    )
    const { board, astray } = brought(now, then, ['note0001'])
    expect(board.parent('note0001')).toBe('layer001')
    expect(astray).toBe(1)
  })

  it('never puts something into what lies in it by now', () => {
    const { now, then } = boards(
      [put('group001', { kind: 'group' }), put('group002', { kind: 'group', parent: 'group001' })],
      [set('group002', { parent: null }), set('group001', { parent: 'group002' })],
    )
    const alone = brought(now, then, ['group002'])
    expect(alone.board.parent('group002')).toBe('')
    expect(alone.astray).toBe(1)
    const both = brought(now, then, ['group001'])
    expect([both.board.parent('group001'), both.board.parent('group002')]).toEqual(['', 'group001'])
    expect(both.astray).toBe(0)
  })

  it('leaves the ends of arrows with what they were tied to, there or not', () => {
    const arrow = { kind: 'arrow', at: [0, 0], start: ['note0001', 50, 50], end: ['note0002', 50, 50] }
    const { now, then } = boards(
      [put('note0001', { kind: 'note' }), put('note0002', { kind: 'note' }), put('arrow001', arrow)],
      [remove('arrow001'), remove('note0001')],
    )
    const { board } = brought(now, then, ['arrow001'])
    expect(board.element('arrow001')!.props.get('start')).toEqual(['note0001', 50, 50])
    expect(board.element('note0001')).toBeUndefined()
    // When that comes back, it is tied to it again: nothing is to be done for it.
    const whole = brought(board, then, ['note0001'])
    expect(bringingSome(whole.board, then, ['arrow001']).ops).toEqual([])
  })

  it('makes any selection of random histories what it was, without a refusal and without touching others', () => {
    const seed = freshSeed('bring-some')
    const random = new Random(seed)
    const counts = { put: 0, restore: 0, set: 0, astray: 0, freed: 0, contents: 0, untouched: 0 }
    for (let round = 0; round < 400; round++) {
      const length = 20 + random.below(150)
      const moment = 1 + random.below(length - 1)
      const all = new Board()
      let then = all.clone()
      for (let seq = 1; seq <= length; seq++) {
        all.apply({ seq, author: 1 + random.below(3) }, [randomOp(random, 12)])
        if (seq === moment) then = all.clone()
      }
      // A history that was cut off in the midst: what is missing has no grave.
      const cut = random.below(4) === 0
      const now = cut ? new Board(length, new Map([...all.elements()].slice(2).map((one) => [one.id, one]))) : all
      const there = [...then.elements()].map(({ id }) => id)
      const ids = new Set(there.filter(() => random.below(3) === 0))
      const { ops, astray } = bringingSome(now, then, ids)
      const { board } = brought(now, then, ids)
      const meant = new Set(there.filter((id) => [id, ...around(then, id)].some((one) => ids.has(one))))
      for (const id of meant) {
        const where = `seed ${seed}, round ${round}, ${id}`
        expect(saysBesides(board.element(id)), where).toEqual(saysBesides(then.element(id)))
        expect(['', ...around(then, id)], where).toContain(board.parent(id))
      }
      for (const id of new Set([...now.elements()].map((one) => one.id)))
        if (!meant.has(id)) {
          expect(board.element(id)?.props).toBe(now.element(id)!.props)
          counts.untouched++
        }
      expect([...board.elements()].length).toBe(new Set([...meant, ...[...now.elements()].map((one) => one.id)]).size)
      for (const op of ops) {
        if (op.op !== 'remove') counts[op.op]++
        if (op.op === 'set' && op.props.get('parent') === null && op.props.size === 1) counts.freed++
      }
      counts.astray += astray
      counts.contents += meant.size - ids.size
    }
    console.log(`bring-some, seed ${seed}:`, counts)
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
  })
})

/** What lies around an element, the nearest first. */
function around(board: Board, id: string): string[] {
  const parents: string[] = []
  for (let at = board.parent(id); at !== ''; at = board.parent(at)) parents.push(at)
  return parents
}
