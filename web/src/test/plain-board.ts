import type { Op, Value } from '../board/types'

type Written = { value: Value | null; author: number }
type Plain = { born: number; props: Map<string, Written> }

/** The merge rule of the design, section 5, as plainly as it can be written: what the real board is compared with. */
export class PlainBoard {
  readonly live = new Map<string, Plain>()
  readonly graves = new Map<string, number>()

  apply(author: number, ops: readonly Op[]): void {
    for (const op of ops) this.one(author, op)
  }

  private one(author: number, op: Op): void {
    const own = 'own' in op && op.own === true
    const here = this.live.get(op.id)
    if (op.op === 'put' && here === undefined && !this.graves.has(op.id)) this.make(author, op.id, op.props)
    if (op.op === 'restore' && here === undefined && this.graves.has(op.id)) {
      if (own && this.graves.get(op.id) !== author) return
      this.graves.delete(op.id)
      this.make(author, op.id, op.props)
    }
    if (here === undefined) return
    if (op.op === 'remove' && !(own && !this.allBy(here, author))) {
      this.live.delete(op.id)
      this.graves.set(op.id, author)
    }
    if (op.op === 'set') {
      for (const [path, value] of sorted(op.props)) {
        if (own && this.writer(op.id, path) !== author) continue
        this.write(author, op.id, here, path, value)
      }
    }
  }

  /** Who wrote a property last. */
  writer(id: string, path: string): number {
    const element = this.live.get(id)!
    return element.props.get(path)?.author ?? element.born
  }

  private allBy({ born, props }: Plain, author: number): boolean {
    return born === author && [...props.values()].every((written) => written.author === author)
  }

  private make(author: number, id: string, props: ReadonlyMap<string, Value | null>): void {
    const element: Plain = { born: author, props: new Map() }
    for (const [path, value] of sorted(props)) if (value !== null) this.write(author, id, element, path, value)
    this.live.set(id, element)
  }

  private write(author: number, id: string, element: Plain, path: string, value: Value | null): void {
    if (path === 'parent' && value !== null && this.circles(id, String(value))) return
    if (value === null && !element.props.has(path)) return
    element.props.set(path, { value, author })
  }

  private circles(id: string, parent: string): boolean {
    for (let at = parent; at !== ''; at = String(this.live.get(at)?.props.get('parent')?.value ?? '')) {
      if (at === id) return true
    }
    return false
  }
}

function sorted(props: ReadonlyMap<string, Value | null>): [string, Value | null][] {
  return [...props].sort(([a], [b]) => (a < b ? -1 : 1))
}
