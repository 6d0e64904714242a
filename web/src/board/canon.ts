import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import { Board } from './board'
import { encodeProps } from './change'
import { byBytes, sortedPaths } from './element'
import type { Element, Grave, Value, Writer } from './types'

/**
 * The canonical form (B14), byte for byte what Board.AppendCanonical writes in Go:
 * `{"elements":[["id",maker,[bornSeq,bornAuthor],[lastSeq,lastAuthor],{path:value,…},{path:[seq,author],…}],…],"graves":[["id",[seq,author],maker],…]}`,
 * elements and graves by id; the last object of an element only holds paths whose writer differs from born.
 */
export function canonical(board: Board): string {
  return [...canonicalPieces(board)].join('')
}

/** The same piece by piece, for whoever lets the page do other things between two of them. The board must not change meanwhile. */
export function* canonicalPieces(board: Board): Generator<string> {
  const elements = [...board.elements()].sort((a, b) => byBytes(a.id, b.id))
  const graves = [...board.graves()].sort((a, b) => byBytes(a[0], b[0]))
  yield '{"elements":['
  for (const [i, e] of elements.entries()) yield i === 0 ? element(e) : `,${element(e)}`
  yield '],"graves":['
  for (const [i, g] of graves.entries()) yield i === 0 ? grave(g) : `,${grave(g)}`
  yield ']}'
}

function element(e: Element): string {
  const writers = sortedPaths(e.writers).map((path) => `${JSON.stringify(path)}:${writer(e.writers.get(path)!)}`)
  return `[${JSON.stringify(e.id)},${e.maker},${writer(e.born)},${writer(e.last)},${encodeProps(e.props)},{${writers.join(',')}}]`
}

function grave([id, g]: [string, Grave]): string {
  return `[${JSON.stringify(id)},${writer(g.by)},${g.maker}]`
}

function writer(w: Writer): string {
  return `[${w.seq},${w.author}]`
}

/** The state hash: SHA-256 of the canonical form, 64 hexadecimal characters. */
export function stateHash(board: Board): string {
  return bytesToHex(sha256(new TextEncoder().encode(canonical(board))))
}

type Pair = readonly [seq: number, author: number]
type Form = {
  readonly elements: readonly (readonly [
    id: string,
    maker: number,
    born: Pair,
    last: Pair,
    props: Record<string, Value>,
    writers: Record<string, Pair>,
  ])[]
  readonly graves: readonly (readonly [id: string, by: Pair, maker: number])[]
}

/**
 * Reads a canonical form back into a board at seq: how a snapshot is loaded. It comes from our own server, over a channel that was
 * authorised, so it is not looked at beyond what a snapshot cut short or of another format would show: SyntaxError or TypeError.
 */
export function restored(seq: number, form: string): Board {
  const parsed = JSON.parse(form) as Form
  const elements = new Map<string, Element>()
  for (const [id, maker, bornPair, lastPair, props, writers] of parsed.elements) {
    const born = stamp(bornPair)
    const last = lastPair[0] === born.seq && lastPair[1] === born.author ? born : stamp(lastPair)
    elements.set(id, { id, maker, born, last, props: mapOf(props), writers: restoredWriters(writers) })
  }
  const graves = new Map<string, Grave>()
  for (const [id, by, maker] of parsed.graves) graves.set(id, { by: stamp(by), maker })
  return new Board(seq, elements, graves)
}

function stamp([seq, author]: Pair): Writer {
  return { seq, author }
}

const noWriters: ReadonlyMap<string, Writer> = new Map()

function restoredWriters(raw: Record<string, Pair>): ReadonlyMap<string, Writer> {
  let writers: Map<string, Writer> | undefined
  for (const path in raw) {
    writers ??= new Map()
    writers.set(path, stamp(raw[path]!))
  }
  return writers ?? noWriters
}

/** Snapshots have ten thousands of these: a loop over the keys is the fastest way to a Map. */
function mapOf(raw: Record<string, Value>): ReadonlyMap<string, Value> {
  const props = new Map<string, Value>()
  const paths = Object.keys(raw)
  for (let i = 0; i < paths.length; i++) props.set(paths[i]!, raw[paths[i]!]!)
  return props
}
