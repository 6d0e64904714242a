// Package strict reads JSON the way the wire and the log need it: one text, one meaning, in Go and in TypeScript
// (web/src/board/strict.ts is the twin). Check looks at a whole text once; after it, Object, Array, String, Int and Bool
// only look at shape and may be used on any part of that text.
//
// What Check refuses, beyond what is not JSON: text that is not UTF-8, a byte order mark, U+0000 and halves of surrogate
// pairs in strings (escaped or not), a key that stands twice in an object (compared after unescaping), and nesting deeper
// than the caller allows. It runs once over the text, and recurses no deeper than the caller allows.
package strict
