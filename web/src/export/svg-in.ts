import { newID } from '../board/ids'
import { judge } from '../board/judge'
import { orderBetween } from '../board/order-keys'
import type { Carried, Read } from '../editor/clipboard-payload'
import type { Made } from '../editor/foreign-lines'
import type { Pace } from '../editor/pace'
import { say } from '../words/say'
import { type Matrix, readTransform, times } from './svg-matrix'
import { firstPaint, lengthOf, type Paint, paintOf } from './svg-paint'
import { type Budget, TooDetailed } from './svg-path'
import { shapesOf, textOf } from './svg-shapes'
import { readXml, XmlError, type XmlNode } from './xml'

/**
 * SVG of other programs as elements. It is read as a text (xml.ts) and never becomes a part of the page: scripts, styles, links to
 * elsewhere and whatever else is not a shape or a word means nothing here. All of it is bounded.
 */

/** The longest source, in characters. */
const LONGEST = 5 * 1024 * 1024
/** Elements and words of the source; and so many elements come of it at most, with what is used more than once. */
const NODES = 20_000
const DEEP = 100
/** How often `use` may lead to something that uses something. */
const USES = 8
const BUDGET: Budget = { commands: 200_000, points: 400_000 }

const tooLong = (): Read => ({ sentence: say('This SVG is too large: at most 5 MB can be read.') })
const tooMuch = (): Read => ({ sentence: say('There is too much in this SVG for a board.') })
const broken = (): Read => ({ sentence: say('This SVG is damaged and cannot be read.') })
const nothing = (): Read => ({ sentence: say('There is nothing in this SVG that a board could show.') })

/** Reads an SVG; never throws. Its shapes and words come back in one group. */
export async function foreignSvg(source: string, pace: Pace, going: (share: number) => boolean): Promise<Read> {
  if (source.length > LONGEST) return tooLong()
  try {
    const root = await readXml(source, { nodes: NODES, depth: DEEP, attributes: 200 }, pace)
    if (root.name !== 'svg') return broken()
    const walk = new Walk(root)
    await walk.run(pace, going)
    return walk.made.length === 0 ? nothing() : { elements: grouped(walk.made), refused: 0 }
  } catch (error) {
    if (error instanceof TooDetailed) return tooMuch()
    return error instanceof XmlError && error.why === 'too much' ? tooMuch() : broken()
  }
}

function grouped(all: readonly Made[]): Carried[] {
  const group = newID()
  const single = all.length === 1
  const found: Carried[] = single ? [] : [{ id: group, props: new Map([['kind', 'group']]) }]
  let order: string | null = null
  for (const props of all) {
    order = orderBetween(order, null)
    props.set('order', order)
    if (!single) props.set('parent', group)
    found.push({ id: newID(), props })
  }
  return found
}

/** Where a walk is: the map to the board, how things are painted, how deep in uses. */
type Where = { readonly matrix: Matrix; readonly paint: Paint; readonly uses: number }

const shapes = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'])
const holders = new Set(['g', 'a', 'svg', 'switch', 'symbol'])

/** Goes through a picture and makes elements of what it meets. */
class Walk {
  readonly made: Made[] = []
  private readonly root: XmlNode
  private readonly named = new Map<string, XmlNode>()
  private readonly budget = { ...BUDGET }
  private readonly waiting: { readonly node: XmlNode; readonly where: Where }[] = []
  private met = 0

  constructor(root: XmlNode) {
    this.root = root
    const stack: XmlNode[] = [root]
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      const id = node.attributes.get('id')
      if (id !== undefined && !this.named.has(id)) this.named.set(id, node)
      stack.push(...node.children)
    }
  }

  async run(pace: Pace, going: (share: number) => boolean): Promise<void> {
    // A unit has a hundred hundredths.
    this.waiting.push({ node: this.root, where: { matrix: [100, 0, 0, 100, 0, 0], paint: firstPaint, uses: 0 } })
    for (let next = this.waiting.pop(); next !== undefined; next = this.waiting.pop()) {
      if (++this.met > NODES || this.made.length > NODES) throw new TooDetailed()
      this.meet(next.node, next.where)
      if (!pace.due) continue
      await pace.turn()
      if (!going(Math.min(1, this.met / NODES))) {
        this.made.length = 0
        return
      }
    }
  }

  private meet(node: XmlNode, around: Where): void {
    const paint = paintOf(node, around.paint, (id) => this.named.get(id))
    const where = { ...around, paint, matrix: times(around.matrix, readTransform(node.attributes.get('transform'))) }
    if (!paint.visible && node.attributes.get('display') === 'none') return
    if (shapes.has(node.name)) {
      if (paint.visible) this.add(shapesOf(node, where.matrix, paint, this.budget))
    } else if (node.name === 'text') this.text(node, where)
    else if (node.name === 'use') this.use(node, where)
    else if (holders.has(node.name) && (node.name !== 'symbol' || around.uses > 0)) {
      const inner =
        node.name === 'svg' || node.name === 'symbol' ? { ...where, matrix: framed(node, where.matrix) } : where
      // The last is met last: what waits is taken from the end.
      for (const child of node.children.toReversed()) this.waiting.push({ node: child, where: inner })
    }
  }

  /** What the dictionary would not let stand is not kept. */
  private add(made: readonly Made[]): void {
    for (const props of made)
      if (judge({ ops: [{ op: 'put', id: 'imported', props }] }) === undefined) this.made.push(props)
  }

  private use(node: XmlNode, where: Where): void {
    const id = /^#(.{1,200})$/.exec(node.attributes.get('href') ?? '')?.[1]
    const found = id === undefined ? undefined : this.named.get(id)
    if (found === undefined || where.uses >= USES) return
    const [x, y] = [lengthOf(node.attributes.get('x')) ?? 0, lengthOf(node.attributes.get('y')) ?? 0]
    this.waiting.push({
      node: found,
      where: { ...where, matrix: times(where.matrix, [1, 0, 0, 1, x, y]), uses: where.uses + 1 },
    })
  }

  /** Words, a text for each that has a place of its own. */
  private text(node: XmlNode, where: Where): void {
    const pen = { x: 0, y: 0, words: '', at: { x: 0, y: 0 }, where }
    const say = () => {
      if (pen.where.paint.visible)
        this.add(textOf(pen.words, pen.at.x, pen.at.y, pen.where.matrix, pen.where.paint, newID))
      pen.words = ''
    }
    const read = (one: XmlNode, within: Where) => {
      const size = within.paint.fontSize
      const number = (name: string) => {
        const text = one.attributes
          .get(name)
          ?.trim()
          .split(/[\s,]+/)[0]
        const n = lengthOf(text)
        return n !== undefined && /em$/.test(text ?? '') ? (n / 16) * size : n
      }
      const [x, y, dx, dy] = [number('x'), number('y'), number('dx'), number('dy')]
      if (x !== undefined || y !== undefined || dy) {
        say()
        pen.x = (x ?? pen.x) + (dx ?? 0)
        pen.y = (y ?? pen.y) + (dy ?? 0)
        pen.at = { x: pen.x, y: pen.y }
        pen.where = within
      }
      for (const child of one.children) {
        if (child.name === '#text') pen.words += child.text
        else if (child.name === 'tspan' || child.name === 'a' || child.name === 'textPath')
          read(child, { ...within, paint: paintOf(child, within.paint, (id) => this.named.get(id)) })
      }
    }
    read(node, where)
    say()
  }
}

/** What is in an svg of its own measure, or in a symbol, as it lies in what is around it: fitted into its frame, in the middle. */
function framed(node: XmlNode, around: Matrix): Matrix {
  const of = (name: string) => lengthOf(node.attributes.get(name))
  const moved = times(around, [1, 0, 0, 1, of('x') ?? 0, of('y') ?? 0])
  const box = (node.attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const [x = 0, y = 0, w = 0, h = 0] = box
  if (box.length !== 4 || !box.every(Number.isFinite) || !(w > 0 && h > 0)) return moved
  const percent = (name: string) => /%\s*$/.test(node.attributes.get(name) ?? '')
  const width = percent('width') ? w : (of('width') ?? w)
  const height = percent('height') ? h : (of('height') ?? h)
  const scale = Math.min(width / w, height / h)
  if (!(scale > 0)) return moved
  return times(moved, [scale, 0, 0, scale, (width - w * scale) / 2 - x * scale, (height - h * scale) / 2 - y * scale])
}
