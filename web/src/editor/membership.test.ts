import { beforeEach, describe, expect, test } from 'vitest'
import type { Value } from '../board/types'
import { Hands } from '../test/hands'
import { clipOf } from './clip'

let hands: Hands
const prop = (id: string, name: string): Value | undefined => hands.room.board.element(id)?.props.get(name)
const parent = (id: string) => hands.room.board.parent(id)
/** The last that was put of a kind. */
const last = (kind: string) => hands.elements.findLast(({ props }) => props.get('kind') === kind)!.id
const inside = (id: string) => hands.room.board.children(id).map((one) => one.id)

function draws(tool: string, x: number, y: number, toX: number, toY: number): string {
  hands.editor.setTool(tool)
  const before = new Set(hands.elements.map(({ id }) => id))
  hands.drag(x, y, toX, toY)
  return hands.elements.find(({ id }) => !before.has(id))!.id
}

beforeEach(() => {
  hands = new Hands()
})

describe('what lies in a frame', () => {
  test('is what is drawn in it, and in one step with it', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    expect(prop(frame, 'name')).toBe('Frame 1')
    const within = draws('rectangle', 150, 150, 200, 200)
    const beside = draws('rectangle', 600, 150, 700, 200)
    expect([parent(within), parent(beside)]).toEqual([frame, ''])
    hands.editor.select([])
    hands.editor.undo()
    hands.editor.undo()
    expect(hands.elements.map(({ id }) => id)).toEqual([frame])
    hands.editor.redo()
    expect(parent(within)).toBe(frame)
  })

  test('comes in and goes out as it is dropped, on top of what lies there', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    const a = draws('rectangle', 120, 120, 160, 160)
    const b = draws('rectangle', 600, 150, 700, 250)
    hands.drag(600, 200, 300, 300)
    expect(inside(frame)).toEqual([a, b])
    hands.editor.select([b])
    hands.drag(300, 280, 700, 500)
    expect([parent(b), inside(frame)]).toEqual(['', [a]])
    expect(hands.editor.state.selection).toEqual(new Set([b]))
    hands.editor.undo()
    expect(parent(b)).toBe(frame)
  })

  test('is in the frame by its middle; what is larger than the frame is not', () => {
    const frame = draws('frame', 300, 300, 400, 400)
    const large = draws('rectangle', 250, 250, 450, 450)
    const half = draws('rectangle', 360, 320, 420, 380)
    expect([parent(large), parent(half)]).toEqual(['', frame])
  })

  test('goes along when the frame is carried, by the edge or the name, and by keys; locked things too', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    const a = draws('rectangle', 150, 150, 200, 200)
    hands.room.apply(1, [{ op: 'set', id: a, props: new Map([['locked', true]]) }])
    hands.editor.select([])
    hands.drag(100, 300, 150, 350)
    expect([prop(frame, 'at'), prop(a, 'at')]).toEqual([
      [15000, 15000],
      [20000, 20000],
    ])
    hands.drag(165, 140, 115, 90)
    expect([prop(frame, 'at'), prop(a, 'at')]).toEqual([
      [10000, 10000],
      [15000, 15000],
    ])
    hands.editor.select([frame])
    hands.editor.run('nudge-right')
    expect(Number((prop(a, 'at') as number[])[0]) - 15000).toBe(Number((prop(frame, 'at') as number[])[0]) - 10000)
    expect(parent(a)).toBe(frame)
  })

  test('stays as it is when the frame is pulled, and is let go of when it comes to lie outside', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    const near = draws('rectangle', 120, 120, 160, 160)
    const far = draws('rectangle', 420, 320, 460, 360)
    const beside = draws('rectangle', 600, 120, 640, 160)
    hands.editor.select([frame])
    hands.drag(500, 400, 300, 300)
    expect(prop(frame, 'size')).toEqual([20000, 20000])
    expect([prop(near, 'at'), parent(near), parent(far)]).toEqual([[12000, 12000], frame, ''])
    hands.editor.select([frame])
    hands.drag(300, 300, 700, 400)
    expect([parent(far), parent(beside)]).toEqual([frame, frame])
  })

  test('is a group as one, and an arrow only as a whole, that leaves with what it is tied to', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    const a = draws('rectangle', 600, 500, 640, 540)
    const b = draws('rectangle', 650, 500, 690, 540)
    hands.editor.select([a, b])
    hands.editor.run('group')
    const group = last('group')
    hands.editor.setSettings({ snapToObjects: false })
    hands.drag(600, 520, 300, 220)
    expect([parent(group), parent(a)]).toEqual([frame, group])
    const c = draws('ellipse', 400, 300, 440, 340)
    const arrow = draws('arrow', 420, 300, 390, 240)
    expect([parent(c), parent(arrow)]).toEqual([frame, frame])
    hands.editor.select([c])
    hands.drag(400, 320, 700, 620)
    expect(parent(c)).toBe('')
  })

  test('a frame lies in another one only as a whole, and never in itself', () => {
    const outer = draws('frame', 100, 100, 700, 600)
    const inner = draws('frame', 200, 200, 400, 400)
    expect(parent(inner)).toBe(outer)
    const a = draws('rectangle', 250, 250, 300, 300)
    expect(parent(a)).toBe(inner)
    hands.editor.select([outer])
    hands.drag(100, 300, 130, 330)
    expect([parent(outer), parent(inner), parent(a), prop(a, 'at')]).toEqual(['', outer, inner, [28000, 28000]])
    hands.editor.select([inner])
    hands.drag(230, 300, 30, 300)
    expect(parent(inner)).toBe('')
  })

  test('a new frame takes what it is drawn around, in its order', () => {
    const a = draws('rectangle', 200, 200, 250, 250)
    const b = draws('rectangle', 220, 220, 280, 280)
    const out = draws('rectangle', 380, 220, 480, 280)
    const frame = draws('frame', 100, 100, 400, 400)
    expect([inside(frame), parent(out)]).toEqual([[a, b], ''])
  })

  test('a layer is stronger than a frame', () => {
    draws('frame', 100, 100, 500, 400)
    hands.editor.run('layer-add')
    const a = draws('rectangle', 150, 150, 200, 200)
    expect(parent(a)).toBe(hands.editor.state.layer)
  })

  test('a locked frame takes nothing', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    hands.editor.select([frame])
    hands.editor.run('lock')
    expect(parent(draws('rectangle', 150, 150, 200, 200))).toBe('')
  })
})

describe('what a hand takes hold of', () => {
  test('within a frame that is the thing there, and from the paper in it a box', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    const a = draws('rectangle', 150, 150, 200, 200)
    const b = draws('rectangle', 250, 150, 300, 200)
    hands.editor.select([])
    hands.click(150, 170)
    expect([...hands.editor.state.selection]).toEqual([a])
    hands.click(400, 300)
    expect(hands.editor.state.selection.size).toBe(0)
    hands.drag(120, 120, 320, 220)
    expect([...hands.editor.state.selection].sort()).toEqual([a, b].sort())
    hands.click(110, 90)
    expect([...hands.editor.state.selection]).toEqual([frame])
    hands.drag(400, 300, 450, 350)
    expect([prop(frame, 'at'), hands.editor.state.selection.size]).toEqual([[10000, 10000], 0])
  })

  test('an empty frame is held by its inside too', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    hands.editor.select([])
    hands.drag(300, 300, 350, 300)
    expect(prop(frame, 'at')).toEqual([15000, 10000])
  })

  test('a frame instead of what lies in it, and nothing of it twice', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    const a = draws('rectangle', 150, 150, 200, 200)
    hands.editor.run('select-all')
    expect([...hands.editor.state.selection]).toEqual([frame])
    hands.drag(100, 300, 200, 300)
    expect(prop(a, 'at')).toEqual([25000, 15000])
  })

  test('nothing of what the frame cuts off', () => {
    draws('frame', 100, 100, 300, 300)
    const a = draws('rectangle', 250, 150, 340, 200)
    hands.editor.select([])
    expect(clipOf(hands.room.board, a)).toEqual({ x: 10000, y: 10000, w: 20000, h: 20000 })
    hands.click(340, 170)
    expect(hands.editor.state.selection.size).toBe(0)
    hands.click(270, 150)
    expect([...hands.editor.state.selection]).toEqual([a])
    // And all of it again, once it is out.
    hands.editor.finder.frame(a)
    hands.drag(270, 150, 600, 150)
    hands.editor.select([])
    hands.click(670, 170)
    expect([...hands.editor.state.selection]).toEqual([a])
  })

  test('an arrow is not tied to a frame that it is drawn in, but to its edge', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    const arrow = draws('arrow', 300, 250, 700, 250)
    expect(prop(arrow, 'start')).toBeUndefined()
    const other = draws('arrow', 700, 350, 502, 350)
    expect((prop(other, 'end') as Value[])[0]).toBe(frame)
  })
})

test('a way with right angles leads straight out of a frame, and around one that has nothing to do with it', () => {
  hands.editor.setSettings({ snapToObjects: false })
  const within = draws('rectangle', 150, 200, 200, 260)
  const beside = draws('rectangle', 700, 200, 750, 260)
  const arrow = 'arrow-0001'
  const end = (id: string) => [id, 5000, 5000]
  const props = new Map<string, Value>([
    ['kind', 'arrow'],
    ['route', 'elbow'],
    ['at', [20_000, 23_000]],
    ['knots/a', ['a0', [0, 0], false]],
    ['knots/b', ['a1', [50_000, 0], false]],
    ['start', end(within)],
    ['end', end(beside)],
  ])
  hands.room.apply(1, [{ op: 'put', id: arrow, props }])
  const straight = hands.editor.finder.bounds(arrow)!.h
  draws('frame', 100, 100, 400, 400)
  expect(hands.editor.finder.bounds(arrow)!.h).toBe(straight)
  draws('frame', 450, 150, 600, 350)
  expect(hands.editor.finder.bounds(arrow)!.h).toBeGreaterThan(straight + 2000)
})

describe('commands', () => {
  test('a frame that is deleted leaves what lay in it, which is selected; with another key all of it goes', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    const a = draws('rectangle', 150, 150, 200, 200)
    hands.editor.select([frame])
    hands.key('delete')
    expect([parent(a), [...hands.editor.state.selection]]).toEqual(['', [a]])
    hands.editor.undo()
    expect(parent(a)).toBe(frame)
    hands.editor.select([frame])
    hands.key('shift+delete')
    expect(hands.elements).toEqual([])
    hands.editor.undo()
    expect(inside(frame)).toEqual([a])
  })

  test('a group with a frame in it goes with all that lies in the frame', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    const a = draws('rectangle', 150, 150, 200, 200)
    const b = draws('rectangle', 600, 150, 650, 200)
    hands.editor.select([frame, b])
    hands.editor.run('group')
    hands.editor.select([])
    hands.click(150, 170)
    expect([...hands.editor.state.selection]).toEqual([last('group')])
    hands.wait(1000)
    hands.drag(600, 170, 650, 170)
    expect(prop(a, 'at')).toEqual([20000, 15000])
    hands.key('delete')
    expect(hands.elements).toEqual([])
  })

  test('a copy of a frame has copies of what lies in it, and what is alone copied out of one is out', () => {
    const frame = draws('frame', 100, 100, 300, 300)
    const a = draws('rectangle', 150, 150, 200, 200)
    hands.editor.select([frame])
    hands.drag(100, 200, 400, 200, { alt: true })
    const copy = hands.elements.find(({ id, props }) => props.get('kind') === 'frame' && id !== frame)!.id
    expect([inside(frame), inside(copy).length, parent(copy)]).toEqual([[a], 1, ''])
    expect(prop(inside(copy)[0]!, 'at')).toEqual([45000, 15000])
    hands.editor.select([a])
    hands.drag(150, 170, 150, 500, { alt: true })
    expect(
      hands.elements.filter(({ id, props }) => props.get('kind') === 'rectangle' && parent(id) === ''),
    ).toHaveLength(1)
  })

  test('puts a frame around what is selected, fits it, and gives it the sides of a page', () => {
    const a = draws('rectangle', 200, 200, 250, 250)
    const b = draws('rectangle', 300, 220, 380, 280)
    hands.editor.select([a, b])
    hands.editor.run('frame-wrap')
    const frame = last('frame')
    expect([inside(frame), prop(frame, 'at')]).toEqual([
      [a, b],
      [17600, 17600],
    ])
    expect([...hands.editor.state.selection]).toEqual([frame])
    hands.editor.run('frame-16-9')
    const [w, h] = prop(frame, 'size') as [number, number]
    expect(Math.round((w / h) * 900)).toBe(1600)
    hands.editor.run('frame-fit')
    expect(prop(frame, 'size')).toEqual([22800, 12800])
  })

  test('mirrors what lies in it with it, and turns neither', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    const a = draws('rectangle', 150, 150, 200, 200)
    hands.editor.select([frame])
    hands.editor.run('flip-horizontal')
    expect([prop(frame, 'at'), prop(a, 'at')]).toEqual([
      [10000, 10000],
      [40000, 15000],
    ])
    hands.editor.run('rotate-right')
    expect([prop(frame, 'angle') ?? 0, prop(a, 'angle') ?? 0, prop(a, 'at')]).toEqual([0, 0, [40000, 15000]])
  })

  test('hides and shows what lies in it with it', () => {
    const frame = draws('frame', 100, 100, 500, 400)
    const a = draws('rectangle', 150, 150, 200, 200)
    hands.room.apply(1, [{ op: 'set', id: frame, props: new Map([['hidden', true]]) }])
    expect([hands.editor.finder.bounds(a), hands.editor.finder.frames.any]).toEqual([null, false])
    hands.room.apply(1, [{ op: 'set', id: frame, props: new Map([['hidden', null]]) }])
    expect(hands.editor.finder.bounds(a)).not.toBeNull()
  })
})
