import { orderKeys } from '../board/order-keys'
import type { Value } from '../board/types'
import { anchorValue, MIDDLE, WHOLE } from '../elements/arrow-end'
import type { ElementProps } from '../elements/element'
import { kindOf } from '../elements/kind-of'
import { knotPath, knotValue } from '../elements/knots'
import { changed, number, pair, string } from '../elements/props'
import { inCell, namesIn, withRows } from '../elements/table-cells'
import { bandValue } from '../elements/table-fresh'
import { gridOf } from '../elements/table-grid'
import { anew } from '../elements/text-edit'
import { layout, typeOf, widestWord } from '../elements/text-layout'
import type { Words } from '../elements/words'
import { wordsFrom } from './markup'

/** An element of a template, as what is copied is carried. */
export type Made = { readonly id: string; readonly props: ElementProps }

/** Where something lies on a sheet, in units: left, top, width, height. */
export type Place = readonly [x: number, y: number, w: number, h: number]

/** Properties by their names in kinds.json, in their own measures. */
export type Look = { readonly [property: string]: Value }

/** What an arrow begins or ends at; a point of it, as shares of its sides from 0 to 1, else the whole of it. */
export type End = string | { readonly of: string; readonly x: number; readonly y: number }

/** Letters become smaller than they are meant to be down to this, in hundredths: in another language words are longer. */
const LEAST = 1000

const hundredths = (n: number) => Math.round(n * 100)

/** A template while it is laid out, in units from its own corner: what is put on it first lies beneath. */
export class Sheet {
  private readonly made: { readonly id: string; props: Map<string, Value> }[] = []
  private runs = 0

  /** All of it, in paint order. */
  get elements(): readonly Made[] {
    const keys = orderKeys(null, null, this.made.length)
    return this.made.map(({ id, props }, i) => ({ id, props: new Map([...props, ['order', keys[i]!]]) }))
  }

  /** A frame; what is put into it is given its id as `parent`. */
  frame(name: string, place: Place, look: Look = {}, parent = ''): string {
    return this.put({ kind: 'frame', ...boxOf(place), name, ...look }, parent)
  }

  /** A sticky note without a name at its foot: nobody wrote it. */
  note(words: string, place: Place, fill: string, parent = ''): string {
    const props: Look = { kind: 'note', ...boxOf(place), fill, 'font-size': 1800, signed: false }
    return this.put(props, parent, wordsFrom(words))
  }

  /** A shape with its label; `kind` is one of kinds.json or of the figures' forms. */
  shape(kind: string, words: string, place: Place, look: Look = {}, parent = ''): string {
    const plain = kind === 'rectangle' || kind === 'ellipse' || kind === 'diamond'
    const sort: Look = plain ? { kind } : { kind: 'figure', form: kind }
    const id = this.put({ ...sort, ...boxOf(place), 'font-size': 1600, ...look }, parent)
    if (words !== '') this.label(id, wordsFrom(words))
    return id
  }

  /** The name of the whole at its upper left corner, and a line beneath it that says how one goes about it. */
  heading(title: string, hint: string, w: number): void {
    this.text(`**${title}**`, [0, 0], w, 32)
    if (hint !== '') this.text(hint, [0, 56], w, 16, { colour: 'grey' })
  }

  /** Words on a coloured ground, with more room around them than a label has: a group of both. In the middle of its height, or from its top. */
  panel(words: string, place: Place, look: Look, stands: 'top' | 'middle' = 'top', size = 16, parent = ''): string {
    const [x, y, w, h] = place
    const group = this.put({ kind: 'group' }, parent)
    const ground = this.shape('rectangle', '', place, { colour: 'none', radius: 1200, ...look }, group)
    const text = this.text(
      words,
      [x + 24, y + 16],
      w - 48,
      size,
      { colour: string(this.one(ground).props, 'text-colour') },
      group,
    )
    const { props } = this.one(text)
    const free = Math.round((hundredths(h) - pair(props, 'measured')[1]) / 2)
    if (stands === 'middle') props.set('at', [hundredths(x + 24), hundredths(y) + free])
    return ground
  }

  /** Words that wrap at a width; `size` of their letters, in units. */
  text(words: string, [x, y]: readonly [x: number, y: number], w: number, size: number, look: Look = {}, parent = '') {
    const at: Value = [hundredths(x), hundredths(y)]
    const id = this.put({ kind: 'text', at, width: hundredths(w), 'font-size': hundredths(size), ...look }, parent)
    const { props } = this.one(id)
    this.write(props, wordsFrom(words))
    const set = layout(wordsFrom(words), typeOf(props), hundredths(w))
    props.set('measured', [set.w, set.h])
    return id
  }

  /** An arrow that is tied at both ends. */
  arrow(from: End, to: End, look: Look = {}, words = '', parent = ''): string {
    const [start, end] = [from, to].map((one) => this.anchored(one)) as [Tied, Tied]
    const id = this.put(
      { kind: 'arrow', at: [start.x, start.y], start: start.anchor, end: end.anchor, ...look },
      parent,
    )
    const { props } = this.one(id)
    const [first, last] = orderKeys(null, null, 2) as [string, string]
    props.set(knotPath('a'), knotValue({ order: first, x: 0, y: 0, smooth: false }))
    props.set(knotPath('b'), knotValue({ order: last, x: end.x - start.x, y: end.y - start.y, smooth: false }))
    if (words !== '') this.write(props, wordsFrom(words))
    return id
  }

  /** A table: the widths of its columns and the heights of its rows in units, and what its cells say, row by row. */
  table(
    [x, y]: readonly [number, number],
    columns: readonly number[],
    heights: readonly number[],
    rows: readonly (readonly string[])[],
  ) {
    const id = this.put({ kind: 'table', at: [hundredths(x), hundredths(y)] }, '')
    const one = this.one(id)
    for (const [i, key] of orderKeys(null, null, rows.length).entries())
      one.props.set(`rows/r${i + 1}`, bandValue(key, hundredths(heights[Math.min(i, heights.length - 1)]!)))
    for (const [i, key] of orderKeys(null, null, columns.length).entries())
      one.props.set(`columns/c${i + 1}`, bandValue(key, hundredths(columns[i]!)))
    const names = namesIn(gridOf(one.props))
    for (const [i, words] of rows.flat().entries())
      for (const [path, value] of inCell(names[i]!, this.entries(wordsFrom(words)))) one.props.set(path, value as Value)
    one.props = new Map(changed(one.props, withRows(one.props, new Map())))
    return id
  }

  private put(look: Look, parent: string, words?: Words): string {
    const id = `template-${this.made.length}`
    const props = new Map(Object.entries(look))
    if (parent !== '') props.set('parent', parent)
    this.made.push({ id, props })
    if (words !== undefined) this.write(props, words)
    return id
  }

  private one(id: string) {
    return this.made.find((each) => each.id === id)!
  }

  private entries(words: Words) {
    const newID = () => `w${this.runs++}`
    return anew([], words, { mine: new Set(), shut: new Set(), told: new Map(), newID })
  }

  private write(props: Map<string, Value>, words: Words): void {
    for (const [path, value] of this.entries(words)) if (value !== null) props.set(path, value)
  }

  /** Writes a label, in letters that fit. */
  private label(id: string, words: Words): void {
    const { props } = this.one(id)
    const room = () => kindOf(props).lettering!.room(props)
    const fits = () =>
      layout(words, typeOf(props), room().w).h <= room().h && widestWord(words, typeOf(props)) <= room().w
    while (number(props, 'font-size') > LEAST && !fits()) props.set('font-size', number(props, 'font-size') - 100)
    this.write(props, words)
  }

  private anchored(end: End): Tied {
    const { of, x, y } = typeof end === 'string' ? { of: end, x: 0.5, y: 0.5 } : end
    const { props } = this.one(of)
    const own = kindOf(props).own(props)
    const share = (n: number) => (n === 0.5 ? MIDDLE : Math.round(n * WHOLE))
    const anchor = anchorValue({ id: of, x: share(x), y: share(y) })
    return { anchor, x: Math.round(own.x + own.w * x), y: Math.round(own.y + own.h * y) }
  }
}

type Tied = { readonly anchor: Value; readonly x: number; readonly y: number }

function boxOf([x, y, w, h]: Place): { readonly at: Value; readonly size: Value } {
  return { at: [hundredths(x), hundredths(y)], size: [hundredths(w), hundredths(h)] }
}
