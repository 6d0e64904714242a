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
//   - B2 An op without effect leaves the canonical form unchanged, byte for byte. A set or a put of which only a part could be done has an
//     effect; props are looked at in the order of their paths, and the first reason is told.
//   - B3 Per property (or map entry), the later seq wins. Nobody's clock is asked.
//   - B4 A snapshot followed by the rest of the changes equals all the changes.
//   - B5 put on an id that exists or has a grave has no effect.
//   - B6 remove leaves a grave (who, when, and who had made the element; no content). set on a grave has no effect: a late edit
//     does not resurrect.
//   - B7 restore carries the whole element and acts only on a grave. The maker stays; every property is written anew by who restores.
//   - B8 own: a set leaves alone every property whose last writer is another author; a remove has no effect if any property of the element was
//     last written by another author; a restore has no effect on a grave that another author dug. A path that was never
//     written on its own counts as written by whoever put (or restored) the element: nobody else removes that with own.
//   - B9 A parent that would make a circle, or lie deeper than MaxDepth, has no effect (that one property only; put and restore
//     too). A parent that is absent or removed reads as none. The walk from a new parent to the root asks what is written, so that an absent
//     parent closes no circle when it comes; an element has at most MaxDepth others above it when its parent is written.
//   - B10 Paint order: within a parent by order key (absent sorts first), then by id; a child is painted right after its parent
//     and before its parent's next sibling. Keys and ids are ASCII, so byte order is the order in both languages; what cannot be a key (of a log) reads as absent.
//   - B11 Maps are written entry by entry: the path "text/p7" is the entry p7 of the map property "text". There is no way to
//     replace a map as a whole. A new entry beyond the dictionary's limit of entries has no effect (that entry only); unset ones do not count. A map that the dictionary does not
//     know has no limit.
//   - B12 A null value unsets: the value goes, its last writer is remembered. Unsetting what
//     has no value and was never written on its own is done, and remembered by nobody. null in a put or restore is refused by Judge and skipped by Apply.
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
// 2026-11-22: Judge also asks that a put and a restore name their kind, that a set does not unset it, and that the kind "board" stays the settings'
// (B15), instead of looking at values alone: an element without a known kind makes a board read-only for everybody, and one person could do it.
//
// 2026-11-22: the runs of a text are never split or written by anyone but the typing session that made them; letters put into, or taken out of,
// another's run are entries of their own that name the run and an offset (web/src/elements/text-runs.ts holds the format), instead of one run a line
// that whoever types writes whole. Two people in one line lost each other's letters that way, although both had been shown.
//
// 2026-11-28: letters are marked by entries of their own too (spans: "name_run" with marks), and by the marks a run was written with, instead of
// by splitting runs: so whoever marks what another writes does not touch it, and both merge. Where marked letters lead stands in the map
// "links" under the id of the entry that marks them, so that the schemes are asked for at the door (web/src/elements/marks.ts has the letters).
//
// 2026-11-28: an arrow's end names an element and a place on it in ten thousandths of its box, where 5000, 5000 means the element as a whole,
// instead of a place alone: an arrow that points to a shape as such heads for its middle and stops at its edge, one that points to a spot
// ends there. The way between the ends is worked out by whoever looks (web/src/elements/arrow-way.ts) and never stored; only when what it is
// tied to is removed does the remover write where its end was last seen, so that it stays there for all, and is tied again when that comes back.
//
// 2026-11-28: what is rubbed out of a stroke is a map of gaps along its points, instead of a stroke for each piece that is left: two who rub at
// one stroke merge, and what remains is drawn by the whole line's own outline, which depends on all of its points.
//
// 2026-11-28: a table is one element with three maps: rows, columns, and the runs of all cells, each of which names its row and column, instead
// of an element for each cell: rows come, go and move without any text being touched, and two who write in one cell or in two merge as in any
// text. Whoever removes a row removes its runs with it; what another writes there meanwhile stays in the map and is not shown, and who moves
// or sizes the row at that moment has it still, as an entry that was set later is there, but empty.
//
// # Reading order
//
// board.go (state and Apply), element.go, props.go and value.go (what an element holds), op.go and op_*.go (one file an op), order.go (tree and
// paint order), dictionary.go, dictionary_types.go and judge.go with kinds.json (what a property may hold), decode.go and change.go (ops and
// changes as text), canon.go and restored.go (canonical form, state hash, snapshots), chain.go and record.go (the log's rows), people.go and errors.go
// (what the stores speak of), strict/ (the JSON reader both this package and wire use), boardtest/ (drawn changes, for the tests of both languages).
package board
