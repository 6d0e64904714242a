import { afterAll, expect, it } from 'vitest'
import type { Value } from '../board/types'
import { heardTransform } from '../editor/presence'
import { transformed } from '../editor/transform'
import { chance } from '../elements/chance'
import { Hands } from '../test/hands'
import { encodePresence } from '../wire/presence'

/** How many gestures a run makes. */
const ROUNDS = 300

/** Seeds that once failed; they run for ever, beside a new one. */
const kept: readonly number[] = []

const seen = new Map<string, number>()

afterAll(() => {
  console.log(`told gestures: ${[...seen].map(([what, n]) => `${what} ${n}`).join(', ')}`)
  for (const what of ['by', 'box', 'turn', 'copy', 'tilted', 'several'])
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(5)
})

function count(what: string): void {
  seen.set(what, (seen.get(what) ?? 0) + 1)
}

function element(draw: (n: number) => number): Map<string, Value> {
  const angle = draw(3) === 0 ? 0 : draw(36_000) - 17_999
  const common: [string, Value][] = [
    ['at', [10_000 + draw(60_000), 10_000 + draw(50_000)]],
    ['angle', angle],
  ]
  switch (draw(3)) {
    case 0:
      return new Map<string, Value>([
        ['kind', 'stroke'],
        ...common,
        ['points', Array.from({ length: 3 + draw(20) }, () => [draw(3000) - 1000, draw(3000) - 1000, 50, 8]).flat()],
      ])
    case 1:
      return new Map<string, Value>([
        ['kind', 'text'],
        ...common,
        ['text/a1', ['a0', 'some words', '']],
        ['measured', [9000, 2600]],
      ])
    default:
      return new Map<string, Value>([
        ['kind', draw(2) === 0 ? 'rectangle' : 'ellipse'],
        ...common,
        ['size', [2000 + draw(20_000), 2000 + draw(20_000)]],
        ['fill', 'soft-red'],
      ])
  }
}

/** Where the hand presses: on the knob, on a corner, on a side, or in the middle of the frame; in CSS pixels. */
function grasp(hands: Hands, draw: (n: number) => number): readonly [number, number] {
  const frame = hands.editor.sight.selectionFrame()!
  const gap = 4 + hands.editor.sight.selectionOverhang() / 100
  const { x, y, w, h } = frame.box
  const [mx, my] = [(x + w / 2) / 100, (y + h / 2) / 100]
  const [rx, ry] = [w / 200 + gap, h / 200 + gap]
  const places = [
    [0, -ry - 20],
    [rx, ry],
    [-rx, ry],
    [rx, -ry],
    [0, 0],
  ] as const
  const [dx, dy] = places[draw(places.length)]!
  const radians = (frame.tilt / 18_000) * Math.PI
  return [mx + dx * Math.cos(radians) - dy * Math.sin(radians), my + dx * Math.sin(radians) + dy * Math.cos(radians)]
}

it('what the others were told last is what is committed, for every kind, however it is transformed', () => {
  const fresh = Number(process.env.GESTURE_SEED ?? Math.floor(Math.random() * 2 ** 31))
  for (const seed of [...kept, fresh]) {
    console.log(`told gestures: seed ${seed}, ${ROUNDS} gestures`)
    const next = chance(seed)
    const draw = (n: number) => Math.floor(next() * n)
    for (let round = 0; round < ROUNDS; round++) {
      const hands = new Hands()
      const ids = Array.from({ length: 1 + draw(3) }, (_, i) => `element-${i}`)
      for (const [i, id] of ids.entries())
        hands.room.apply(1, [{ op: 'put', id, props: element(draw).set('order', `a${i}`) }])
      hands.editor.select(ids)
      const before = new Map(ids.map((id) => [id, new Map(hands.room.board.element(id)!.props)]))
      const [x, y] = grasp(hands, draw)
      const keys = { shift: draw(2) === 0, alt: draw(4) === 0 }
      hands.press(x, y)
      for (let i = 1; i <= 4; i++) hands.move(x + draw(400) - 200, y + draw(400) - 200, keys)
      const { gesture } = hands.client.presence
      hands.release()
      if (!gesture) continue
      const told = JSON.parse(`{${encodePresence({ gesture }).slice(1)}}`).gesture
      for (const what of ['by', 'box', 'turn', 'copy']) if (what in told) count(what)
      if (told.box?.[4]) count('tilted')
      if (ids.length > 1) count('several')
      // Nothing is rounded on the way that is not rounded in the hand.
      expect([told.by, told.box, told.to, told.turn].flat().every((n) => n === undefined || Number.isInteger(n))).toBe(
        true,
      )
      if (told.copy) continue
      for (const id of ids) {
        const props = before.get(id)!
        const heard = new Map<string, Value>([...props, ...transformed(props, heardTransform(told))])
        expect([...heard].sort(), `seed ${seed}, round ${round}`).toEqual(
          [...hands.room.board.element(id)!.props].sort(),
        )
      }
    }
  }
})
