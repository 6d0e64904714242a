import RBush from 'rbush'
import type { Box } from './box'

type Entry = { minX: number; minY: number; maxX: number; maxY: number; id: string }

function entryOf(id: string, b: Box): Entry {
  return { id, minX: b.x, minY: b.y, maxX: b.x + b.w, maxY: b.y + b.h }
}

/** Which elements lie where: boxes by id, answered in time that hardly grows with their number. */
export class SpatialIndex {
  private readonly tree = new RBush<Entry>()
  private readonly entries = new Map<string, Entry>()

  /** How many ids it holds. */
  get size(): number {
    return this.entries.size
  }

  /** All that it holds. */
  ids(): Iterable<string> {
    return this.entries.keys()
  }

  /** Forgets everything and takes these in, much faster than one by one. */
  load(boxes: Iterable<readonly [id: string, box: Box]>): void {
    this.tree.clear()
    this.entries.clear()
    for (const [id, box] of boxes) this.entries.set(id, entryOf(id, box))
    this.tree.load([...this.entries.values()])
  }

  /** Puts the id where its box is now; null takes it out. */
  set(id: string, box: Box | null): void {
    const former = this.entries.get(id)
    if (former !== undefined) {
      this.tree.remove(former)
      this.entries.delete(id)
    }
    if (box === null) return
    const entry = entryOf(id, box)
    this.entries.set(id, entry)
    this.tree.insert(entry)
  }

  /** The same for several at once: where they are a good part of all, everything is sorted anew, which is much faster. */
  setAll(places: readonly (readonly [id: string, box: Box | null])[]): void {
    if (places.length < 200 || places.length * 8 < this.entries.size) {
      for (const [id, box] of places) this.set(id, box)
      return
    }
    for (const [id, box] of places) {
      if (box === null) this.entries.delete(id)
      else this.entries.set(id, entryOf(id, box))
    }
    this.tree.clear()
    this.tree.load([...this.entries.values()])
  }

  /** The box of an id; null for what it does not hold. */
  box(id: string): Box | null {
    const e = this.entries.get(id)
    return e === undefined ? null : { x: e.minX, y: e.minY, w: e.maxX - e.minX, h: e.maxY - e.minY }
  }

  /** The ids whose boxes touch the box, in no order. */
  search(b: Box): string[] {
    return this.tree.search({ minX: b.x, minY: b.y, maxX: b.x + b.w, maxY: b.y + b.h }).map((e) => e.id)
  }

  /** Whether any box touches the box. */
  any(b: Box): boolean {
    return this.tree.collides({ minX: b.x, minY: b.y, maxX: b.x + b.w, maxY: b.y + b.h })
  }

  /** The box nearest to a point; null when empty. It looks at all of them: for a press of a button, not for a moving hand. */
  nearest(at: { readonly x: number; readonly y: number }): Box | null {
    let best: Entry | null = null
    let least = Infinity
    for (const entry of this.entries.values()) {
      const x = Math.max(entry.minX - at.x, at.x - entry.maxX, 0)
      const y = Math.max(entry.minY - at.y, at.y - entry.maxY, 0)
      const far = Math.hypot(x, y)
      if (far >= least) continue
      best = entry
      least = far
    }
    return best && this.box(best.id)
  }

  /** The box around everything; null when empty. */
  extent(): Box | null {
    if (this.entries.size === 0) return null
    const all = this.tree.toJSON() as unknown as { minX: number; minY: number; maxX: number; maxY: number }
    return { x: all.minX, y: all.minY, w: all.maxX - all.minX, h: all.maxY - all.minY }
  }
}
