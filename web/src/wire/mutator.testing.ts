/** A frame in the making, and whose it is. */
export type Made = { readonly from: string; readonly frame: Buffer }

/** Texts that have told decoders apart before, or might. */
const odd = [
  ...[
    '0',
    '-0',
    '1',
    '-1',
    '1.0',
    '0.5',
    '1e2',
    '1e400',
    '-1e-400',
    '9007199254740991',
    '9007199254740992',
    '1e15',
    '01',
  ],
  ...[
    'null',
    'true',
    'false',
    '""',
    '[]',
    '{}',
    '[[]]',
    '[null]',
    '"a"',
    '"\\u0000"',
    '"\\ud83d"',
    '"\\ud83d\\ude00"',
    '"\\u0061"',
  ],
  ...[
    '"__proto__"',
    '"constructor"',
    '"toString"',
    '"at"',
    '"kind"',
    '"text/p1"',
    '"text/"',
    '"points"',
    '"element-1"',
    '"é"',
    '"😀"',
  ],
  ...[
    '"t"',
    '"n"',
    '"as"',
    '"ops"',
    '"id"',
    '"own"',
    '"props"',
    '"step"',
    '"T"',
    '"rectangle"',
    '"stroke"',
    '"remove"',
    '"set"',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    ' ',
    '\n',
    '\t',
    '\u0000',
    '\ufeff',
    '\u2028',
    '/',
    'e',
    '.',
    '-',
    '+',
    'E5',
  ],
  ...[
    '"x":1,',
    ',"x":null',
    '"t":"beat",',
    '"n":2,',
    '"own":true,',
    '[1,2,3]',
    '[1,2,3,4]',
    '"#ff0000ff"',
    '"https://a.example"',
  ],
]

type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree }

/** Makes frames out of others, the same ones for the same seed. */
export class Mutator {
  #state: number
  readonly #originals: readonly Made[]

  constructor(seed: number, originals: readonly Made[]) {
    this.#state = seed >>> 0
    this.#originals = originals
  }

  next(): Made {
    const { from, frame } = this.#pick(this.#originals)
    const reshaped = this.#below(4) > 0
    let text = reshaped ? this.#reshaped(frame) : frame
    const cuts = reshaped && this.#below(5) > 0 ? 0 : 1 + this.#below(3)
    for (let i = 0; i < cuts; i++) text = this.#cut(text)
    return { from: this.#below(20) === 0 ? this.#pick(['client', 'server']) : from, frame: text }
  }

  /** mulberry32 */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }

  #below(n: number): number {
    return Math.floor(this.#random() * n)
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#below(list.length)]!
  }

  /** Changes bytes without regard to what they mean. */
  #cut(frame: Buffer): Buffer {
    const at = this.#below(frame.length + 1)
    const end = Math.min(frame.length, at + this.#below(this.#below(10) === 0 ? 40 : 3))
    const fill = [
      () => Buffer.from(this.#pick(odd)),
      () => Buffer.from([this.#below(256)]),
      () => Buffer.alloc(0),
      () => frame.subarray(at, Math.min(frame.length, at + this.#below(30))),
      () => this.#token(),
    ]
    return Buffer.concat([frame.subarray(0, at), this.#pick(fill)(), frame.subarray(end)])
  }

  /** A piece of another frame. */
  #token(): Buffer {
    const other = this.#pick(this.#originals).frame.toString('latin1')
    const tokens = other.match(/"[^"]*"|-?\d+|[[\]{},:]/g) ?? ['0']
    return Buffer.from(this.#pick(tokens), 'latin1')
  }

  /** Changes values where they stand, so that what comes out is still JSON. */
  #reshaped(frame: Buffer): Buffer {
    let tree: Tree
    try {
      tree = JSON.parse(frame.toString()) as Tree
    } catch {
      return frame
    }
    for (let changes = 1 + this.#below(3); changes > 0; changes--) tree = this.#changed(tree)
    return Buffer.from(JSON.stringify(tree))
  }

  #changed(tree: Tree): Tree {
    if (typeof tree !== 'object' || tree === null) return this.#below(3) === 0 ? this.#value() : this.#like(tree)
    if (this.#below(40) === 0) return this.#value()
    if (Array.isArray(tree)) return this.#changedList(tree)
    // Another type mostly means another message, which tells little: the type is left alone where there is something else.
    const keys = Object.keys(tree).filter((k, _, all) => k !== 't' || all.length === 1)
    const key = keys.length === 0 ? 'x' : this.#pick(keys)
    switch (this.#below(16)) {
      case 0:
        return Object.fromEntries(Object.entries(tree).filter(([k]) => k !== key))
      case 1:
        return { ...tree, [this.#key()]: this.#value() }
      case 2:
        return Object.fromEntries(Object.entries(tree).map(([k, v]) => [k === key ? this.#key() : k, v]))
      default:
        return { ...tree, [key]: this.#changed(tree[key] ?? null) }
    }
  }

  #changedList(list: Tree[]): Tree[] {
    const at = this.#below(list.length)
    switch (this.#below(12)) {
      case 0:
        return list.filter((_, i) => i !== at)
      case 1:
        return [...list.slice(0, at), this.#value(), ...list.slice(at)]
      case 2:
        return [...list, ...list]
      default:
        return list.map((v, i) => (i === at ? this.#changed(v) : v))
    }
  }

  /** A value of the same type, nearby. */
  #like(leaf: null | boolean | number | string): Tree {
    if (typeof leaf === 'number') return this.#pick([leaf + 1, leaf - 1, -leaf, leaf * 1000, 0, 100, 101, 1e9, 1e9 + 1])
    if (typeof leaf === 'boolean') return !leaf
    if (leaf === null) return this.#value()
    return this.#pick([
      `${leaf}a`,
      leaf.slice(1),
      leaf.slice(0, -1),
      leaf.toUpperCase(),
      leaf + leaf,
      `${leaf}😀`,
      this.#name(),
    ])
  }

  /** A word that means something somewhere. */
  #name(): string {
    const other = this.#pick(this.#originals).frame.toString()
    return this.#pick(other.match(/[A-Za-z0-9_-]+/g) ?? ['a'])
  }

  #key(): string {
    return this.#pick([
      't',
      'n',
      'as',
      'ops',
      'id',
      'own',
      'props',
      'step',
      'at',
      'kind',
      'x',
      '__proto__',
      '1',
      'text/p1',
      'name',
    ])
  }

  /** A value: an odd one, or a part of another frame. */
  #value(): Tree {
    for (;;) {
      const text = this.#below(3) === 0 ? this.#part() : this.#pick(odd)
      try {
        return JSON.parse(text) as Tree
      } catch {}
    }
  }

  #part(): string {
    const other = this.#pick(this.#originals).frame.toString()
    const values = other.match(/"[^"]*"|-?\d+|\[[-\d,]*\]|\{"op"[^{}]*(\{[^{}]*\})?\}/g) ?? ['0']
    return this.#pick(values)
  }
}
