import { describe, expect, it } from 'vitest'
import { screenPoint } from '../geometry/point'
import { Hands } from '../test/hands'
import { EdgeScroll, edgeSpeed } from './edge-scroll'
import { LONG_PRESS, LongPress } from './long-press'
import { Spring } from './spring'
import type { Pointer } from './tool'

const viewport = { w: 1000, h: 800 }

/** A pointer at a place of the canvas, at 100 % from the board's origin. */
function pointer(x: number, y: number): Pointer {
  const keys = { shift: false, alt: false, mod: false }
  return {
    at: { x: x * 100, y: y * 100 },
    screen: screenPoint(x, y),
    pressure: 50,
    pen: false,
    coarse: false,
    time: 0,
    ...keys,
  }
}

describe('the speed at an edge', () => {
  it('is nought away from the edges and for the first 200 ms, and grows with depth and time', () => {
    expect(edgeSpeed({ x: 500, y: 400 }, viewport, 5000)).toEqual([0, 0])
    expect(edgeSpeed({ x: 999, y: 400 }, viewport, 200)).toEqual([0, 0])
    const speeds = [980, 990, 999, 1200].map((x) => edgeSpeed({ x, y: 400 }, viewport, 5000)[0])
    expect(speeds.every((speed, i) => i === 0 || speed > speeds[i - 1]!)).toBe(true)
    expect(edgeSpeed({ x: 1200, y: -50 }, viewport, 400)).toEqual([1.5, -1.5])
    expect(edgeSpeed({ x: 1200, y: 400 }, viewport, 300)[0]).toBe(0.75)
  })
})

describe('at the edge', () => {
  const carrying = () => {
    const hands = new Hands().key('r').drag(100, 100, 200, 200)
    hands.press(100, 150).move(300, 150).move(995, 150)
    const edge = new EdgeScroll(hands.editor)
    edge.at(pointer(995, 150))
    return { hands, edge }
  }

  it('the view goes along, and what is carried stays in the hand', () => {
    const { hands, edge } = carrying()
    hands.wait(150)
    expect(hands.editor.state.camera.x).toBe(0)
    hands.wait(1000)
    const { camera } = hands.editor.state
    expect(camera.x).toBeGreaterThan(10_000)
    expect(camera.y).toBe(0)
    // The place where it was grasped is still under the pointer.
    expect(hands.client.presence.gesture?.by?.[0]).toBeCloseTo(89_500 + camera.x, -2)
    edge.end()
    hands.wait(1000)
    expect(hands.editor.state.camera.x).toBe(camera.x)
    hands.editor.hand({ t: 'interrupt' })
    expect((hands.elements[0]!.props.get('at') as number[])[0]).toBeGreaterThan(100_000)
  })

  it('rests when the hand comes back, and when nothing is carried', () => {
    const { hands, edge } = carrying()
    hands.wait(100)
    edge.at(pointer(500, 150))
    hands.wait(1000)
    expect(hands.editor.state.camera.x).toBe(0)
    hands.key('escape')
    edge.at(pointer(995, 150))
    hands.wait(1000)
    expect(hands.editor.state.camera.x).toBe(0)
  })

  it('a pen draws on where it is', () => {
    const hands = new Hands().key('p').press(900, 100).move(995, 150)
    new EdgeScroll(hands.editor).at(pointer(995, 150))
    hands.wait(1000)
    expect(hands.editor.state.camera.x).toBe(0)
  })
})

describe('a finger that stays', () => {
  it('is told once, and not when it moves or is lifted', () => {
    const hands = new Hands()
    let told = 0
    const press = new LongPress(hands.editor.parts, () => told++)
    press.begin(pointer(100, 100))
    press.at(pointer(102, 101))
    hands.wait(LONG_PRESS)
    expect(told).toBe(1)
    press.begin(pointer(100, 100))
    press.at(pointer(110, 100))
    hands.wait(1000)
    press.begin(pointer(100, 100))
    press.end()
    hands.wait(1000)
    expect(told).toBe(1)
  })

  it('keeps the mouse presses made of its touch from the page, and no others', () => {
    const hands = new Hands()
    const press = new LongPress(hands.editor.parts, () => {})
    let kept = 0
    const lift = () => press.touchEnd({ cancelable: true, preventDefault: () => kept++ })
    press.begin(pointer(100, 100))
    hands.wait(LONG_PRESS - 1)
    press.end()
    lift()
    expect(kept).toBe(0)
    press.begin(pointer(100, 100))
    hands.wait(LONG_PRESS)
    press.end()
    lift()
    lift()
    expect(kept).toBe(1)
  })
})

describe('the zoom tool', () => {
  it('zooms in by a click, out with alt, into a box by a drag', () => {
    const hands = new Hands().key('z').click(200, 100)
    expect(hands.editor.state.camera).toEqual({ x: 10000, y: 5000, zoom: 2 })
    hands.wait(1000).click(200, 100, { alt: true })
    expect(hands.editor.state.camera).toEqual({ x: 0, y: 0, zoom: 1 })
    hands.drag(100, 100, 350, 300)
    expect(hands.editor.state.camera).toEqual({ x: 10000, y: 10000, zoom: 4 })
    expect(hands.editor.state.tool).toBe('zoom')
  })

  it('gives way to the tool of before when its key was held', () => {
    const hands = new Hands().key('p')
    const spring = new Spring(hands.editor)
    const tap = (used: boolean) => {
      spring.down('KeyZ')
      hands.key('z')
      if (used) spring.used()
      spring.up('KeyZ')
    }
    tap(true)
    expect(hands.editor.state.tool).toBe('pen')
    tap(false)
    expect(hands.editor.state.tool).toBe('zoom')
  })
})
