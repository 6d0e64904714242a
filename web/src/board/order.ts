import { byBytes } from './element'

/** What the index asks of the board. */
export interface Tree {
  ids(): Iterable<string>
  has(id: string): boolean
  /** The parent as it reads: '' for none and for absent ones. */
  parent(id: string): string
  /** The parent as it was written; it may be absent. */
  rawParent(id: string): string
  order(id: string): string
}

/** An element among its siblings, with the order key it reads as. */
export type Sibling = { readonly id: string; readonly order: string }

/** Where an element stands in the tree, with what it is sorted by. */
type Node = { readonly id: string; order: string; parent: string; raw: string; children: Node[] }

/** More changes than this are not patched in one by one. */
const patchable = 8

/**
 * The paint order (B10), kept up to date: siblings stay sorted, and what changed is taken out and put in again by binary search.
 * The index is filled when it is first asked, and then told of every touched id (note); it looks at them when it is asked again.
 */
export class PaintIndex {
  private readonly tree: Tree
  private readonly nodes = new Map<string, Node>()
  /** Which elements name an id as their parent, whether it is on the board or not. */
  private readonly named = new Map<string, Set<string>>()
  private readonly root: Node = { id: '', order: '', parent: '', raw: '', children: [] }
  private readonly noted = new Set<string>()
  private flat: readonly string[] = []
  /** Whether the flat list is behind the tree. */
  private stale = true

  constructor(tree: Tree) {
    this.tree = tree
    this.rebuild()
  }

  /** Says that an element came, went or became another. */
  note(id: string): void {
    this.noted.add(id)
  }

  /** The ids in paint order: the same array as before if nothing in it changed. */
  order(): readonly string[] {
    const old = this.flat
    this.settle(!this.stale)
    if (this.stale) this.flat = this.flattened()
    this.stale = false
    if (this.flat !== old && sameIDs(old, this.flat)) this.flat = old
    return this.flat
  }

  /** What lies in an element, or at the root (''), in paint order; the list is the index's own. */
  children(id: string): readonly Sibling[] {
    this.settle(false)
    return id === '' ? this.root.children : (this.nodes.get(id)?.children ?? [])
  }

  /** What names an id as its parent, in no order, whether that is on the board or not. */
  naming(id: string): Iterable<string> {
    this.settle(false)
    return this.named.get(id) ?? []
  }

  /** Looks at what was noted; `flat`: the flat list is wanted too, and right so far. */
  private settle(flat: boolean): void {
    if (this.noted.size === 0) return
    const moved = this.moved()
    if (moved.length > 16 + this.nodes.size / 16) this.rebuild()
    else if (moved.length > patchable) this.patchMany(moved)
    else if (moved.length > 0) this.patch(moved, flat)
    this.noted.clear()
  }

  /** Which of the noted elements stand elsewhere now; and with one that came or went, those that name it as their parent. */
  private moved(): string[] {
    const moved: string[] = []
    for (const id of this.noted) {
      const here = this.tree.has(id)
      const node = this.nodes.get(id)
      if (here !== (node !== undefined)) for (const child of this.named.get(id) ?? []) this.noted.add(child)
      if (here && node) {
        this.name(node, this.tree.rawParent(id))
        if (node.order === this.tree.order(id) && node.parent === this.tree.parent(id)) continue
      }
      if (here || node) moved.push(id)
    }
    return moved
  }

  private rebuild(): void {
    this.nodes.clear()
    this.named.clear()
    this.root.children = []
    for (const id of this.tree.ids()) this.create(id)
    for (const node of this.nodes.values()) this.above(node)!.children.push(node)
    this.root.children.sort(before)
    for (const node of this.nodes.values()) if (node.children.length > 1) node.children.sort(before)
    this.stale = true
  }

  private patch(moved: readonly string[], flat: boolean): void {
    const list: FlatList = flat ? { ids: [...this.flat] } : {}
    for (const id of moved) {
      const node = this.nodes.get(id)
      if (node) this.detach(node, list)
      if (node && !this.tree.has(id)) this.forget(node)
    }
    for (const node of this.placed(moved)) this.attach(node, list)
    if (list.ids) this.flat = list.ids
    else this.stale = true
  }

  /** The same for many: each list of siblings is gone through once, not once for each of them. */
  private patchMany(moved: readonly string[]): void {
    const leaving = new Set<Node>()
    for (const id of moved) {
      const node = this.nodes.get(id)
      if (node) leaving.add(node)
    }
    for (const parent of new Set([...leaving].map((node) => this.above(node))))
      if (parent) parent.children = parent.children.filter((node) => !leaving.has(node))
    for (const node of leaving) if (!this.tree.has(node.id)) this.forget(node)
    const coming = new Map<Node, Node[]>()
    for (const node of this.placed(moved)) {
      const parent = this.above(node)!
      const nodes = coming.get(parent)
      if (nodes) nodes.push(node)
      else coming.set(parent, [node])
    }
    for (const [parent, nodes] of coming) parent.children = merged(parent.children, nodes.sort(before))
    this.stale = true
  }

  /** The nodes of those of the moved elements that are there, saying where they belong now. */
  private placed(moved: readonly string[]): Node[] {
    const placed = moved.filter((id) => this.tree.has(id)).map((id) => this.nodes.get(id) ?? this.create(id))
    for (const node of placed) {
      node.order = this.tree.order(node.id)
      node.parent = this.tree.parent(node.id)
    }
    return placed
  }

  private create(id: string): Node {
    const node = { id, order: this.tree.order(id), parent: this.tree.parent(id), raw: '', children: [] }
    this.name(node, this.tree.rawParent(id))
    this.nodes.set(id, node)
    return node
  }

  private forget(node: Node): void {
    this.name(node, '')
    this.nodes.delete(node.id)
  }

  /** Keeps `named` in step with what the element says of its parent. */
  private name(node: Node, raw: string): void {
    if (node.raw === raw) return
    const old = this.named.get(node.raw)
    old?.delete(node.id)
    if (old?.size === 0) this.named.delete(node.raw)
    if (raw !== '') this.named.set(raw, (this.named.get(raw) ?? new Set()).add(node.id))
    node.raw = raw
  }

  private above(node: Node): Node | undefined {
    return node.parent === '' ? this.root : this.nodes.get(node.parent)
  }

  private detach(node: Node, list: FlatList): void {
    const siblings = this.above(node)?.children
    const at = siblings ? find(siblings, node) : 0
    if (siblings?.[at] === node) siblings.splice(at, 1)
    const place = node.children.length === 0 ? (list.ids?.lastIndexOf(node.id) ?? -1) : -1
    if (place < 0) list.ids = undefined
    else list.ids?.splice(place, 1)
  }

  /** New strokes come on top, so places are looked for from the end. */
  private attach(node: Node, list: FlatList): void {
    const parent = this.above(node)!
    const at = find(parent.children, node)
    const under = at > 0 ? last(parent.children[at - 1]!) : parent
    parent.children.splice(at, 0, node)
    const place = under === this.root ? 0 : (list.ids?.lastIndexOf(under.id) ?? -1) + 1
    if (node.children.length > 0 || (place === 0 && under !== this.root)) list.ids = undefined
    else list.ids?.splice(place, 0, node.id)
  }

  private flattened(): string[] {
    const flat: string[] = []
    const waiting = this.root.children.toReversed()
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      flat.push(node.id)
      for (let i = node.children.length - 1; i >= 0; i--) waiting.push(node.children[i]!)
    }
    return flat
  }
}

/** The flat list while it is patched; without ids it must be made anew. */
type FlatList = { ids?: string[] | undefined }

function before(a: Node, b: Node): number {
  return byBytes(a.order, b.order) || byBytes(a.id, b.id)
}

/** Two sorted lists as one. */
function merged(a: readonly Node[], b: readonly Node[]): Node[] {
  const all: Node[] = []
  let i = 0
  for (const node of b) {
    while (i < a.length && before(a[i]!, node) < 0) all.push(a[i++]!)
    all.push(node)
  }
  while (i < a.length) all.push(a[i++]!)
  return all
}

/** Where a node stands, or would stand, among sorted siblings. */
function find(siblings: readonly Node[], node: Node): number {
  let low = 0
  let high = siblings.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (before(siblings[middle]!, node) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function sameIDs(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i])
}

/** What is painted last of a node and all below it. */
function last(node: Node): Node {
  let at = node
  for (let next = at.children.at(-1); next; next = at.children.at(-1)) at = next
  return at
}
