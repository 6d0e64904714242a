package board

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"

	"drawingroom/rooms/board/strict"
)

// StateHash is the SHA-256 of a canonical form.
type StateHash [32]byte

// String is the hash in hexadecimal: 64 characters.
func (h StateHash) String() string { return hex.EncodeToString(h[:]) }

// AppendCanonical appends the canonical form (B14):
//
//	{"elements":[["id",maker,[bornSeq,bornAuthor],[lastSeq,lastAuthor],{path:value,…},{path:[seq,author],…}],…],"graves":[["id",[seq,author],maker],…]}
//
// elements and graves by id; the last object of an element only holds paths whose writer differs from born.
func (b *Board) AppendCanonical(dst []byte) []byte {
	dst = slices.Grow(dst, b.formLen())
	dst = append(dst, `{"elements":[`...)
	for i, id := range slices.Sorted(maps.Keys(b.elements)) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendElement(dst, b.elements[id])
	}
	dst = append(dst, `],"graves":[`...)
	for i, id := range slices.Sorted(maps.Keys(b.graves)) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendGrave(dst, id, b.graves[id])
	}
	return append(dst, "]}"...)
}

func appendElement(dst []byte, e *Element) []byte {
	dst = append(dst, '[')
	dst = strict.AppendString(dst, string(e.ID))
	dst = append(dst, ',')
	dst = strconv.AppendInt(dst, int64(e.Maker), 10)
	dst = append(dst, ',')
	dst = appendWriter(dst, e.Born)
	dst = append(dst, ',')
	dst = appendWriter(dst, e.Last)
	dst = append(dst, ',')
	dst = appendProps(dst, e.Props)
	dst = append(dst, ",{"...)
	for i, w := range e.Writers {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(strict.AppendString(dst, w.Path), ':')
		dst = appendWriter(dst, w.Writer)
	}
	return append(dst, "}]"...)
}

func appendGrave(dst []byte, id ElementID, g Grave) []byte {
	dst = append(dst, '[')
	dst = strict.AppendString(dst, string(id))
	dst = append(dst, ',')
	dst = appendWriter(dst, g.By)
	dst = append(dst, ',')
	dst = strconv.AppendInt(dst, int64(g.Maker), 10)
	return append(dst, ']')
}

func appendWriter(dst []byte, w Writer) []byte {
	dst = append(dst, '[')
	dst = strconv.AppendInt(dst, int64(w.Seq), 10)
	dst = append(dst, ',')
	dst = strconv.AppendInt(dst, int64(w.Author), 10)
	return append(dst, ']')
}

// formLen is about how long the canonical form is: at least that, unless texts are full of escapes or authors and seqs of many digits.
func (b *Board) formLen() int {
	n := 32 + 64*len(b.graves)
	for _, e := range b.elements {
		n += 96 + 48*len(e.Writers)
		for _, p := range e.Props {
			n += len(p.Path) + len(p.Value) + 4
		}
	}
	return n
}

// Hash is the SHA-256 of the canonical form.
func (b *Board) Hash() StateHash { return sha256.Sum256(b.AppendCanonical(nil)) }
