import { describe, expect, it } from 'vitest'
import type { Value } from '../board/types'
import { lifted } from '../render/lifted'
import { Hands } from '../test/hands'

/** A rectangle with a fill, which is hit all over, 100 by 100 CSS pixels at 100 %. */
function box(hands: Hands, id: string, x: number, y: number, more: readonly [string, Value][] = []): void {
  const props = new Map<string, Value>([
    ['kind', 'rectangle'],
    ['order', `a${hands.room.board.size}`],
    ['at', [x * 100, y * 100]],
    ['size', [10000, 10000]],
    ['fill', 'soft-red'],
    ...more,
  ])
  hands.room.apply(1, [{ op: 'put', id, props }])
}

function group(hands: Hands, id: string, ids: readonly string[], parent = ''): void {
  const props = new Map<string, Value>([
    ['kind', 'group'],
    ['order', `b${hands.room.board.size}`],
  ])
  if (parent !== '') props.set('parent', parent)
  hands.room.apply(1, [
    { op: 'put', id, props },
    ...ids.map((one) => ({ op: 'set' as const, id: one, props: new Map([['parent', id]]) })),
  ])
}

/** Hands that cling to nothing. */
function free(): Hands {
  const hands = new Hands()
  hands.editor.setSettings({ snapToObjects: false })
  return hands
}

const A = 'element-a'
const B = 'element-b'
const C = 'element-c'
const of = (hands: Hands, id: string, name: string) => hands.room.board.element(id)?.props.get(name)
const selected = (hands: Hands) => [...hands.editor.state.selection].toSorted()
const labels = (hands: Hands) => hands.editor.marks().flatMap((mark) => (mark.mark === 'label' ? [mark.text] : []))

describe('turning', () => {
  it('goes about the middle by the knob, in steps of 15° with shift, and says the angle', () => {
    const hands = free()
    box(hands, A, 100, 100)
    hands.editor.select([A])
    hands.press(150, 75).move(190, 76).move(250, 150)
    expect(labels(hands)).toEqual(['90°'])
    expect(hands.client.presence.gesture?.turn).toEqual([9000, 15000, 15000])
    expect(of(hands, A, 'angle')).toBeUndefined()
    hands.release()
    expect(of(hands, A, 'angle')).toBe(9000)
    expect(of(hands, A, 'at')).toEqual([10000, 10000])
    expect(hands.client.presence.gesture).toBeNull()
    hands.key('mod+z').editor.select([A])
    hands.wait(1000).press(150, 75).move(190, 80, { shift: true })
    expect(labels(hands)).toEqual(['30°'])
    hands.release()
    expect(of(hands, A, 'angle')).toBe(3000)
  })

  it('begins outside of a corner, for several at once, and undo takes all of it back', () => {
    const hands = free()
    box(hands, A, 100, 100)
    box(hands, B, 300, 100)
    hands.editor.select([A, B])
    hands.press(415, 215)
    expect(hands.editor.cursor()).toContain('url(')
    hands.move(400, 230).move(150, 275).release()
    expect(of(hands, A, 'angle')).toBe(of(hands, B, 'angle'))
    expect(of(hands, A, 'angle')).not.toBe(0)
    hands.key('mod+z')
    expect([of(hands, A, 'at'), of(hands, B, 'at')]).toEqual([
      [10000, 10000],
      [30000, 10000],
    ])
    expect(of(hands, A, 'angle') ?? 0).toBe(0)
  })

  it('leaves the frame turned: its handles pull along the element’s own axes', () => {
    const hands = free()
    box(hands, A, 100, 100, [['angle', 9000]])
    hands.editor.select([A])
    // A quarter turned: what was its right side points down.
    hands.drag(150, 204, 150, 254)
    expect(of(hands, A, 'size')).toEqual([15000, 10000])
    expect(of(hands, A, 'angle')).toBe(9000)
    expect(hands.editor.finder.frame(A)).toMatchObject({ w: 10000, h: 15000 })
    expect(Math.round(hands.editor.finder.frame(A)!.y)).toBe(10000)
  })
})

describe('resizing', () => {
  it('pulls several at once, told to the others as it goes, even and from the middle', () => {
    const hands = free()
    box(hands, A, 100, 100)
    box(hands, B, 300, 100)
    hands.editor.select([A, B])
    hands.press(404, 204).move(450, 220, { shift: true, alt: true }).move(554, 204, { shift: true, alt: true })
    const told = hands.client.presence.gesture
    expect(told?.box).toEqual([10000, 10000, 30000, 10000, 0])
    expect(told?.to).toEqual([-5000, 5000, 60000, 20000])
    expect(labels(hands)).toEqual(['600 × 200'])
    expect(lifted(hands.editor).drawn.map(({ props }) => props.get('size'))).toEqual([
      [20000, 20000],
      [20000, 20000],
    ])
    hands.release()
    expect([of(hands, A, 'at'), of(hands, B, 'at')]).toEqual([
      [-5000, 5000],
      [35000, 5000],
    ])
  })

  it('leaves locked elements where they are', () => {
    const hands = free()
    box(hands, A, 100, 100)
    box(hands, B, 300, 100, [['locked', true]])
    hands.editor.select([A, B])
    hands.drag(150, 150, 170, 150)
    expect([of(hands, A, 'at'), of(hands, B, 'at')]).toEqual([
      [12000, 10000],
      [30000, 10000],
    ])
  })
})

describe('groups', () => {
  const nested = () => {
    const hands = free()
    box(hands, A, 100, 100)
    box(hands, B, 300, 100)
    box(hands, C, 500, 100)
    group(hands, 'group-inner', [A, B])
    group(hands, 'group-outer', ['group-inner', C])
    return hands
  }

  it('are taken as one, entered by double clicks, left by Esc and by a click outside', () => {
    const hands = nested()
    hands.click(150, 150)
    expect(selected(hands)).toEqual(['group-outer'])
    hands.click(150, 150)
    expect(selected(hands)).toEqual(['group-inner'])
    expect(hands.editor.state.entered).toBe('group-outer')
    hands.click(150, 150)
    expect(selected(hands)).toEqual([A])
    hands.wait(1000).click(350, 150)
    expect(selected(hands)).toEqual([B])
    hands.key('escape')
    expect(selected(hands)).toEqual(['group-inner'])
    hands.key('escape')
    expect(selected(hands)).toEqual(['group-outer'])
    hands.wait(1000).click(150, 150).click(150, 150).wait(1000).click(700, 700)
    expect(selected(hands)).toEqual([])
    expect(hands.editor.state.entered).toBe('')
  })

  it('give up a leaf at once to a click with mod, and move as a whole', () => {
    const hands = nested()
    hands.click(150, 150, { mod: true })
    expect(selected(hands)).toEqual([A])
    hands.wait(1000).editor.select(['group-outer'])
    hands.drag(150, 150, 150, 250)
    expect([A, B, C].map((id) => of(hands, id, 'at'))).toEqual([
      [10000, 20000],
      [30000, 20000],
      [50000, 20000],
    ])
    expect(new Set(hands.client.committed.map((one) => one.step)).size).toBe(1)
  })
})

describe('what lies below', () => {
  it('is reached by clicking again at the same place with mod or alt', () => {
    const hands = free()
    for (const [i, id] of [A, B, C].entries()) box(hands, id, 100 + i, 100 + i)
    const clicks = (keys: { mod?: boolean; alt?: boolean }) =>
      [1, 2, 3, 4].map(() => selected(hands.wait(1000).click(150, 150, keys))[0])
    expect(clicks({ mod: true })).toEqual([C, B, A, C])
    hands.editor.select([])
    expect(clicks({ alt: true })).toEqual([C, B, A, C])
  })
})

describe('boxes and lassos', () => {
  const three = () => {
    const hands = free()
    box(hands, A, 100, 100)
    box(hands, B, 300, 100)
    box(hands, C, 500, 100)
    return hands
  }

  it('take what they touch, or what lies wholly in them, as the person likes', () => {
    const hands = three()
    hands.drag(50, 50, 350, 250)
    expect(selected(hands)).toEqual([A, B])
    hands.editor.setSettings({ boxSelects: 'contain' })
    hands.wait(1000).click(700, 700).wait(1000).drag(50, 50, 350, 250)
    expect(selected(hands)).toEqual([A])
  })

  it('can begin on an element with mod', () => {
    const hands = three()
    hands.drag(150, 150, 350, 160, { mod: true })
    expect(selected(hands)).toEqual([A, B])
    expect(of(hands, A, 'at')).toEqual([10000, 10000])
  })

  it('go around with a line: the lasso, or alt on the bare board', () => {
    for (const start of ['tool', 'alt'] as const) {
      const hands = three()
      if (start === 'tool') hands.key('shift+l')
      hands.press(80, 50, start === 'alt' ? { alt: true } : {})
      for (const [x, y] of [
        [220, 50],
        [220, 90],
        [480, 90],
        [480, 50],
        [620, 50],
        [620, 250],
        [80, 250],
      ] as const)
        hands.move(x, y)
      // Over B and away below it: A, C and what the line crosses.
      expect(selected(hands)).toEqual([A, B, C])
      expect(hands.editor.marks().some((mark) => mark.mark === 'lasso')).toBe(true)
      hands.release()
      expect(hands.editor.state.tool).toBe('select')
    }
  })

  it('a lasso takes only what it goes around where the person wants that', () => {
    const hands = three()
    hands.editor.setSettings({ boxSelects: 'contain' })
    hands.key('shift+l').press(80, 50)
    for (const [x, y] of [
      [220, 50],
      [350, 50],
      [350, 250],
      [80, 250],
    ] as const)
      hands.move(x, y)
    hands.release()
    expect(selected(hands)).toEqual([A])
  })
})

describe('alt', () => {
  it('carries a copy; the original stays, and one undo takes it back', () => {
    const hands = free()
    box(hands, A, 100, 100)
    hands.press(150, 150, { alt: true }).move(200, 150).move(350, 150)
    expect(hands.client.presence.gesture).toMatchObject({ by: [20000, 0], copy: true })
    const shown = lifted(hands.editor)
    expect(shown.ids.has(A)).toBe(false)
    expect(shown.drawn).toHaveLength(1)
    hands.release()
    expect(hands.elements.map((one) => one.props.get('at'))).toEqual([
      [10000, 10000],
      [30000, 10000],
    ])
    expect(selected(hands)).not.toContain(A)
    hands.key('mod+z')
    expect(hands.elements.map((one) => one.id)).toEqual([A])
  })

  it('goes on as far with the next duplicate', () => {
    const hands = free()
    box(hands, A, 100, 100)
    hands.drag(150, 150, 350, 170, { alt: true })
    hands.key('mod+d')
    expect(hands.elements.map((one) => one.props.get('at'))).toEqual([
      [10000, 10000],
      [30000, 12000],
      [50000, 14000],
    ])
  })
})

describe('clinging', () => {
  const two = () => {
    const hands = new Hands()
    box(hands, A, 100, 100)
    box(hands, B, 400, 100)
    return hands
  }
  const guides = (hands: Hands) => hands.editor.marks().flatMap((mark) => (mark.mark === 'guide' ? [mark.guide] : []))

  it('draws what is carried to sides near by, with a guide; mod turns it off', () => {
    const hands = two()
    hands.press(150, 150).move(150, 200).move(155, 305)
    expect(hands.client.presence.gesture?.by).toEqual([500, 15500])
    hands.move(447, 305)
    expect(hands.client.presence.gesture?.by).toEqual([30000, 15500])
    expect(guides(hands)).toContainEqual({ from: { x: 45000, y: 10000 }, to: { x: 45000, y: 35500 }, ticks: false })
    hands.move(447, 305, { mod: true })
    expect(hands.client.presence.gesture?.by).toEqual([29700, 15500])
    expect(guides(hands)).toEqual([])
    hands.release()
  })

  it('holds the grid where that is chosen', () => {
    const hands = two()
    hands.editor.setSettings({ snapToGrid: true })
    hands.drag(150, 150, 168, 177)
    expect(of(hands, A, 'at')).toEqual([12000, 12000])
  })

  it('draws a copy beside its model', () => {
    const hands = new Hands()
    box(hands, A, 100, 100)
    hands.press(150, 150, { alt: true }).move(200, 150).move(400, 155)
    expect(hands.client.presence.gesture?.by).toEqual([25000, 0])
    expect(guides(hands)).toContainEqual({ from: { x: 10000, y: 15000 }, to: { x: 45000, y: 15000 }, ticks: false })
    hands.release()
  })

  it('stays on its way with shift', () => {
    const hands = two()
    hands.press(150, 150).move(160, 150, { shift: true }).move(446, 155, { shift: true })
    expect(hands.client.presence.gesture?.by).toEqual([30000, 0])
    hands.release()
  })

  it('makes a pulled side as far as others reach', () => {
    const hands = two()
    box(hands, C, 600, 400)
    hands.editor.select([A])
    hands.press(150, 204).move(150, 300).move(150, 502).release()
    expect(of(hands, A, 'size')).toEqual([10000, 40000])
  })
  it('draws shapes to corners near by, and squares and mod to none', () => {
    const hands = two()
    hands.key('r').press(203, 304).move(300, 350).move(396, 397)
    expect(guides(hands).length).toBeGreaterThan(0)
    hands.release()
    const drawn = () => hands.elements.at(-1)!.props
    expect([drawn().get('at'), drawn().get('size')]).toEqual([
      [20000, 30400],
      [20000, 9300],
    ])
    hands.key('r').drag(203, 504, 396, 597, { mod: true })
    expect(drawn().get('at')).toEqual([20300, 50400])
    hands.key('r').drag(603, 504, 696, 604, { shift: true })
    expect(drawn().get('size')).toEqual([10000, 10000])
  })

  it('goes by the grid with keys', () => {
    const hands = two()
    hands.editor.setSettings({ snapToGrid: true })
    hands.editor.select([A])
    hands.key('arrowright').key('shift+arrowdown')
    expect(of(hands, A, 'at')).toEqual([12000, 10100])
  })
})

describe('a tool that is locked', () => {
  it.each(['r', 'o', 't', 'p', 'e', 'shift+l', 'z', 'h'])('stays in the hand: %s', (key) => {
    const hands = free().key('q').key(key)
    const { tool } = hands.editor.state
    hands.drag(100, 100, 200, 180).wait(1000)
    if (hands.editor.state.editing !== null) hands.type('word').key('escape')
    expect(hands.editor.state.tool).toBe(tool)
    hands.drag(300, 100, 400, 180)
    expect(hands.editor.state.tool).toBe(tool)
  })
})
