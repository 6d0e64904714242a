import { describe, expect, it } from 'vitest'
import type { Value } from '../board/types'
import { knotPath, knotValue } from '../elements/knots'
import { Hands } from '../test/hands'
import { tileID as id, rowOf, tilesOf } from '../test/tiles'

const row = (n: number) => rowOf(new Hands(), n)
const ats = (hands: Hands, ...ns: number[]) => ns.map((n) => hands.room.board.element(id(n))!.props.get('at'))
const picked = (hands: Hands) => [...hands.editor.state.selection]

function set(hands: Hands, n: number, props: Record<string, Value>): void {
  hands.room.apply(1, [{ op: 'set', id: id(n), props: new Map(Object.entries(props)) }])
}

/** Three tiles at odd places; the second is larger. */
function scattered(): Hands {
  const hands = row(3)
  set(hands, 0, { at: [0, 0] })
  set(hands, 1, { at: [13_000, 7000], size: [20_000, 16_000] })
  set(hands, 2, { at: [61_000, 3000] })
  hands.key('mod+a')
  return hands
}

describe('aligning', () => {
  it.each([
    ['alt+a', [0, 0], [0, 7000], [0, 3000]],
    ['alt+h', [30_500, 0], [25_500, 7000], [30_500, 3000]],
    ['alt+d', [61_000, 0], [51_000, 7000], [61_000, 3000]],
    ['alt+w', [0, 0], [13_000, 0], [61_000, 0]],
    ['alt+v', [0, 6500], [13_000, 3500], [61_000, 6500]],
    ['alt+s', [0, 13_000], [13_000, 7000], [61_000, 13_000]],
  ])('%s', (key, ...wanted) => {
    const hands = scattered().key(key)
    expect(ats(hands, 0, 1, 2)).toEqual(wanted)
    hands.key('mod+z')
    expect(ats(hands, 0, 1, 2)).toEqual(ats(scattered(), 0, 1, 2))
  })

  it('carries a group as a whole, and leaves what is locked', () => {
    const hands = row(4)
    hands.editor.select([id(0), id(1)])
    hands.key('mod+g').key('arrowdown')
    set(hands, 3, { locked: true })
    hands.editor.select([...picked(hands), id(2), id(3)])
    hands.key('alt+d')
    expect(ats(hands, 0, 1, 2, 3)).toEqual([
      [40_000, 100],
      [60_000, 100],
      [60_000, 0],
      [60_000, 0],
    ])
  })
})

describe('distributing', () => {
  it('puts equal gaps between all, across and down', () => {
    const hands = scattered().key('alt+shift+h')
    expect(ats(hands, 0, 1, 2)).toEqual([
      [0, 0],
      [25_500, 7000],
      [61_000, 3000],
    ])
    const down = row(3)
    for (const [n, y] of [0, 11_000, 50_000].entries()) set(down, n, { at: [0, y] })
    down.key('mod+a').key('alt+shift+v')
    expect(ats(down, 0, 1, 2)).toEqual([
      [0, 0],
      [0, 25_000],
      [0, 50_000],
    ])
  })
})

describe('tidying', () => {
  it('makes rows and columns with one gap, in reading order, and then stays', () => {
    const hands = row(5)
    const places = [
      [0, 0],
      [13_000, 1500],
      [27_000, -900],
      [500, 14_000],
      [16_000, 13_000],
    ]
    for (const [n, at] of places.entries()) set(hands, n, { at })
    hands.key('mod+a').key('alt+shift+t')
    const tidy = ats(hands, 0, 1, 2, 3, 4)
    const xs = new Set(tidy.map((at) => (at as number[])[0]))
    const ys = new Set(tidy.map((at) => (at as number[])[1]))
    expect([xs.size, ys.size]).toEqual([3, 2])
    expect(tidy[1]![0 as never] - tidy[0]![0 as never]).toBe(tidy[2]![0 as never] - tidy[1]![0 as never])
    const before = hands.client.committed.length
    hands.key('alt+shift+t')
    expect(hands.client.committed.length).toBe(before)
  })

  it('spreads out what lies in one heap', () => {
    const hands = row(4)
    for (const n of [0, 1, 2, 3]) set(hands, n, { at: [n * 10, n * 10] })
    hands.key('mod+a').key('alt+shift+t')
    expect(ats(hands, 0, 1, 2, 3)).toEqual([
      [0, 0],
      [12_000, 0],
      [24_000, 0],
      [36_000, 0],
    ])
  })
})

describe('arrows among what is arranged', () => {
  /** Ties an arrow, the nth thing on the board, from one tile to another; null leaves an end free. */
  function arrow(hands: Hands, n: number, from: number | null, to: number | null): void {
    const end = (tile: number | null): Value => (tile === null ? ['', 0, 0] : [id(tile), 5000, 5000])
    const props: Record<string, Value> = { kind: 'arrow', order: `b${n}V`, at: [0, 0], start: end(from), end: end(to) }
    const knots = [
      { id: '0001', order: 'a0', x: 0, y: 0, smooth: false },
      { id: '0002', order: 'a1', x: 30_000, y: 9000, smooth: false },
    ].map((knot) => [knotPath(knot.id), knotValue(knot)] as const)
    hands.room.apply(1, [{ op: 'put', id: id(n), props: new Map([...Object.entries(props), ...knots]) }])
    expect(hands.editor.finder.frame(id(n))).not.toBeNull()
  }
  const ends = (hands: Hands, n: number) =>
    ['start', 'end'].map((end) => (hands.room.board.element(id(n))!.props.get(end) as Value[])[0])

  /** Two tiles at different heights and a third, with arrows from each to the next. */
  function joined(): Hands {
    const hands = row(3)
    set(hands, 1, { at: [13_000, 7000] })
    set(hands, 2, { at: [61_000, 3000] })
    arrow(hands, 3, 0, 1)
    arrow(hands, 4, 1, 2)
    return hands
  }

  it.each(['alt+v', 'alt+w', 'alt+d', 'alt+shift+h', 'alt+shift+v', 'alt+shift+t'])(
    '%s goes by the shapes alone, and the arrows stay tied',
    (key) => {
      const [bare, hands] = [joined(), joined()]
      bare.editor.select([id(0), id(1), id(2)])
      bare.key(key)
      hands.key('mod+a').key(key)
      expect(ats(hands, 0, 1, 2)).toEqual(ats(bare, 0, 1, 2))
      expect(ats(hands, 0, 1, 2)).not.toEqual(ats(joined(), 0, 1, 2))
      expect([ends(hands, 3), ends(hands, 4)]).toEqual([
        [id(0), id(1)],
        [id(1), id(2)],
      ])
      expect(ats(hands, 3, 4)).toEqual(ats(joined(), 3, 4))
      hands.key('mod+z')
      expect(ats(hands, 0, 1, 2)).toEqual(ats(joined(), 0, 1, 2))
    },
  )

  it('stay where they are held by shapes that are not selected, and go where one end is free', () => {
    const hands = joined()
    arrow(hands, 5, null, null)
    arrow(hands, 6, null, 2)
    set(hands, 6, { at: [4000, 40_000] })
    hands.editor.select([id(3), id(4)])
    const before = hands.client.committed.length
    hands.key('alt+a')
    expect(hands.client.committed.length).toBe(before)
    hands.editor.select([id(0), id(5), id(6)])
    hands.key('alt+a')
    expect(ends(hands, 6)).toEqual(['', ''])
    expect(ends(hands.key('mod+z'), 6)).toEqual(['', id(2)])
    hands.editor.select([id(0), id(2), id(6)])
    hands.key('alt+w')
    expect(ends(hands, 6)).toEqual(['', id(2)])
    expect(ats(hands, 0, 2)).toEqual([
      [0, 0],
      [61_000, 0],
    ])
  })

  it('in a group go with it, and stay tied to what is arranged beside it', () => {
    const hands = joined()
    arrow(hands, 5, 2, null)
    hands.editor.select([id(0), id(3), id(5)])
    hands.key('mod+g')
    hands.editor.select([...picked(hands), id(1), id(2)])
    hands.key('alt+s')
    expect([ends(hands, 3), ends(hands, 5)]).toEqual([
      [id(0), id(1)],
      [id(2), ''],
    ])
  })

  it('keep their ties when they are carried with one of their shapes, by keys and by hand', () => {
    const hands = joined()
    hands.key('mod+a').key('arrowdown')
    hands.drag(5000 / 100, 6000 / 100, 90, 90)
    expect(ats(hands, 0)).not.toEqual(ats(joined(), 0))
    expect([ends(hands, 3), ends(hands, 4)]).toEqual([
      [id(0), id(1)],
      [id(1), id(2)],
    ])
  })
})

describe('flipping and turning', () => {
  it('mirrors places in the middle of the selection', () => {
    const hands = scattered().key('shift+h')
    expect(ats(hands, 0, 1, 2)).toEqual([
      [61_000, 0],
      [38_000, 7000],
      [0, 3000],
    ])
    hands.key('shift+h')
    expect(ats(hands, 0, 1, 2)).toEqual(ats(scattered(), 0, 1, 2))
  })

  it('turns by quarters about the middle of the selection; four are one round', () => {
    const hands = scattered()
    for (let i = 0; i < 4; i++) hands.editor.run('rotate-right')
    expect(ats(hands, 0, 1, 2)).toEqual(ats(scattered(), 0, 1, 2))
    hands.editor.run('rotate-right')
    hands.editor.run('rotate-left')
    expect(ats(hands, 0, 1, 2)).toEqual(ats(scattered(), 0, 1, 2))
  })
})

describe('order', () => {
  it('brings groups over and under as wholes, among what has the same parent', () => {
    const hands = row(4)
    hands.editor.select([id(0), id(1)])
    hands.key('mod+g').key(']')
    expect(tilesOf(hands)).toEqual([2, 3, 0, 1])
    hands.key('mod+[')
    expect(tilesOf(hands)).toEqual([2, 0, 1, 3])
    hands.editor.select([id(0)])
    hands.key(']')
    expect(tilesOf(hands)).toEqual([2, 1, 0, 3])
  })

  it('finds room where many were put in one place, and where keys are the same', () => {
    const hands = row(3)
    for (const n of [0, 1, 2]) set(hands, n, { order: 'a1' })
    hands.editor.select([id(2)])
    hands.key('[')
    expect(tilesOf(hands)).toEqual([2, 0, 1])
    for (let i = 0; i < 300; i++) {
      hands.editor.select([tilesOf(hands)[2] === 0 ? id(1) : id(0)])
      hands.key('mod+[').key('mod+]').key('mod+[')
    }
    const keys = [0, 1, 2].map((n) => String(hands.room.board.element(id(n))!.props.get('order')))
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(64)
    expect(new Set(keys).size).toBe(3)
  })
})

describe('locks', () => {
  it('are set and taken for the selection, and for all', () => {
    const hands = row(3)
    hands.editor.select([id(0), id(1)])
    hands.key('mod+g')
    const [group] = picked(hands)
    hands.key('mod+shift+l')
    expect(hands.editor.finder.topmost({ x: 5000, y: 5000 }, 100)).toBeNull()
    hands.key('arrowright').key('delete')
    expect(ats(hands, 0, 1)).toEqual([
      [0, 0],
      [20_000, 0],
    ])
    hands.key('mod+shift+l').key('arrowright')
    expect(ats(hands, 0)).toEqual([[100, 0]])
    hands.key('mod+a').key('mod+shift+l').key('escape')
    expect(hands.editor.selectable()).toEqual([])
    hands.editor.run('unlock-all')
    expect(new Set(hands.editor.selectable())).toEqual(new Set([group, id(2)]))
  })
})

describe('selecting', () => {
  it('everything else, all of the same kind, all of the same colour, and nothing', () => {
    const hands = row(4)
    set(hands, 1, { colour: 'red' })
    set(hands, 2, { colour: 'red', kind: 'ellipse' })
    hands.editor.select([id(1)])
    hands.editor.run('select-colour')
    expect(picked(hands)).toEqual([id(1), id(2)])
    hands.editor.select([id(1)])
    hands.editor.run('select-kind')
    expect(picked(hands)).toEqual([id(0), id(1), id(3)])
    hands.editor.run('select-inverse')
    expect(picked(hands)).toEqual([id(2)])
    hands.editor.run('select-none')
    expect(picked(hands)).toEqual([])
  })
})

describe('duplicating', () => {
  it('copies groups in groups with fresh ids right above, and goes on as far as the copy was carried', () => {
    const hands = row(4)
    hands.editor.select([id(0), id(1)])
    hands.key('mod+g')
    hands.editor.select([...picked(hands), id(2)])
    hands.key('mod+g')
    const [model] = picked(hands)
    hands.key('mod+d')
    const [copy] = picked(hands)
    const { board } = hands.room
    expect(copy).not.toBe(model)
    expect(board.children(copy!).length).toBe(2)
    expect(board.size).toBe(4 + 2 + 5)
    expect(board.children('').map((one) => one.id)).toEqual([model, copy, id(3)])
    expect(hands.editor.selectionBox()).toEqual({ x: 1600, y: 1600, w: 50_000, h: 10_000 })
    for (let i = 0; i < 3; i++) hands.key('shift+arrowright')
    hands.key('mod+d')
    expect(hands.editor.selectionBox()).toEqual({ x: 9200, y: 3200, w: 50_000, h: 10_000 })
    hands.key('mod+d')
    expect(hands.editor.selectionBox()!.x).toBe(13_800)
    hands.editor.select([id(3)])
    hands.key('mod+d')
    expect(hands.editor.selectionBox()!.x).toBe(61_600)
  })

  it('within a group stays in it', () => {
    const hands = row(2)
    hands.key('mod+a').key('mod+g')
    const [group] = picked(hands)
    hands.editor.select([id(0)])
    hands.key('mod+d')
    expect(hands.room.board.children(group!).length).toBe(3)
    expect(hands.editor.state.entered).toBe(group)
  })
})

describe('style', () => {
  it('reaches what lies in groups, and is told of it', () => {
    const hands = row(3)
    hands.editor.select([id(0), id(1)])
    hands.key('mod+g')
    hands.editor.setStyle({ fill: 'blue' })
    expect([0, 1, 2].map((n) => hands.room.board.element(id(n))!.props.get('fill'))).toEqual(['blue', 'blue', 'red'])
    expect(hands.editor.styleOf().fill).toBe('blue')
    hands.key('mod+a')
    expect(hands.editor.styleOf().fill).toBeNull()
  })
})
