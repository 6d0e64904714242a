// Package board is the document: what a board is, what may be asked of it, and
// what each request does. It is pure: it imports the standard library only, reads no clock and no
// random source, starts nothing and shares nothing. web/src/board is its twin in TypeScript; both run the
// same golden cases and traces of testdata/ and must agree to the byte.
//
// # Rules
//
// The ids are quoted by tests and by the folders of testdata.
//
//   - B1 Apply is total: whatever ops a change holds, it returns one Effect an op and never panics.
//   - B2 An op without effect leaves the canonical form unchanged, byte for byte.
//   - B3 Per property (or map entry), the later seq wins. Nobody's clock is asked.
//   - B4 A snapshot followed by the rest of the changes equals all the changes.
//   - B5 put on an id that exists or has a grave has no effect.
//   - B6 remove leaves a grave (who, when, and who had made the element; no content). set on a grave has no effect: a late edit
//     does not resurrect.
//   - B7 restore carries the whole element and acts only on a grave. The maker stays; every property is written anew by who restores.
//   - B8 own: a set leaves alone every property whose last writer is another author; a remove has no effect if any property of the element was
//     last written by another author; a restore has no effect on a grave that another author dug. A path that was never
//     written on its own counts as written by whoever put (or restored) the element.
//   - B9 A parent that would make a circle, or lie deeper than MaxDepth, has no effect (that one property only; put and restore
//     too). A parent that is absent or removed reads as none.
//   - B10 Paint order: within a parent by order key (absent sorts first), then by id; a child is painted right after its parent
//     and before its parent's next sibling. Keys and ids are ASCII, so byte order is the order in both languages.
//   - B11 Maps are written entry by entry: the path "text/p7" is the entry p7 of the map property "text". There is no way to
//     replace a map as a whole. A new entry beyond the dictionary's limit of entries has no effect (that entry only).
//   - B12 A null value unsets: the value goes, its last writer is remembered. null in a put or restore is refused by Judge and skipped by Apply.
//   - B13 The core compares, replaces, inserts and removes. It never adds, multiplies or rounds a coordinate.
//   - B14 The canonical form is one text a state: elements by id, properties by path, graves, last writers; no times, no seq of the board.
//   - B15 What the dictionary does not know is kept by Apply and refused by Judge: Judge stands at the door, Apply reads the log.
//
// # Decisions
//
// 2026-11-22: maps are stored flat, a path each, instead of as nested values that a set may replace whole: one merge rule
// (B3) then serves properties and entries alike, and no order of a whole-map write and an entry write can lose an entry.
//
// 2026-11-22: a grave keeps the maker beside the remover and the seq, instead of those two alone: otherwise the undo of a
// removal would give the element to whoever removed it. It is a number, not content.
//
// # Reading order
//
// board.go (state and Apply), op.go and op_*.go (one file an op), dictionary.go with kinds.json (what a property may hold), order.go
// (tree and paint order), canon.go (canonical form, state hash, snapshots), chain.go and record.go (the log's rows), strict/ (the JSON reader both this package and wire use).
package board
