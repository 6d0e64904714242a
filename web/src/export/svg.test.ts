import { expect, test, vi } from 'vitest'
import { Board } from '../board/board'
import type { Value } from '../board/types'
import { decodePayload } from '../editor/clipboard-payload'
import { Finder } from '../editor/finder'
import { Pace } from '../editor/pace'
import { fileName } from '../editor/save-as'
import { textIn } from '../elements/cells'
import { wordsIn } from '../elements/words'
import { setIn } from '../elements/writing'
import { inRange } from './fonts'
import { fittingScale, pixelsOf } from './png'
import { payloadInSvg } from './reader'
import { scopeOf, type What } from './scope'
import { svgOf } from './svg'
import { SvgOutline } from './svg-outline'
import { readXml, type XmlNode } from './xml'

// There are no style sheets, and so no fonts to be put inside.
vi.stubGlobal('document', {
  styleSheets: [],
  fonts: { load: async () => [], check: () => true },
  createElement: () => ({ getContext: () => null }),
})

function boardOf(...rows: readonly Readonly<Record<string, Value>>[]): Board {
  const board = new Board()
  const ops = rows.map(({ id, ...props }) => ({
    op: 'put' as const,
    id: String(id),
    props: new Map(Object.entries(props)),
  }))
  board.apply({ seq: 1, author: 1 }, ops)
  return board
}

async function svg(board: Board, what: What = { of: 'all' }, title = ''): Promise<string> {
  const pace = new Pace()
  const scope = await scopeOf(new Finder(board), what, pace)
  const parts = await svgOf(scope!, { room: 'light', ground: 'pattern', title }, pace, () => true)
  return parts!.join('')
}

function names(node: XmlNode): string[] {
  return [node.name, ...node.children.flatMap(names)]
}

const read = (source: string) => readXml(source, { nodes: 1000, depth: 20, attributes: 30 }, new Pace())

const hostile = `</text></g></svg><script>alert(1)</script>" onload="alert(1)" ' <!-- ]]> &amp; \u0001 | {'drawingroom':1}`

test('no text, title or name breaks out of the picture', async () => {
  const text = {
    id: 'text-00001',
    kind: 'text',
    at: [0, 0],
    'text/a': ['a0', hostile, ''],
    name: hostile.replace('\u0001', ''),
  }
  const source = await svg(
    boardOf(text, { id: 'rect-00001', kind: 'rectangle', at: [0, 0], size: [900, 900] }),
    { of: 'all' },
    hostile,
  )
  const root = await read(source)
  expect(new Set(names(root))).toEqual(
    new Set(['svg', 'title', 'metadata', 'board', '#text', 'rect', 'defs', 'pattern', 'g', 'text', 'path']),
  )
  const attributes = (node: XmlNode): string[] => [...node.attributes.keys(), ...node.children.flatMap(attributes)]
  expect(attributes(root).filter((name) => name.startsWith('on'))).toEqual([])
  expect(source.match(/<script|<!--|onload="/g)).toBeNull()
})

test('what leads somewhere is a link there, and only where nobody is deceived by it', async () => {
  const links = ['https://example.org/?a=1&b=2', 'javascript:alert(1)', 'data:text/html,x']
  const rows = links.map((link, i) => ({
    id: `linked-00${i}`,
    kind: i === 0 ? 'card' : 'rectangle',
    order: `a${i}`,
    at: [i * 40_000, 0],
    size: [32_000, 8800],
    'text/a': ['a0', hostile, ''],
    link,
  }))
  const source = await svg(boardOf(...rows))
  const found: string[] = []
  const walk = (node: XmlNode) => {
    if (node.name === 'a') found.push(node.attributes.get('href') ?? '')
    node.children.forEach(walk)
  }
  walk(await read(source))
  expect(found).toEqual([links[0]])
  expect(source).toContain('rel="noopener noreferrer"')
})

test('what it carries is what it shows, groups too, and comes back', async () => {
  const board = boardOf(
    { id: 'board-settings', kind: 'board', title: 'mine' },
    { id: 'group-0001', kind: 'group', order: 'a0' },
    { id: 'inside-001', kind: 'rectangle', parent: 'group-0001', order: 'a0', at: [0, 0], size: [100, 100] },
    { id: 'hidden-001', kind: 'rectangle', order: 'a1', hidden: true, at: [0, 0], size: [100, 100] },
    { id: 'layer-0001', kind: 'layer', order: 'a2', hidden: true },
    { id: 'on-hidden1', kind: 'rectangle', parent: 'layer-0001', order: 'a0', at: [0, 0], size: [100, 100] },
    { id: 'far-away-1', kind: 'ellipse', order: 'a3', at: [90_000, 0], size: [100, 100] },
  )
  const carried = async (what: What) => {
    const found = await decodePayload(payloadInSvg(await svg(board, what))!, new Pace())
    return 'elements' in found ? found.elements.map(({ id }) => id) : found
  }
  expect(await carried({ of: 'all' })).toEqual(['group-0001', 'inside-001', 'far-away-1'])
  expect(await carried({ of: 'area', box: { x: -50, y: -50, w: 900, h: 900 } })).toEqual(['group-0001', 'inside-001'])
  expect(await carried({ of: 'selection', ids: new Set(['far-away-1']) })).toEqual(['far-away-1'])
  expect(await scopeOf(new Finder(board), { of: 'selection', ids: new Set() }, new Pace())).toBeNull()
  expect(await scopeOf(new Finder(new Board()), { of: 'all' }, new Pace())).toBeNull()
})

test('an area is that part of the board to the hundredth, and nothing sticks out of it', async () => {
  const board = boardOf(
    { id: 'across-001', kind: 'rectangle', order: 'a0', at: [0, 0], size: [9000, 9000] },
    { id: 'beside-001', kind: 'ellipse', order: 'a1', at: [20_000, 0], size: [900, 900] },
  )
  const box = { x: 1234, y: -500, w: 3001, h: 2050 }
  const source = await svg(board, { of: 'area', box })
  expect(source).toContain('width="30.01" height="20.5" viewBox="0 0 30.01 20.5"')
  expect(source).toContain('<clipPath id="area"><rect width="30.01" height="20.5"/></clipPath>')
  const root = await read(source)
  const outside = root.children.filter(({ name }) => !['metadata', 'defs', 'rect', 'clipPath', '#text'].includes(name))
  expect(outside.map(({ attributes }) => attributes.get('clip-path'))).toEqual(['url(#area)'])
  expect(names(root)).not.toContain('ellipse')
  expect(await svg(board)).not.toContain('clip')
  expect(await scopeOf(new Finder(board), { of: 'area', box: { ...box, x: 50_000 } }, new Pace())).toBeNull()
})

test('outlines are written as paths', () => {
  const of = (draw: (to: SvgOutline) => void) => {
    const outline = new SvgOutline()
    draw(outline)
    return outline.text
  }
  expect(of((to) => to.roundRect(0, 0, 1000, 500, 0))).toBe('M0 0L10 0L10 5L0 5L0 0Z')
  expect(of((to) => to.roundRect(0, 0, 1000, 500, 9000))).toContain('A2.5 2.5 0 0 1 10 2.5')
  expect(of((to) => to.ellipse(0, 0, 100, 50, 0, 0, 2 * Math.PI))).toMatch(/^M1 0(A1 0\.5 0 0 1 \S+ \S+){3}$/)
  expect(of((to) => to.bezierCurveTo(1, 2, 3, 4, 5, 6))).toBe('C0.01 0.02 0.03 0.04 0.05 0.06')
})

test('a board a million units wide becomes a picture that a browser has room for', () => {
  for (const [w, h] of [
    [100_000_000, 100_000_000],
    [100_000_000, 10],
    [1e9, 5e8],
    [1, 1],
  ] as const) {
    const box = { x: 0, y: 0, w, h }
    for (const wished of [1, 4]) {
      const scale = fittingScale(box, wished)
      const size = pixelsOf(box, scale)
      expect(scale).toBeLessThanOrEqual(wished)
      expect(Math.max(size.w, size.h)).toBeLessThanOrEqual(16_384)
      expect(size.w * size.h).toBeLessThan(101_000_000)
      expect(Math.min(size.w, size.h)).toBeGreaterThan(0)
    }
  }
  expect(fittingScale({ x: 0, y: 0, w: 100_000, h: 100_000 }, 4)).toBe(4)
})

test('a title becomes a name that file systems take', () => {
  expect(fileName('  Garden / party: "plan" \u0007? ')).toBe('Garden party plan')
  expect(fileName('../../etc/passwd')).toBe('etc passwd')
  expect(fileName('...')).toBe('Drawing')
  expect(fileName('x'.repeat(500))).toHaveLength(100)
})

test('a font file is taken where its letters are used', () => {
  expect(inRange('U+0000-00FF, U+0131', new Set('a'))).toBe(true)
  expect(inRange('U+0400-045F', new Set('a'))).toBe(false)
  expect(inRange('U+4??', new Set('Ж'))).toBe(true)
  expect(inRange('', new Set('a'))).toBe(true)
})

test('a stroke of which some was rubbed out is cut by areas, and all of it is well formed', async () => {
  const points = Array.from({ length: 30 }, (_, i) => [i === 0 ? 0 : 300, 0, 50, 8]).flat()
  const rubbed = { kind: 'stroke', at: [0, 0], points, opacity: 50, 'gaps/a': [50_000, 90_000] }
  const source = await svg(boardOf({ id: 'stroke-001', ...rubbed }, { id: 'stroke-002', ...rubbed }))
  const root = await read(source)
  expect(names(root).filter((name) => name === 'clipPath')).toHaveLength(2)
  const ids = [...source.matchAll(/<clipPath id="(\w+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(2)
  for (const id of ids) expect(source).toContain(`clip-path="url(#${id})"`)
  expect(source.match(/<path opacity="0.5" fill=/g)).toHaveLength(2)
})

test('a frame cuts off what lies in it, its name stands above it, and a picture of it has its size', async () => {
  const board = boardOf(
    { id: 'frame-0001', kind: 'frame', at: [0, 0], size: [10_000, 8000], name: 'Plan', fill: 'soft-blue', order: 'a0' },
    { id: 'inner-0001', kind: 'rectangle', at: [5000, 1000], size: [9000, 2000], parent: 'frame-0001', order: 'a0' },
    { id: 'inner-0002', kind: 'rectangle', at: [1000, 1000], size: [2000, 2000], parent: 'frame-0001', order: 'a1' },
    { id: 'gone-00001', kind: 'ellipse', at: [20_000, 0], size: [2000, 2000], parent: 'frame-0001', order: 'a2' },
    { id: 'other-0001', kind: 'ellipse', at: [1000, 1000], size: [900, 900], order: 'a1' },
  )
  const pace = new Pace()
  const all = (await scopeOf(new Finder(board), { of: 'all' }, pace))!
  expect([...all.clips]).toEqual([['inner-0001', { x: 0, y: 0, w: 10_000, h: 8000 }]])
  expect(all.drawn.map(({ id }) => id)).toEqual(['frame-0001', 'inner-0001', 'inner-0002', 'other-0001'])
  // What is cut off takes no room, and the name does.
  expect([all.box.x + all.box.w, all.box.y]).toEqual([10_075 + 1600, -2200 - 1600])
  const source = await svg(board)
  expect(source.match(/<clipPath/g)).toHaveLength(1)
  expect(source).toContain('>Plan</text>')
  const one = (await scopeOf(new Finder(board), { of: 'frame', id: 'frame-0001' }, pace))!
  expect([one.box, one.clipped, one.named]).toEqual([{ x: 0, y: 0, w: 10_000, h: 8000 }, true, []])
  // The first is the frame's fill, without its line.
  expect(one.drawn.map(({ id }) => id)).toEqual(['frame-0001', 'inner-0001', 'inner-0002'])
  expect((await one.carried(pace)).map(({ id }) => id)).toEqual([
    'frame-0001',
    'inner-0001',
    'inner-0002',
    'gone-00001',
  ])
  await read(await svg(board, { of: 'frame', id: 'frame-0001' }))
  expect(await scopeOf(new Finder(board), { of: 'frame', id: 'inner-0001' }, pace)).toBeNull()
})

test('a table is drawn as on the screen: its words in the same lines, its heading in bold', async () => {
  const table = {
    id: 'table-00001',
    kind: 'table',
    at: [1000, 2000],
    'rows/r1': ['a0', 4000],
    'rows/r2': ['a1', 9000],
    'columns/c1': ['a0', 9000],
    'columns/c2': ['a1', 14_000],
    'cells/a': ['r1', 'c1', 'a0', 'Who', ''],
    'cells/b': ['r2', 'c2', 'a0', 'Bread and some cheese', ''],
    'cells/c': ['r9', 'c2', 'a0', 'gone', ''],
  }
  const board = boardOf(table)
  const root = await read(await svg(board))
  const lines: { text: string; bold: boolean }[] = []
  const walk = (node: XmlNode, bold: boolean) => {
    const now = bold || node.attributes.get('font-weight') === '700'
    if (node.name === '#text' && (node.text ?? '').trim() !== '') lines.push({ text: node.text!.trim(), bold: now })
    if (node.name !== 'metadata') for (const child of node.children) walk(child, now)
  }
  walk(root, false)
  const cell = textIn(board.element('table-00001')!.props, 'r2-c2')!
  const set = setIn(cell, wordsIn(cell))
  const shown = set.lines.map(({ from, to }) => set.words.text.slice(from, to))
  expect(shown.length).toBeGreaterThan(1)
  expect(lines).toEqual([{ text: 'Who', bold: true }, ...shown.map((text) => ({ text, bold: false }))])
})
