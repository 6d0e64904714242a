import { beforeAll, describe, expect, it } from 'vitest'
import { HOLD } from '../editor/hold'
import { Hands } from '../test/hands'
import { loadShapes } from './pen'

beforeAll(loadShapes)

/** Presses and goes along the spots, in small moves. */
function sketch(hands: Hands, ...spots: readonly (readonly [x: number, y: number])[]): Hands {
  const [first, ...rest] = spots
  hands.press(...first!)
  let from = first!
  for (const to of rest) {
    for (let i = 1; i <= 20; i++)
      hands.move(from[0] + ((to[0] - from[0]) * i) / 20, from[1] + ((to[1] - from[1]) * i) / 20)
    from = to
  }
  return hands
}

const square = [
  [200, 200],
  [400, 204],
  [398, 330],
  [203, 328],
  [201, 206],
] as const

const drawn = (hands: Hands) => hands.elements.map(({ props }) => props)

describe('a hand that holds still at the end of its line', () => {
  it('makes of it what was meant, in its look, and undo gives the sketch back', () => {
    const hands = new Hands().key('p')
    hands.editor.setStyle({ colour: 'red', thickness: 800 })
    sketch(hands, ...square).wait(HOLD - 1)
    expect(hands.client.presence.gesture?.points).toBeDefined()
    hands.wait(1)
    expect(hands.client.presence.gesture?.props?.get('kind')).toBe('rectangle')
    expect(hands.elements).toEqual([])
    hands.release()
    const [shape] = drawn(hands)
    expect(Object.fromEntries(shape!)).toMatchObject({ kind: 'rectangle', colour: 'red', thickness: 800 })
    const [w, h] = shape!.get('size') as readonly [number, number]
    expect(Math.abs(w - 19_800)).toBeLessThan(600)
    expect(Math.abs(h - 12_600)).toBeLessThan(600)
    hands.key('mod+z')
    expect(drawn(hands).map((p) => p.get('kind'))).toEqual(['stroke'])
    hands.key('mod+z')
    expect(hands.elements).toEqual([])
    hands.key('mod+shift+z').key('mod+shift+z')
    expect(drawn(hands).map((p) => p.get('kind'))).toEqual(['rectangle'])
    expect(hands.editor.state.tool).toBe('pen')
  })

  it('goes on with the hand until it lets go', () => {
    const hands = sketch(new Hands().key('p'), ...square).wait(HOLD)
    const before = hands.client.presence.gesture!.props!
    // The hand is at the top left: that corner goes along, the other stays.
    hands.move(151, 156).release()
    const [after] = drawn(hands)
    const far = (p: ReadonlyMap<string, unknown>) => {
      const [[x, y], [w, h]] = [p.get('at'), p.get('size')] as [[number, number], [number, number]]
      return [x + w, y + h]
    }
    expect(far(after!)).toEqual(far(before))
    expect((after!.get('size') as readonly number[])[0]).toBe((before.get('size') as readonly number[])[0]! + 5000)
  })

  it('makes a line straight, and its end follows', () => {
    const hands = sketch(new Hands().key('p'), [100, 100], [200, 153], [300, 200]).wait(HOLD)
    hands.move(400, 300).release()
    const [line] = drawn(hands)
    expect(line!.get('kind')).toBe('line')
    const knots = [...line!].filter(([path]) => path.startsWith('knots/')).map(([, value]) => (value as never[])[1])
    expect(knots).toEqual([
      [0, 0],
      [30_000, 20_000],
    ])
  })

  it('trembles a little, and is still still; and begins again where it moves on', () => {
    const hands = sketch(new Hands().key('p'), ...square).wait(HOLD - 100)
    hands.move(202, 207).wait(100)
    expect(hands.client.presence.gesture?.props?.get('kind')).toBe('rectangle')
    hands.release()
    const other = sketch(new Hands().key('p'), ...square).wait(HOLD - 100)
    other
      .move(190, 206)
      .wait(HOLD - 1)
      .release()
    expect(drawn(other).map((p) => p.get('kind'))).toEqual(['stroke'])
  })

  it('leaves what is nothing, and what is small, as it is', () => {
    const hands = new Hands().key('p')
    sketch(hands, [100, 100], [130, 180], [160, 100], [190, 180], [220, 100], [250, 180], [280, 100]).wait(2 * HOLD)
    hands.release()
    sketch(hands, [500, 500], [510, 500], [510, 508], [500, 508], [500, 500])
      .wait(2 * HOLD)
      .release()
    expect(drawn(hands).map((p) => p.get('kind'))).toEqual(['stroke', 'stroke'])
  })

  it('is nothing when it is called off', () => {
    const hands = sketch(new Hands().key('p'), ...square).wait(HOLD)
    hands.key('escape').release()
    expect(hands.elements).toEqual([])
    expect(hands.client.presence.gesture).toBeNull()
  })
})

describe('a line that comes back to where it began', () => {
  const loop = (hands: Hands) => sketch(hands, [200, 200], [300, 190], [330, 280], [240, 300], [203, 204]).release()

  it('takes the fill of the style; the fill can be another afterwards, and is there for the finger', () => {
    const hands = new Hands().key('p')
    hands.editor.setStyle({ fill: 'soft-blue', 'fill-style': 'hatch' })
    loop(hands)
    const [stroke] = hands.elements
    expect(Object.fromEntries(stroke!.props)).toMatchObject({ closed: true, fill: 'soft-blue', 'fill-style': 'hatch' })
    expect(hands.editor.sight.topmost({ x: 26_000, y: 24_000 }, 0)).toBe(stroke!.id)
    hands.key('v').editor.select([stroke!.id])
    expect(hands.editor.styleOf().fill).toBe('soft-blue')
    hands.editor.setStyle({ fill: 'none' })
    expect(hands.elements[0]!.props.get('fill')).toBe('none')
    expect(hands.editor.sight.topmost({ x: 26_000, y: 24_000 }, 0)).toBeNull()
  })

  it('is closed without a fill, too, and an open one takes none', () => {
    const hands = loop(new Hands().key('p'))
    expect(hands.elements[0]!.props.get('closed')).toBe(true)
    expect(hands.elements[0]!.props.has('fill')).toBe(false)
    hands.editor.setStyle({ fill: 'soft-red' })
    sketch(hands, [500, 200], [600, 190], [630, 280]).release()
    expect(hands.elements[1]!.props.has('fill')).toBe(false)
    expect(hands.elements[1]!.props.has('closed')).toBe(false)
  })
})

describe('the highlighter', () => {
  it('paints over, or is put beneath all else where that is chosen', () => {
    const hands = new Hands().key('p').drag(100, 100, 300, 100)
    hands.key('u').drag(100, 110, 300, 110)
    expect(drawn(hands).map((p) => p.get('nib'))).toEqual([undefined, 'marker'])
    hands.editor.setSettings({ highlights: 'under' })
    hands.drag(100, 90, 300, 90)
    expect(drawn(hands).map((p) => p.get('nib'))).toEqual(['marker', undefined, 'marker'])
    expect((drawn(hands)[0]!.get('at') as readonly number[])[1]).toBe(9000)
  })
})
