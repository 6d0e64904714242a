import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge } from '../board/judge'
import type { ElementProps } from '../elements/element'
import { knotsOf } from '../elements/knots'
import { joined, runsOf } from '../elements/text-runs'
import { Hands } from '../test/hands'
import { clipboardOf } from './clipboard'
import { readExcalidraw } from './clipboard-excalidraw'
import { sortOut } from './clipboard-sort'
import { noticesOf } from './notices'
import { Pace } from './pace'

const usual = {
  angle: 0,
  strokeColor: '#1e1e1e',
  backgroundColor: 'transparent',
  fillStyle: 'solid',
  strokeWidth: 2,
  strokeStyle: 'solid',
  roughness: 1,
  opacity: 100,
  groupIds: [],
  roundness: null,
  seed: 1234,
  isDeleted: false,
}

/** A clipboard of theirs with these elements. */
const clipboard = (...elements: readonly object[]) =>
  JSON.stringify({ type: 'excalidraw/clipboard', elements: elements.map((one) => ({ ...usual, ...one })), files: {} })

let names = 0
const newID = () => `foreign-${names++}`

async function read(
  ...elements: readonly object[]
): Promise<{ ids: string[]; props: ElementProps[]; refused: number }> {
  const found = await readExcalidraw(clipboard(...elements), newID, new Pace(), () => true)
  if ('sentence' in found) throw new Error(found.sentence)
  for (const { id, props } of found.elements) expect(judge({ ops: [{ op: 'put', id, props }] })).toBeUndefined()
  const ids = found.elements.map(({ id }) => id)
  return { ids, props: found.elements.map(({ props }) => props), refused: found.refused }
}

const rectangle = { type: 'rectangle', id: 'r', x: 10, y: 20, width: 100, height: 50 }

/** The corner points of a stroke, as they lie on the board, in units. */
function course(props: ElementProps): (readonly [number, number])[] {
  const [left, top] = props.get('at') as readonly [number, number]
  if (props.get('kind') === 'line') return knotsOf(props).map(({ x, y }) => [(left + x) / 100, (top + y) / 100])
  const points = props.get('points') as readonly number[]
  let [x, y] = props.get('at') as [number, number]
  const found: (readonly [number, number])[] = []
  for (let i = 0; i < points.length; i += 4) {
    x += points[i]!
    y += points[i + 1]!
    const last = found.at(-1)
    if (last === undefined || last[0] !== x / 100 || last[1] !== y / 100) found.push([x / 100, y / 100])
  }
  return found
}

describe('what Excalidraw has copied', () => {
  test('is told from words', () => {
    const brought = (text: string) => sortOut({ html: '', text, svg: '', files: [] }).is
    expect(brought(clipboard(rectangle))).toBe('excalidraw')
    expect(brought('{ "type": "excalidraw", "version": 2, "elements": [] }')).toBe('excalidraw')
    expect(brought('{"type":"other","elements":[]}')).toBe('text')
    expect(sortOut({ html: '', text: clipboard(rectangle), svg: '', files: [] }, true).is).toBe('text')
  })

  test('comes as shapes with their look', async () => {
    const { props } = await read(
      { ...rectangle, roundness: { type: 3 }, backgroundColor: '#ffc9c9', fillStyle: 'hachure', angle: Math.PI / 2 },
      { type: 'ellipse', x: 0, y: 0, width: 40, height: 30, roughness: 0, strokeColor: '#123', strokeStyle: 'dotted' },
    )
    expect(Object.fromEntries(props[0]!)).toMatchObject({
      kind: 'rectangle',
      at: [1000, 2000],
      size: [10_000, 5000],
      colour: 'ink',
      fill: 'soft-red',
      'fill-style': 'hatch',
      thickness: 200,
      radius: 1250,
      angle: 9000,
      manner: 'hand',
      seed: 1234,
    })
    expect(Object.fromEntries(props[1]!)).toMatchObject({ kind: 'ellipse', colour: '#112233ff', dash: 'dotted' })
    expect(props[1]!.has('manner')).toBe(false)
  })

  test('comes as a shape, as lines and as strokes, as it was', async () => {
    const { props } = await read(
      { type: 'diamond', x: 0, y: 0, width: 100, height: 60 },
      {
        type: 'line',
        x: 10,
        y: 10,
        points: [
          [0, 0],
          [50, 0],
          [50, 50],
        ],
      },
      {
        type: 'freedraw',
        x: 5,
        y: 5,
        points: [
          [0, 0],
          [1, 2],
          [3, 4],
        ],
        pressures: [0, 0.5, 1],
      },
    )
    expect(Object.fromEntries(props[0]!)).toMatchObject({ kind: 'diamond', size: [10_000, 6_000] })
    expect(course(props[1]!)).toEqual([
      [10, 10],
      [60, 10],
      [60, 60],
    ])
    expect(props[2]!.get('points')).toEqual([0, 0, 0, 0, 100, 200, 50, 8, 200, 200, 100, 8])
    expect(props[2]!.get('pen')).toBe(true)
  })

  test('an arrow comes with its heads, its words and what it is tied to', async () => {
    const points = [
      [0, 0],
      [100, 0],
    ]
    const { props, ids } = await read(
      { ...rectangle, id: 'left' },
      { ...rectangle, id: 'right', x: 300 },
      {
        type: 'arrow',
        id: 'one',
        x: 120,
        y: 40,
        points,
        startArrowhead: 'dot',
        endArrowhead: 'cardinality_zero_or_many',
        startBinding: { elementId: 'left', focus: 0.2, gap: 4 },
        endBinding: { elementId: 'right', fixedPoint: [-0.02, 0.25], mode: 'orbit' },
      },
      { type: 'arrow', x: 0, y: 0, points, elbowed: true, endBinding: { elementId: 'gone', focus: 0, gap: 1 } },
      { type: 'text', containerId: 'one', x: 0, y: 0, width: 40, height: 20, text: 'has', fontSize: 20 },
    )
    const [left, right, arrow, free] = props
    expect([left, right].map((p) => p!.get('kind'))).toEqual(['rectangle', 'rectangle'])
    expect(Object.fromEntries(arrow!)).toMatchObject({
      kind: 'arrow',
      route: 'straight',
      'start-head': 'circle',
      'end-head': 'zero-many',
      start: [ids[0], 5000, 5000],
      end: [ids[1], 0, 2500],
    })
    expect(joined(runsOf(arrow!))).toBe('has')
    expect(Object.fromEntries(free!)).toMatchObject({ kind: 'arrow', route: 'elbow', 'end-head': 'arrow' })
    expect(free!.has('end')).toBe(false)
    expect(props).toHaveLength(4)
  })

  test('words keep their place, their lines and what they are in', async () => {
    const { props } = await read(
      { ...rectangle, boundElements: [{ id: 't', type: 'text' }] },
      {
        type: 'text',
        id: 't',
        containerId: 'r',
        x: 40,
        y: 30,
        width: 40,
        height: 25,
        text: 'two\nlines',
        fontSize: 20,
        fontFamily: 5,
        textAlign: 'center',
      },
    )
    expect(props.map((p) => p.get('kind'))).toEqual(['rectangle'])
    const shape = props[0]!
    expect(joined(runsOf(shape))).toBe('two\nlines')
    expect(['font', 'font-size', 'align'].map((name) => shape.get(name))).toEqual(['hand', 2000, 'centre'])
  })

  test('lies in groups as it lay, also where what is copied says that groups lie in each other', async () => {
    const at = (x: number, ...groupIds: string[]) => ({ ...rectangle, id: `r${x}`, x, groupIds })
    const { props } = await read(at(1, 'a', 'b'), at(2, 'a', 'b'), at(3, 'b', 'a'), at(4, 'only me'))
    expect(props.filter((p) => p.get('kind') === 'group')).toHaveLength(2)
    expect(props.filter((p) => !p.has('parent')).map((p) => p.get('kind'))).toEqual(['group', 'rectangle'])
  })

  test('lies in frames as it lay', async () => {
    const { props } = await read(
      { ...rectangle, frameId: 'f' },
      { type: 'frame', id: 'f', x: 0, y: 0, width: 300, height: 200, name: 'Plan' },
    )
    expect(props.map((p) => p.get('kind'))).toEqual(['frame', 'rectangle'])
    expect(Object.fromEntries(props[0]!)).toMatchObject({ at: [0, 0], size: [30_000, 20_000], name: 'Plan' })
    expect(props[1]!.has('parent')).toBe(true)
  })

  test('is left out and counted where a board has nothing like it, and what was deleted there is not', async () => {
    const { props, refused } = await read(
      rectangle,
      { type: 'image' },
      { type: 'frame' },
      { type: 'text', isDeleted: true },
    )
    expect([props.length, refused]).toEqual([1, 2])
  })

  test('is pasted like anything else, and the person is told what is missing', async () => {
    const hands = new Hands()
    const said: string[] = []
    noticesOf(hands.editor).on({ said: ({ title, text }) => said.push(`${title}: ${text}`) })
    await clipboardOf(hands.editor).paste(
      sortOut({ html: '', text: clipboard(rectangle, { type: 'image' }), svg: '', files: [] }),
    )
    expect(hands.elements.map(({ props }) => props.get('kind'))).toEqual(['rectangle'])
    expect(hands.editor.state.selection.size).toBe(1)
    expect(said).toEqual(['Pasted: One thing in it was left out: a board has nothing like it.'])
    await clipboardOf(hands.editor).paste({ is: 'excalidraw', source: clipboard(rectangle).slice(0, -9) })
    expect(said[1]).toContain('damaged')
    expect(hands.elements).toHaveLength(1)
  })
})

describe('nothing in it is trusted', () => {
  test('too many elements, too many points and too long a text are not taken', async () => {
    const source = (...elements: object[]) => readExcalidraw(clipboard(...elements), newID, new Pace(), () => true)
    const points = Array.from({ length: 200_001 }, () => [0, 0])
    expect(await source({ type: 'line', x: 0, y: 0, points })).toHaveProperty('sentence')
    expect(await source(...Array.from({ length: 20_001 }, () => ({})))).toHaveProperty('sentence')
    expect((await read({ type: 'text', x: 0, y: 0, width: 1, height: 1, text: 'a'.repeat(10_001) })).refused).toBe(1)
    expect(await readExcalidraw(`${'['.repeat(200_000)}`, newID, new Pace(), () => true)).toHaveProperty('sentence')
  })

  test('whatever stands in it, what comes out may stand on a board, and the rest is counted', async () => {
    let kept = 0
    let left = 0
    const odd = fc.oneof(
      fc.double(),
      fc.constantFrom(1e308, -1e12, 1e7, 0, '__proto__', 'constructor', '#ff0000', null, true, {}, []),
      fc.anything({ maxDepth: 2 }),
    )
    const names = [
      'x',
      'y',
      'width',
      'height',
      'angle',
      'points',
      'text',
      'fontSize',
      'groupIds',
      'containerId',
      'seed',
    ]
    const more = [
      'strokeColor',
      'backgroundColor',
      'strokeWidth',
      'opacity',
      'pressures',
      'link',
      'roughness',
      'fontFamily',
    ]
    const kinds = ['rectangle', 'ellipse', 'diamond', 'line', 'arrow', 'freedraw', 'text', 'image', 'toString']
    const whole = {
      id: 'a',
      x: 1,
      y: 2,
      width: 30,
      height: 40,
      text: 'words',
      points: [
        [0, 0],
        [9, 9],
      ],
    }
    const element = fc
      .tuple(fc.constantFrom(...kinds), fc.array(fc.tuple(fc.constantFrom(...names, ...more), odd), { maxLength: 3 }))
      .map(([type, odds]) => ({ ...whole, type, ...Object.fromEntries(odds) }))
    await fc.assert(
      fc.asyncProperty(fc.array(element, { maxLength: 6 }), async (elements) => {
        const { props, refused } = await read(...elements)
        kept += props.length
        left += refused
      }),
      { numRuns: 400 },
    )
    expect(kept).toBeGreaterThan(100)
    expect(left).toBeGreaterThan(100)
  })
})
