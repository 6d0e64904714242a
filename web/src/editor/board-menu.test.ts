import { beforeEach, describe, expect, it } from 'vitest'
import type { Value } from '../board/types'
import { Hands } from '../test/hands'
import { askForMenu, type BoardMenu } from './board-menu'

/** An element of the page, as far as it is asked to tell of the menu. */
class Host {
  readonly told: BoardMenu[] = []
  dispatchEvent(event: Event): boolean {
    this.told.push((event as CustomEvent<BoardMenu>).detail)
    return true
  }
}

const A = 'element-a'
const B = 'element-b'
let hands: Hands
let host: Host

const put = (id: string, x: number, more: readonly [string, Value][] = []) =>
  hands.room.apply(1, [
    {
      op: 'put',
      id,
      props: new Map<string, Value>([
        ['kind', 'rectangle'],
        ['order', `a${x}`],
        ['at', [x * 100, 10000]],
        ['size', [10000, 10000]],
        ['fill', 'soft-red'],
        ...more,
      ]),
    },
  ])
const ask = (x: number, y: number) =>
  askForMenu(host as unknown as HTMLElement, hands.editor, { x: x + 7, y: y + 9 }, { x, y }, false)
const selected = () => [...hands.editor.state.selection].toSorted()

beforeEach(() => {
  hands = new Hands()
  host = new Host()
  put(A, 100)
  put(B, 300)
})

describe('asking for the menu', () => {
  it('selects what lies there, tells where, and keeps a selection that it lies in', () => {
    ask(150, 150)
    expect(selected()).toEqual([A])
    expect(host.told).toEqual([{ x: 157, y: 159, at: { x: 15000, y: 15000 } }])
    hands.editor.select([A, B])
    ask(150, 150)
    expect(selected()).toEqual([A, B])
    ask(250, 150)
    expect(selected()).toEqual([A, B])
    ask(600, 600)
    expect(selected()).toEqual([])
  })

  it('takes a group as one, and reaches what is locked', () => {
    put('element-c', 500, [['locked', true]])
    ask(550, 150)
    expect(selected()).toEqual(['element-c'])
    hands.room.apply(1, [
      {
        op: 'put',
        id: 'group-one',
        props: new Map([
          ['kind', 'group'],
          ['order', 'b'],
        ] as const),
      },
      { op: 'set', id: A, props: new Map([['parent', 'group-one']]) },
      { op: 'set', id: B, props: new Map([['parent', 'group-one']]) },
    ])
    ask(150, 150)
    expect(selected()).toEqual(['group-one'])
  })
})
