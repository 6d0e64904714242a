import { rightToLeft } from '../../elements/bidi'
import type { ElementProps } from '../../elements/element'
import { isListed, ofLetters } from '../../elements/marks'
import { faceOf, familyOf } from '../../elements/measure'
import { string } from '../../elements/props'
import type { Layout, Line } from '../../elements/text-layout'
import { typeWith } from '../../elements/text-pieces'
import { partsOf } from '../../elements/words'
import type { Marked } from './edits'

/** Letters within one line that are marked alike. */
type Leaf = { readonly text: string; readonly marks: string }
/** A line, and the spaces between it and the next, at which it was broken. */
type Row = { readonly leaves: readonly Leaf[]; readonly gap: string; readonly last: boolean }
type Block = { readonly rows: readonly Row[]; readonly look: string; readonly first: Line }

/** What is marked in the field, and whether it was marked from its end. */
export type Selected = Marked & { readonly backward: boolean }

/**
 * The letters of the field as nodes: a block for each paragraph, in it an inline box for each line of the layout that the browser may not
 * break, so that lines end here where they end on the board and the caret goes through them as the browser has it.
 */
export class Sheet {
  private readonly root: HTMLElement
  /** Where each paragraph begins in the text. */
  private starts: number[] = []
  private length = 0
  private readonly shown = new WeakMap<Element, string>()

  constructor(root: HTMLElement) {
    this.root = root
  }

  /** Shows a layout. Nodes that show the same already are left alone; true if some are others now, and what was marked in them may not be any more. */
  show(set: Layout, props: ElementProps): boolean {
    const blocks = blocksOf(set)
    const { root } = this
    while (root.childNodes.length > blocks.length) root.lastChild!.remove()
    this.starts = []
    this.length = set.words.text.length
    let others = false
    for (const [i, block] of blocks.entries()) {
      let node = root.childNodes[i]
      if (!(node instanceof HTMLDivElement)) {
        const fresh = document.createElement('div')
        if (node === undefined) root.append(fresh)
        else node.replaceWith(fresh)
        node = fresh
      }
      this.starts.push(block.first.from)
      others = this.fill(node as HTMLDivElement, block, set, props) || others
    }
    return others
  }

  private fill(node: HTMLDivElement, block: Block, set: Layout, props: ElementProps): boolean {
    dress(node, block, set, props)
    const shape = JSON.stringify([block.rows, block.look])
    if (this.shown.get(node) === shape && node.textContent === textOf(block)) return false
    this.shown.set(node, shape)
    const leaves = [...node.querySelectorAll('[data-leaf]')]
    const wanted = block.rows.flatMap((row) => row.leaves)
    const same =
      node.dataset.shape === skeleton(block) &&
      leaves.length === wanted.length &&
      node.textContent !== '' &&
      wanted.length > 0
    if (same && leaves.every((leaf) => leaf.childNodes.length === 1)) {
      for (const [i, leaf] of leaves.entries()) {
        const text = leaf.firstChild as Text
        if (text.data !== wanted[i]!.text) text.data = wanted[i]!.text
      }
      if (node.textContent === textOf(block)) return true
    }
    node.dataset.shape = skeleton(block)
    node.replaceChildren(...nodesOf(block, set))
    return true
  }

  /** What the nodes say: as the browser left them, while it writes by itself. */
  get text(): string {
    return [...this.root.childNodes].map((node) => node.textContent ?? '').join('\n')
  }

  /** What is marked; null where that is elsewhere. */
  get selected(): Selected | null {
    const selection = document.getSelection()
    if (selection === null || selection.anchorNode === null || !this.root.contains(selection.anchorNode)) return null
    const anchor = this.indexOf(selection.anchorNode, selection.anchorOffset)
    const focus = this.indexOf(selection.focusNode!, selection.focusOffset)
    return { from: Math.min(anchor, focus), to: Math.max(anchor, focus), backward: focus < anchor }
  }

  /** Marks letters. */
  select({ from, to, backward = false }: Marked & { readonly backward?: boolean }): void {
    const [a, b] = backward ? [to, from] : [from, to]
    const now = this.selected
    if (now !== null && now.from === from && now.to === to && now.backward === backward) return
    const anchor = this.placeOf(a)
    const focus = a === b ? anchor : this.placeOf(b)
    document.getSelection()?.setBaseAndExtent(...anchor, ...focus)
  }

  /** The index in the text of a place among the nodes, as they are. */
  indexOf(node: Node, offset: number): number {
    const { root } = this
    if (!root.contains(node)) return this.length
    const blocks = [...root.childNodes]
    const before = (many: number) =>
      blocks.slice(0, many).reduce((sum, one) => sum + (one.textContent ?? '').length + 1, 0)
    if (node === root) return offset >= blocks.length ? Math.max(0, before(blocks.length) - 1) : before(offset)
    const at = blocks.findIndex((block) => block.contains(node))
    const range = document.createRange()
    range.setStart(blocks[at]!, 0)
    range.setEnd(node, offset)
    return before(at) + range.toString().length
  }

  /** The place among the nodes of an index of the text: at the end of a broken line it is the beginning of the next. */
  placeOf(index: number): [Node, number] {
    let at = this.starts.findLastIndex((start) => start <= index)
    if (at < 0) at = 0
    const block = this.root.childNodes[at]
    if (block === undefined) return [this.root, 0]
    let rest = index - this.starts[at]!
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    let last: [Node, number] = [block, 0]
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const { length } = node as Text
      if (rest < length || (rest === length && !beginsLine(node))) return [node, rest]
      last = [node, length]
      rest -= length
    }
    return last
  }
}

/** Whether what follows a text node is another line. */
function beginsLine(node: Node): boolean {
  const row = node.parentElement?.closest('[data-row]')
  const next = row === null || row === undefined ? node.nextSibling : row.nextSibling
  return next !== null && (next.nodeType === Node.ELEMENT_NODE || next.nextSibling !== null)
}

function blocksOf(set: Layout): Block[] {
  const blocks: { rows: Row[]; look: string; readonly first: Line }[] = []
  const { text } = set.words
  for (const [i, line] of set.lines.entries()) {
    const next = set.lines[i + 1]
    const begins = i === 0 || text.slice(set.lines[i - 1]!.to, line.from).includes('\n')
    if (begins) blocks.push({ rows: [], look: '', first: line })
    const last = next === undefined || text.slice(line.to, next.from).includes('\n')
    const block = blocks.at(-1)!
    const leaves = partsOf(set.words, line.from, line.to).map((part) => ({
      text: part.text,
      marks: ofLetters(part.marks),
    }))
    block.rows.push({ leaves: merged(leaves), gap: last ? '' : text.slice(line.to, next.from), last })
    const { size, font } = line.type
    block.look = `${size} ${font}`
  }
  return blocks
}

function merged(leaves: readonly Leaf[]): Leaf[] {
  const found: Leaf[] = []
  for (const leaf of leaves) {
    const last = found.at(-1)
    if (last?.marks === leaf.marks) found[found.length - 1] = { text: last.text + leaf.text, marks: leaf.marks }
    else found.push(leaf)
  }
  return found
}

const textOf = ({ rows }: Block) =>
  rows.map(({ leaves, gap }) => leaves.map(({ text }) => text).join('') + gap).join('')

const skeleton = ({ rows, look }: Block) =>
  `${look}|${rows.map(({ leaves, gap }) => `${leaves.map(({ marks }) => marks).join(',')}/${gap}`).join('|')}`

/** How a paragraph lies: its font, the height of its lines, its side, and the point of a list. */
function dress(node: HTMLDivElement, { first }: Block, set: Layout, props: ElementProps): void {
  const { type, h, indent, marker, style, rtl } = first
  const align = string(props, 'align')
  node.dir = rtl || rightToLeft(set.words.text.slice(first.from, first.to)) ? 'rtl' : 'ltr'
  node.style.font = `${faceOf(type)}${type.size / 100}px/${h / 100}px ${familyOf(type.font)}`
  node.style.textAlign = align === 'centre' ? (isListed(style) ? 'start' : 'center') : align
  node.style.paddingInlineStart = indent === 0 ? '' : `${indent / 100}px`
  if (marker === '') delete node.dataset.marker
  else node.dataset.marker = marker
}

function nodesOf({ rows }: Block, set: Layout): Node[] {
  const nodes: Node[] = []
  for (const { leaves, gap, last } of rows) {
    const row = document.createElement('span')
    row.dataset.row = ''
    for (const leaf of leaves) row.append(leafNode(leaf, set))
    if (leaves.length > 0) nodes.push(row)
    if (gap !== '') nodes.push(document.createTextNode(gap))
    else if (!last) nodes.push(document.createElement('wbr'))
  }
  if (nodes.length === 0) nodes.push(document.createElement('br'))
  return nodes
}

function leafNode({ text, marks }: Leaf, _set: Layout): HTMLElement {
  const node = document.createElement('span')
  node.dataset.leaf = marks
  if (marks !== '') {
    const { font, bold, italic } = typeWith({ font: '', size: 100 }, marks)
    if (font !== '') node.style.fontFamily = familyOf(font)
    if (bold === true) node.style.fontWeight = '700'
    if (italic === true) node.style.fontStyle = 'italic'
  }
  node.append(text)
  return node
}
