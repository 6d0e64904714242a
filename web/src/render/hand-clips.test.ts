import { expect, test } from 'vitest'
import { Hands } from '../test/hands'
import { lifted } from './lifted'

/** Two frames next to each other, with something in the left one. */
function scene(): { hands: Hands; left: string; right: string; thing: string } {
  const hands = new Hands()
  hands.editor.setSettings({ snapToObjects: false })
  const draws = (tool: string, x: number, y: number, toX: number, toY: number) => {
    hands.editor.setTool(tool)
    hands.drag(x, y, toX, toY)
    return [...hands.editor.state.selection][0]!
  }
  const left = draws('frame', 100, 100, 300, 300)
  const right = draws('frame', 400, 100, 600, 300)
  const thing = draws('rectangle', 120, 120, 180, 180)
  hands.editor.select([])
  return { hands, left, right, thing }
}

const clipOf = (hands: Hands, id: string) => lifted(hands.editor).drawn.find((one) => one.id === id)?.clip

test('what is carried is seen as it would be if the hand let go: in its frame, in none, in another', () => {
  const { hands, thing } = scene()
  hands.press(120, 150).move(130, 150)
  expect(clipOf(hands, thing)).toEqual({ x: 10_000, y: 10_000, w: 20_000, h: 20_000 })
  hands.move(330, 150)
  expect([lifted(hands.editor).ids.has(thing), clipOf(hands, thing)]).toEqual([true, undefined])
  hands.move(450, 150)
  expect(clipOf(hands, thing)).toEqual({ x: 40_000, y: 10_000, w: 20_000, h: 20_000 })
})

test('what lies in a frame that is carried goes along, cut off where the frame is now, for the others too', () => {
  const { hands, left, thing } = scene()
  const other = hands.another(2)
  hands.press(100, 200).move(100, 250)
  const clip = { x: 10_000, y: 15_000, w: 20_000, h: 20_000 }
  expect([clipOf(hands, left), clipOf(hands, thing)]).toEqual([undefined, clip])
  // One gesture names the frame alone; whoever hears of it finds the rest.
  const { gesture } = hands.client.presence
  expect(gesture!.ids).toEqual([left])
  other.client.others.set('s', { member: {} as never, selection: [], gesture: gesture! })
  expect([lifted(other.editor).ids.has(thing), clipOf(other, thing)]).toEqual([true, clip])
})

test('a frame that is pulled shows another part of what lies in it, which stays where it is', () => {
  const { hands, left, thing } = scene()
  hands.editor.select([left])
  hands.press(300, 300).move(160, 160)
  const one = lifted(hands.editor).drawn.find(({ id }) => id === thing)!
  expect([one.by, one.clip]).toEqual([undefined, { x: 10_000, y: 10_000, w: 6000, h: 6000 }])
})

test('a copy of a frame in the hand has its own edges', () => {
  const { hands, left, thing } = scene()
  hands.editor.select([left])
  hands.press(100, 200, { alt: true }).move(150, 200)
  expect(lifted(hands.editor).ids.size).toBe(0)
  expect(clipOf(hands, thing)).toEqual({ x: 15_000, y: 10_000, w: 20_000, h: 20_000 })
})
