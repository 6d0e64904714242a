import type { Outline } from '../elements/pen'

/** So many paths are kept at least, and twice as many at most: what fills a window at 100 %, and some megabytes. */
const KEPT = 2500

type Words = Map<string, readonly Path2D[]>

/**
 * Paths by the value they were made of: values of properties never change, so what was built once stays right. What was not asked for
 * while so many others were is forgotten; a board has more outlines than a page has memory.
 */
export class Paths {
  private young = new WeakMap<object, Words>()
  private old = new WeakMap<object, Words>()
  private count = 0

  /** The path of a value and a word, built when it is not there. */
  get(key: object, word: string, build: (to: Outline) => void): Path2D {
    return this.all(key, word, () => [build])[0]!
  }

  /** The same for several paths of one word. */
  all(key: object, word: string, builds: () => readonly ((to: Outline) => void)[]): readonly Path2D[] {
    const words = this.wordsOf(key)
    let found = words.get(word)
    if (found === undefined) {
      found = builds().map((build) => {
        const path = new Path2D()
        build(path)
        return path
      })
      words.set(word, found)
      this.count++
    }
    return found
  }

  private wordsOf(key: object): Words {
    let words = this.young.get(key)
    if (words !== undefined) return words
    words = this.old.get(key) ?? new Map()
    this.count += words.size
    if (this.count > KEPT) {
      this.old = this.young
      this.young = new WeakMap()
      this.count = words.size
    }
    this.young.set(key, words)
    return words
  }
}
