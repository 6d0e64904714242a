import { isOrderKey } from './names'
import type { Element, Props, Stamp, Value, Writer } from './types'

/** Who wrote a path last: who put (or restored) the element, if it was never written on its own (B8). */
export function writerOf(element: Element, path: string): Writer {
  return element.writers.get(path) ?? element.born
}

/** Whether everything of the element was last written by one author. */
export function madeBy(element: Element, author: number): boolean {
  if (element.born.author !== author) return false
  for (const writer of element.writers.values()) if (writer.author !== author) return false
  return true
}

/** The parent as it was written: '' where none was. It may be absent from the board. */
export function parentOf(element: Element): string {
  return textOf(element.props.get('parent'))
}

/** The element's order key; '' for none, and for what cannot be one. */
export function orderOf(element: Element): string {
  const key = textOf(element.props.get('order'))
  return isOrderKey(key) ? key : ''
}

/** The element's kind; '' if it has none that is a string. */
export function kindOf(element: Element): string {
  return textOf(element.props.get('kind'))
}

/** What a string value says; '' for other values. */
export function textOf(value: Value | null | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** Paths in the order of their bytes. */
export function sortedPaths<T>(props: ReadonlyMap<string, T>): string[] {
  const paths = [...props.keys()]
  for (let i = 1; i < paths.length; i++) {
    if (paths[i - 1]! > paths[i]!) return paths.sort(byBytes)
  }
  return paths
}

/** Order by UTF-16 units, which for ASCII is the order of bytes. */
export function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const noWriters: ReadonlyMap<string, Writer> = new Map()

/** An element in the making: its maps are copied when they are first written. */
export class Draft {
  readonly id: string
  readonly maker: number
  readonly born: Writer
  props: ReadonlyMap<string, Value>
  private writers: ReadonlyMap<string, Writer>
  private ownProps: Map<string, Value> | undefined
  private ownWriters: Map<string, Writer> | undefined

  constructor(from: Pick<Element, 'id' | 'maker' | 'born'> & Partial<Pick<Element, 'props' | 'writers'>>) {
    this.id = from.id
    this.maker = from.maker
    this.born = from.born
    this.props = from.props ?? new Map()
    this.writers = from.writers ?? noWriters
  }

  /** Sets or unsets one path (B3, B12). Unsetting what was never there is remembered by nobody. */
  write(path: string, value: Value | null, by: Stamp): void {
    if (value === null) {
      const found = this.props.has(path)
      if (found) this.mine().delete(path)
      if (found || this.writers.has(path)) this.wrote(path, by)
      return
    }
    this.mine().set(path, value)
    this.wrote(path, by)
  }

  /** How many entries a map property has. */
  entries(name: string): number {
    let n = 0
    const prefix = `${name}/`
    for (const path of this.props.keys()) if (path.startsWith(prefix)) n++
    return n
  }

  /** The element, once it is written. */
  done(last: Writer): Element {
    return { id: this.id, maker: this.maker, born: this.born, last, props: this.props, writers: this.writers }
  }

  private mine(): Map<string, Value> {
    if (!this.ownProps) {
      this.ownProps = new Map(this.props)
      this.props = this.ownProps
    }
    return this.ownProps
  }

  private wrote(path: string, by: Writer): void {
    const asBorn = by.seq === this.born.seq && by.author === this.born.author
    if (asBorn && !this.writers.has(path)) return
    if (!this.ownWriters) {
      this.ownWriters = new Map(this.writers)
      this.writers = this.ownWriters
    }
    if (asBorn) this.ownWriters.delete(path)
    else this.ownWriters.set(path, by)
  }
}

/** Builds Props from pairs. */
export function propsOf(entries: Iterable<readonly [string, Value | null]>): Props {
  return new Map(entries)
}
