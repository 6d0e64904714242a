import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge } from '../board/judge'
import type { Element, Value } from '../board/types'
import { Hands } from '../test/hands'
import { clipboardOf } from './clipboard'
import { escaped, htmlOf, payloadIn } from './clipboard-html'
import { type Carried, decodePayload, encodePayload } from './clipboard-payload'
import { sortOut } from './clipboard-sort'
import { noticesOf } from './notices'
import { Pace } from './pace'

const pace = new Pace()

function rectangle(id: string, x: number, y: number, more: Readonly<Record<string, Value>> = {}): Carried {
  const props = { kind: 'rectangle', order: 'a0', at: [x, y], size: [1000, 1000], ...more }
  return { id, props: new Map(Object.entries(props)) }
}

function put(hands: Hands, ...elements: readonly Carried[]): void {
  hands.editor.commit(
    elements.map(({ id, props }) => ({ op: 'put' as const, id, props })),
    hands.editor.newID(),
  )
}

async function paste(hands: Hands, payload: string, inPlace = false): Promise<readonly string[]> {
  const said: string[] = []
  const off = noticesOf(hands.editor).on({ said: ({ title, text }) => said.push(`${title}: ${text}`) })
  await clipboardOf(hands.editor).paste({ is: 'elements', payload }, inPlace ? 'in place' : undefined)
  off()
  return said
}

function copyOf(hands: Hands): string {
  return payloadIn(clipboardOf(hands.editor).copy()!.html)!
}

const at = (element: Element) => element.props.get('at')
const kinds = (hands: Hands) => hands.elements.map(({ props }) => props.get('kind'))

describe('the payload', () => {
  test('any text comes back through HTML, also when a program wrote its letters as entities', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (text) => {
        const clean = text.replace(/[\p{Cc}\p{Cs}]/gu, '')
        const element = rectangle('abcdefgh1', 1, 2, { name: clean.replace(/[\n\t]/g, ' ').slice(0, 200) })
        const payload = encodePayload([element])
        expect(payload).toMatch(/^[\x20-\x7e]*$/)
        expect(payload).not.toMatch(/[<>&"]/)
        for (const html of [htmlOf(payload, escaped(text)), htmlOf(payload.replaceAll("'", '&#39;'), escaped(text))]) {
          const read = await decodePayload(payloadIn(html)!, pace)
          expect(read).toEqual({ elements: [element], refused: 0 })
        }
      }),
    )
  })

  test.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['no version', "{'a':1}"],
    ['a version that is none', "{'drawingroom':-1}"],
    ['a line that is no object', "{'drawingroom':1}|[]"],
    ['a line with more than it should have', "{'drawingroom':1}|{'id':'abcdefgh','props':{'kind':'group'},'x':1}"],
    ['a bad id', "{'drawingroom':1}|{'id':'../etc/passwd','props':{'kind':'group'}}"],
    [
      'an id twice',
      "{'drawingroom':1}|{'id':'abcdefgh','props':{'kind':'group'}}|{'id':'abcdefgh','props':{'kind':'group'}}",
    ],
    ['a key twice', "{'drawingroom':1}|{'id':'abcdefgh','id':'abcdefgi','props':{'kind':'group'}}"],
    ['null in place of a value', "{'drawingroom':1}|{'id':'abcdefgh','props':{'kind':'group','name':null}}"],
    ['a fraction', "{'drawingroom':1}|{'id':'abcdefgh','props':{'kind':'rectangle','at':[0.5,1]}}"],
    ['an object as a value', "{'drawingroom':1}|{'id':'abcdefgh','props':{'kind':'rectangle','at':{'x':1}}}"],
    ['a path into the prototype', "{'drawingroom':1}|{'id':'abcdefgh','props':{'__proto__':1,'kind':'group'}}"],
    ['half of a pair', "{'drawingroom':1}|{'id':'abcdefgh','props':{'kind':'group','name':'\\ud800'}}"],
    ['depth', `{'drawingroom':1}|{'id':'abcdefgh','props':{'kind':${'['.repeat(500)}${']'.repeat(500)}}}`],
    ['a newer form', "{'drawingroom':2}|{}"],
    ['fewer elements than it says', "{'drawingroom':1,'elements':2}|{'id':'abcdefgh','props':{'kind':'group'}}"],
    [
      'a number of elements that is none',
      "{'drawingroom':1,'elements':'1'}|{'id':'abcdefgh','props':{'kind':'group'}}",
    ],
    ['an end in the midst', "{'drawingroom':1}|{'id':'abcdefgh','props':{'kind':'gro"],
  ])('with %s is answered by a sentence, and nothing is put', async (_, payload) => {
    const hands = new Hands()
    expect(await paste(hands, payload)).toEqual([expect.stringMatching(/^Nothing was pasted: \w.*\.$/)])
    expect(hands.client.committed).toEqual([])
  })

  test.each([
    ['an unknown kind', { kind: 'bomb' }],
    ['a place beyond the edge', { kind: 'rectangle', at: [2_000_000_000, 0] }],
    ['a colour that is none', { kind: 'rectangle', colour: 'red;}</style>' }],
    ['a script as a link', { kind: 'rectangle', link: 'javascript:alert(1)' }],
    ['an unknown property', { kind: 'rectangle', onclick: 'x' }],
    ["another board's settings", { kind: 'board', title: 'Mine' }],
  ])('leaves out what the dictionary does not let stand: %s', async (_, props) => {
    const hands = new Hands()
    const bad = { id: 'badbadbad1', props: new Map<string, Value>(Object.entries(props)) }
    const said = await paste(hands, encodePayload([rectangle('goodgood1', 0, 0), bad]))
    expect(said).toEqual([expect.stringContaining('One thing in it was left out')])
    expect(kinds(hands)).toEqual(['rectangle'])
  })

  test('whatever a stranger writes, no op goes out that the core would refuse', async () => {
    let pasted = 0
    const value = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer(), { maxLength: 5 }))
    const names = [
      'kind',
      'at',
      'size',
      'parent',
      'order',
      'text/a',
      'colour',
      'points',
      'link',
      'locked',
      'seed',
      '__proto__',
    ]
    const props = fc.dictionary(fc.constantFrom(...names), value)
    const kind = fc.constantFrom('rectangle', 'group', 'stroke', 'text', 'board', 'x')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(kind, props), { maxLength: 6 }), async (rows) => {
        const lines = rows.map(([k, p], i) => JSON.stringify({ id: `stranger${i}`, props: { kind: k, ...p } }))
        const payload = ['{"drawingroom":1}', ...lines].join('|').replaceAll('"', "'")
        const hands = new Hands()
        await paste(hands, payload)
        for (const { ops } of hands.client.committed) {
          expect(judge({ ops })).toBeUndefined()
          pasted += ops.length
        }
      }),
      { numRuns: 300 },
    )
    expect(pasted).toBeGreaterThan(0)
  })
})

describe('pasting', () => {
  test('brings copies with new ids, on top, in their order, and takes them into the hand', async () => {
    const hands = new Hands()
    put(hands, rectangle('bottom-one', 0, 0, { order: 'a1' }), rectangle('top-one-00', 500, 0, { order: 'a2' }))
    hands.editor.select(['top-one-00', 'bottom-one'])
    const payload = copyOf(hands)
    await paste(hands, payload, true)
    expect(hands.elements.map(at)).toEqual([
      [0, 0],
      [500, 0],
      [0, 0],
      [500, 0],
    ])
    expect(new Set(hands.elements.map(({ id }) => id)).size).toBe(4)
    expect([...hands.editor.state.selection]).toEqual(hands.elements.slice(2).map(({ id }) => id))
    hands.editor.undo()
    expect(hands.elements).toHaveLength(2)
  })

  test('puts the middle where the pointer is, else in the middle of what is seen, and aside when repeated', async () => {
    const hands = new Hands()
    const payload = encodePayload([rectangle('abcdefgh', 70_000, 90_000)])
    await paste(hands, payload)
    await paste(hands, payload)
    clipboardOf(hands.editor).pointer = { x: 10_000, y: 20_000 }
    await paste(hands, payload)
    await paste(hands, payload)
    await paste(hands, payload)
    expect(hands.elements.map(at)).toEqual([
      [49_500, 39_500],
      [51_100, 41_100],
      [9_500, 19_500],
      [11_100, 21_100],
      [12_700, 22_700],
    ])
  })

  test('keeps what lies in groups together, and lets go of what is not there', async () => {
    const hands = new Hands()
    const group = (id: string, more: Readonly<Record<string, Value>> = {}): Carried => ({
      id,
      props: new Map(Object.entries({ kind: 'group', order: 'a0', ...more })),
    })
    put(
      hands,
      group('outer-group'),
      group('inner-group', { parent: 'outer-group' }),
      rectangle('leaf-000001', 0, 0, { parent: 'inner-group', order: 'a0' }),
      rectangle('leaf-000002', 0, 500, { parent: 'inner-group', order: 'a1' }),
      rectangle('hidden-one0', 0, 900, { parent: 'inner-group', order: 'a2', hidden: true }),
    )
    hands.editor.select(['inner-group'])
    const payload = copyOf(hands)
    hands.editor.enter('')
    await paste(hands, payload, true)
    const [pasted] = [...hands.editor.state.selection]
    const { board } = hands.room
    expect(board.element(pasted!)!.props.get('kind')).toBe('group')
    expect(board.parent(pasted!)).toBe('')
    const inside = hands.elements.filter(({ id }) => board.parent(id) === pasted)
    expect(inside.map(at)).toEqual([
      [0, 0],
      [0, 500],
    ])
    expect(hands.elements).toHaveLength(8)
  })

  test('keeps elements on the board where they would go over its edge', async () => {
    const hands = new Hands()
    const edge = 1_000_000_000
    const payload = encodePayload([rectangle('left-edge', -edge, 0), rectangle('right-edge', edge, 0)])
    clipboardOf(hands.editor).pointer = { x: edge, y: -edge }
    expect(await paste(hands, payload)).toEqual([])
    expect(hands.elements.map(at)).toEqual([
      [-edge, -edge],
      [edge, -edge],
    ])
  })

  test('many elements are one step of several changes', async () => {
    const hands = new Hands()
    const many = Array.from({ length: 5000 }, (_, i) => rectangle(`element-${i}`, i * 10, 0))
    await paste(hands, encodePayload(many))
    expect(hands.elements).toHaveLength(5000)
    expect(hands.client.committed.length).toBeGreaterThan(3)
    expect(new Set(hands.client.committed.map(({ step }) => step)).size).toBe(1)
    const left = hands.elements.map((element) => (at(element) as number[])[0]!)
    expect(left).toEqual(many.map((_, i) => left[0]! + i * 10))
    hands.editor.undo()
    hands.wait(1000)
    expect(hands.elements).toHaveLength(0)
  })

  test('the same file again in the same place lies a little aside, another one does not', async () => {
    const hands = new Hands()
    const file = (name: string) => new File([encodePayload([rectangle('abcdefgh', 0, 0)])], name)
    for (const name of ['one.drawingroom', 'other.drawingroom', 'other.drawingroom'])
      await clipboardOf(hands.editor).paste({ is: 'files', files: [file(name)] })
    expect(hands.elements.map(at)).toEqual([
      [49_500, 39_500],
      [49_500, 39_500],
      [51_100, 41_100],
    ])
  })

  test('called off, nothing of it stays, nor is there anything to undo', async () => {
    const hands = new Hands()
    const many = Array.from({ length: 5000 }, (_, i) => rectangle(`element-${i}`, i * 10, 0))
    const payload = encodePayload(many)
    noticesOf(hands.editor).on({ going: (going) => going !== null && going.share > 0.5 && going.cancel?.() })
    await paste(hands, payload)
    expect(hands.client.committed.length).toBeGreaterThan(1)
    expect(hands.elements).toHaveLength(0)
    expect(hands.editor.state.canUndo).toBe(false)
  })

  test('is refused with a sentence where one may only look', async () => {
    const hands = new Hands()
    hands.editor.setViewing(true)
    expect(await paste(hands, encodePayload([rectangle('abcdefgh', 0, 0)]))).toEqual([
      'Nothing was pasted: This board is only to look at here.',
    ])
    expect(hands.elements).toHaveLength(0)
  })
})

describe('text', () => {
  async function pasteText(text: string) {
    const hands = new Hands()
    const said: string[] = []
    noticesOf(hands.editor).on({ said: ({ text: sentence }) => said.push(sentence) })
    await clipboardOf(hands.editor).paste({ is: 'text', text })
    return { hands, said }
  }

  test('becomes a text, an address one with a link', async () => {
    const { hands } = await pasteText('one\r\ntwo\tcells\u0007\n\n')
    hands.editor.select(hands.elements.map(({ id }) => id))
    expect(clipboardOf(hands.editor).copy()!.text).toBe('one\ntwo\tcells')
    const link = await pasteText('https://example.org/a?b=c')
    expect(link.hands.elements[0]!.props.get('link')).toBe('https://example.org/a?b=c')
    expect((await pasteText('javascript:alert(1)')).hands.elements[0]!.props.has('link')).toBe(false)
  })

  test('that is long goes on in further texts; too long, it is refused with a sentence', async () => {
    const long = 'word and word\n'.repeat(2500).trim()
    const { hands } = await pasteText(long)
    expect(hands.elements.length).toBe(4)
    hands.editor.select(hands.elements.map(({ id }) => id))
    expect(clipboardOf(hands.editor).copy()!.text).toBe(long)
    const refused = await pasteText('x'.repeat(10 * 1024 * 1024))
    expect(refused.said).toEqual(['It has 10,485,760 letters; at most 100,000 can be put on a board at once.'])
    expect(refused.hands.elements).toHaveLength(0)
  })

  test('is copied in reading order', () => {
    const hands = new Hands()
    const words = [
      ['fourth', 3000, 9000],
      ['second', 9000, 100],
      ['first', 0, 200],
      ['third', 0, 5000],
    ] as const
    for (const [i, [word, x, y]] of words.entries()) {
      put(hands, {
        id: `text-${i}-000`,
        props: new Map<string, Value>([
          ['kind', 'text'],
          ['at', [x, y]],
          ['measured', [4000, 2700]],
          ['text/a', ['a0', word, '']],
        ]),
      })
    }
    hands.editor.run('select-all')
    expect(clipboardOf(hands.editor).copy()!.text).toBe('first\nsecond\nthird\nfourth')
  })
})

test('a style is copied from one and pasted on others, as far as they have it', () => {
  const hands = new Hands()
  put(
    hands,
    rectangle('model-0001', 0, 0, { colour: 'red', fill: 'soft-blue', thickness: 800, dash: 'dashed', opacity: 40 }),
    {
      id: 'ellipse-01',
      props: new Map<string, Value>([
        ['kind', 'ellipse'],
        ['at', [0, 0]],
        ['size', [900, 900]],
      ]),
    },
    {
      id: 'stroke-001',
      props: new Map<string, Value>([
        ['kind', 'stroke'],
        ['at', [0, 0]],
        ['points', [0, 0, 50, 0]],
      ]),
    },
  )
  hands.editor.select(['model-0001'])
  hands.key('mod+alt+c')
  hands.editor.select(['ellipse-01', 'stroke-001'])
  hands.key('mod+alt+v')
  const props = (id: string) => Object.fromEntries(hands.room.board.element(id)!.props)
  expect(props('ellipse-01')).toMatchObject({
    colour: 'red',
    fill: 'soft-blue',
    thickness: 800,
    dash: 'dashed',
    opacity: 40,
  })
  expect(props('stroke-001')).toMatchObject({ colour: 'red', thickness: 800, opacity: 40 })
  expect(props('stroke-001')).not.toHaveProperty('fill')
  hands.editor.undo()
  expect(props('ellipse-01')).not.toHaveProperty('colour')
})

test('what is brought is sorted: our elements, pictures of lines, words, files', () => {
  const none = { html: '', text: '', svg: '', files: [] }
  const html = htmlOf("{'drawingroom':1}", 'words')
  expect(sortOut(none).is).toBe('nothing')
  expect(sortOut({ ...none, html, text: 'words' })).toEqual({ is: 'elements', payload: "{'drawingroom':1}" })
  expect(sortOut({ ...none, html, text: 'words' }, true)).toEqual({ is: 'text', text: 'words' })
  expect(sortOut({ ...none, html: '<b>words</b>', text: 'words' }).is).toBe('text')
  expect(sortOut({ ...none, text: '<?xml version="1.0"?>\n<!-- a --><svg viewBox="0 0 1 1"></svg>\n' }).is).toBe('svg')
  expect(sortOut({ ...none, text: '<svg xmlns="http://www.w3.org/2000/svg"><rect' }).is).toBe('svg')
  expect(sortOut({ ...none, text: '<svg><rect width=' }).is).toBe('svg')
  expect(sortOut({ ...none, text: 'an <svg> is a picture' }).is).toBe('text')
  expect(sortOut({ ...none, text: '<svg> is an element' }).is).toBe('text')
  expect(sortOut({ ...none, text: '  ' }).is).toBe('nothing')
  const table =
    '<meta charset="utf-8"><style>td { a }</style><table><tr><td>a</td> <td>b &amp; c</td></tr>\n<tr><th>d</th></tr></table>'
  expect(sortOut({ ...none, html: table })).toEqual({ is: 'table', text: '', html: table })
  expect(sortOut({ ...none, html: table }, true).is).toBe('text')
  expect(sortOut({ ...none, html: '<p> &nbsp; </p><img src="a">' }).is).toBe('nothing')
})

test('where there is nothing to paste, that is said', async () => {
  const { editor } = new Hands()
  const said: string[] = []
  noticesOf(editor).say = (title) => said.push(title)
  await clipboardOf(editor).paste({ is: 'nothing' })
  expect(said).toEqual(['Nothing was pasted'])
})
