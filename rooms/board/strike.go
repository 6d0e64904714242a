package board

import (
	"crypto/sha256"
	"strconv"

	"drawingroom/rooms/board/strict"
)

// Sealed is SHA-256(salt ‖ payload) of a row: what its chain hash covers of what it said. A row that was struck out keeps it in their stead.
type Sealed [32]byte

// Seal returns what the chain hash of a row covers of what it says. Salt and payload of a struck row are gone; it is what was kept of them.
func (r Record) Seal() Sealed {
	if r.Struck() {
		return r.Sealed
	}
	sum := sha256.New()
	sum.Write(r.Salt[:])
	sum.Write(r.Payload)
	return Sealed(sum.Sum(nil))
}

// Struck says whether the row was struck out: it has its place and did nothing. One that says something is none, whatever else is kept of it.
func (r Record) Struck() bool { return r.Sealed != Sealed{} && len(r.Payload) == 0 }

// MaxMarked is how many rows may be struck out at once, and a mark may name.
const MaxMarked = 10_000

// AppendMark writes what the row says that marks others as struck out: {"struck":[5,6]}. The seqs rise. It is a row of the log like any other, by whoever
// struck them out, so the chain holds who did it, when, and which rows; and nobody can pass an emptied row for one without writing another.
func AppendMark(dst []byte, seqs []Seq) []byte {
	dst = append(dst, `{"struck":[`...)
	for i, seq := range seqs {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(dst, int64(seq), 10)
	}
	return append(dst, "]}"...)
}

// Mark returns which rows the row marks as struck out; false: it is no mark. A mark names rows that lie before it, and not the first, in rising order.
func (r Record) Mark() ([]Seq, bool) {
	if len(r.Payload) < 11 || string(r.Payload[:11]) != `{"struck":[` || strict.Check(r.Payload, 3) != nil {
		return nil, false
	}
	members, ok := strict.Object(r.Payload)
	if !ok || len(members) != 1 || members[0].Key != "struck" {
		return nil, false
	}
	items, ok := strict.Array(members[0].Raw)
	if !ok || len(items) == 0 || len(items) > MaxMarked {
		return nil, false
	}
	seqs := make([]Seq, len(items))
	before := Seq(1)
	for i, item := range items {
		n, ok := strict.Int(item)
		if !ok || Seq(n) <= before || Seq(n) >= r.Seq {
			return nil, false
		}
		seqs[i], before = Seq(n), Seq(n)
	}
	return seqs, true
}

// Silent says whether the row does nothing because something was struck out: it is struck out itself, or marks others. It is never told as a change;
// whoever stands before it is told a snapshot instead (W46).
func (r Record) Silent() bool {
	if r.Struck() {
		return true
	}
	_, mark := r.Mark()
	return mark
}

// Change reads what a row says: nothing for a silent one.
func (r Record) Change() (Change, error) {
	if r.Silent() {
		return Change{}, nil
	}
	return DecodeChange(r.Version, r.Payload)
}

// Striking asks for rows to be struck out of a board's history.
type Striking struct {
	By   UserID
	Now  int64 // ms
	Seqs []Seq
}

// Struck is what became of a Striking.
type Struck struct {
	Head Head
	// Seqs are the rows that were struck out now, in order; those that had been before are not among them.
	Seqs []Seq
	// Assets are the pictures that went with them: those that nothing else of the log names.
	Assets []AssetHash
}

// Strike is a mark in a board's history: which rows were struck out, by whom and when.
type Strike struct {
	Mark   Seq // the row that says so
	Author Author
	Time   int64 // ms
	Seqs   []Seq
}
