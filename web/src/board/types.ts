/** The words of the document; the twin of rooms/board (see its doc.go for the rules B1…B15). */

/** A property's value as JSON: integers, strings, flags, and arrays of them. Never an object. */
export type Value = number | string | boolean | readonly Value[]

/** Paths ("at", "text/p7") to values; null unsets (in a Set only). A Map, so that no key can reach a prototype. */
export type Props = ReadonlyMap<string, Value | null>

export type Put = { readonly op: 'put'; readonly id: string; readonly props: Props }
export type SetProps = { readonly op: 'set'; readonly id: string; readonly own?: true; readonly props: Props }
export type Remove = { readonly op: 'remove'; readonly id: string; readonly own?: true }
export type Restore = { readonly op: 'restore'; readonly id: string; readonly own?: true; readonly props: Props }

/** One change asked of a board. */
export type Op = Put | SetProps | Remove | Restore

/** A non-empty list of ops, appended and shown together. `step`: what a person would undo as one. */
export type Change = { readonly step?: string; readonly ops: readonly Op[] }

/** Who applies a change, and at which seq. */
export type Stamp = { readonly seq: number; readonly author: number }

/** Who wrote a property last, and when. */
export type Writer = Stamp

/** What Apply did for one op; see the reasons in rooms/board/op.go. */
export type Effect = { readonly did: 'nothing' | 'part' | 'done'; readonly why?: Reason }
export type Reason = 'exists' | 'grave' | 'absent' | 'live' | 'never' | 'others' | 'circle' | 'full'

/** A thing on the board. Immutable: a change replaces it, so identity tells whether it changed. */
export type Element = {
  readonly id: string
  readonly maker: number
  readonly born: Writer
  readonly last: Writer
  readonly props: ReadonlyMap<string, Value>
  /** Only paths whose writer differs from `born`. */
  readonly writers: ReadonlyMap<string, Writer>
}

/** What is left of a removed element. */
export type Grave = { readonly by: Writer; readonly maker: number }

/** Why Judge does not let something in; `code` is one of codes.json. */
export type Refusal = { readonly code: string; readonly why: string }

/** A point in a board's history. `hash` is 22 characters of base64url. */
export type Position = { readonly epoch: string; readonly seq: number; readonly hash: string }
